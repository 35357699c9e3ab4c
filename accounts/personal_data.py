"""What the house knows of a person: to hand it to them, and to forget it when they have left.

`COVERED` is the one list. A test compares it with every model there is: a new field that leads to
a person, or holds a name or an address, must be entered here before it lands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from accounts import sessions
from accounts.people import others_keep_accounts
from audit import acts, erasing
from audit.models import ERASED
from audit.values import bounded, row_values

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["COVERED", "NOT_OURS", "Covered", "Erasure", "LastAdministrator", "erase", "export"]


class Erasure(StrEnum):
    """What becomes of a field when its person is erased."""

    KEPT = "kept"  # the work stays; it leads to an account that no longer names anybody
    DELETED = "deleted"  # the whole row
    EMPTIED = "emptied"  # this field


class LastAdministrator(Exception):
    """Nobody could keep accounts any more. Make somebody else an administrator first."""


@dataclass(frozen=True)
class Covered:
    """A field that leads to a person, or says something of one. `whole`: exported with all its
    row's fields, else with the row's name alone."""

    field: str  # as articles.Article.created_by
    erasure: Erasure
    whole: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.field.rpartition(".")[0])

    @property
    def name(self) -> str:
        return self.field.rpartition(".")[2]


KEPT, DELETED, EMPTIED = Erasure.KEPT, Erasure.DELETED, Erasure.EMPTIED

OF_ACCOUNTS = (
    Covered("auth.User.username", EMPTIED),
    Covered("auth.User.first_name", EMPTIED),
    Covered("auth.User.last_name", EMPTIED),
    Covered("auth.User.email", EMPTIED),
    Covered("auth.User_groups.user", DELETED),
    Covered("auth.User_user_permissions.user", DELETED),
    Covered("accounts.SignIn.user", DELETED, whole=True),
    Covered("accounts.Guesses.user", DELETED, whole=True),
    Covered("accounts.Identity.user", DELETED, whole=True),
    Covered("accounts.Invitation.account", DELETED, whole=True),
    Covered("accounts.Invitation.invited_by", KEPT),
    Covered("account.EmailAddress.user", DELETED, whole=True),
    Covered("mfa.Authenticator.user", DELETED),
    # Django's own list of what was done in the admin: the audit log tells the same, and forgets.
    Covered("admin.LogEntry.user", DELETED),
    Covered("audit.Act.by", KEPT, whole=True),  # its `who` and what it tells: audit.erasing
    Covered("audit.Erasure.by", KEPT),
    Covered("articles.SavedFilter.person", DELETED, whole=True),
    Covered("articles.Article.created_by", KEPT),
    Covered("articles.Assignment.person", DELETED, whole=True),
    Covered("articles.Assignment.by", KEPT),
    Covered("articles.Comment.by", KEPT, whole=True),
    Covered("articles.Comment.resolved_by", KEPT),
    Covered("articles.MailChoice.person", DELETED, whole=True),
    Covered("articles.Message.to", DELETED, whole=True),
    Covered("articles.Message.by", KEPT),
    Covered("articles.Autosave.by", DELETED, whole=True),
    Covered("articles.IncomingFile.by", KEPT),
    Covered("articles.Override.by", KEPT, whole=True),
    Covered("articles.Presence.by", DELETED),
    Covered("articles.Revision.by", KEPT),
    Covered("proofs.Proof.made_by", KEPT),
    Covered("partners.AdvanceCopy.given_by", KEPT),
    Covered("partners.Key.created_by", KEPT),
    Covered("proofs.Suggestion.decided_by", KEPT),
    Covered("publication.DisclaimerEdition.created_by", KEPT),
)
OF_AUTHORS = (
    Covered("authors.Author.email", EMPTIED),
    Covered("authors.Author.phone", EMPTIED),
    Covered("authors.Author.private_notes", EMPTIED),
    # What was printed with their articles stays as printed. An author whom no article names can
    # be deleted, and these with them.
    Covered("authors.Author.given_name", KEPT),
    Covered("authors.Author.family_name", KEPT),
    Covered("authors.Author.native_name", KEPT),
    Covered("authors.Author.biography", KEPT),
    Covered("authors.Affiliation.author", KEPT, whole=True),
    Covered("authors.AuthorLink.author", KEPT, whole=True),
    Covered("authors.SelectedWork.author", KEPT, whole=True),
    Covered("articles.Contribution.author", KEPT, whole=True),
    Covered("record.Appearance.author", KEPT),
    Covered("newsletter.Choice.author", KEPT),  # what a reader chose
)
COVERED = (*OF_ACCOUNTS, *OF_AUTHORS)

# Names and addresses that are not an account's or an author's, and who forgets them.
NOT_OURS = {
    "accounts.Invitation.email": "with Invitation.account; not accepted ones are deleted in time",
    "accounts.Invitation.first_name": "likewise",
    "accounts.Invitation.last_name": "likewise",
    "accounts.Letter.to": "deleted when sent",
    "account.EmailAddress.email": "with EmailAddress.user",
    "audit.Act.who": "audit.erasing",
    "articles.Contribution.given_name": "a byline as printed; of a draft, its editor's to change",
    "articles.Contribution.family_name": "likewise",
    "articles.Contribution.native_name": "likewise",
    "articles.Contribution.biography": "likewise",
    "articles.Comment.signed": "somebody without account, on a draft: deleted with it",
    "articles.Revision.signed": "likewise",
    "proofs.Proof.address": "somebody without account: forgotten 90 days after their link's end",
    "proofs.Proof.recipient": "likewise",
    "newsletter.Subscriber.address": "the newsletter forgets its readers by itself",
    "partners.Contact.email": "a partner's, agreed with them",
    "publication.Publication.contact_email": "the review's own",
}


def export(person: models.Model) -> dict[str, Any]:
    """Everything kept of an account or an author, as JSON can hold it. Secrets are left out."""
    found: dict[str, Any] = {person._meta.label: bounded(row_values(person))}
    for each, rows in _leading_to(person):
        found[each.field] = [
            bounded(row_values(row)) if each.whole else {"id": row.pk, "name": str(row)}
            for row in rows.iterator()
        ]
    return found


@transaction.atomic
def erase(person: models.Model, *, by: User | None, reason: str = "") -> dict[str, int]:
    """Forget an account or an author, as the list says; how many rows of what were changed.

    What they wrote and published stays. An account stays as a number without name, closed.
    Raises `LastAdministrator`.
    """
    changed = {"audit.Act": erasing.erase(person, by=by)}
    # Django's own list names the row in its acts about it, too.
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(person), object_id=str(person.pk)
    ).update(object_repr=ERASED, change_message="")
    if person._meta.label == "auth.User":
        changed["auth.User"] = _close(person, by=by)
    for each, rows in _leading_to(person):
        if each.erasure is DELETED:
            numbers = list(rows.values_list("pk", flat=True))
            changed["audit.Act"] += erasing.erase_about(each.model, numbers, by=by)
            rows.delete()
            changed[each.field] = len(numbers)
    own = [each for each in COVERED if each.model is type(person) and each.erasure is EMPTIED]
    if person._meta.label != "auth.User":
        for each in own:
            setattr(person, each.name, "")
        person.save(update_fields=[each.name for each in own])
        changed[person._meta.label] = 1
    acts.record(
        by=by,
        what="personal data erased",
        object=None,
        before={},
        after={"what": person._meta.label, "number": person.pk, **changed},
        reason=reason,
    )
    return changed


def _close(account: Any, *, by: User | None) -> int:
    """Nothing of the account is left but its number."""
    if not others_keep_accounts(account):
        raise LastAdministrator
    sessions.end_all(account, by=by, why="Personal data was erased.")
    account.username = f"erased-{account.pk}"
    account.first_name = account.last_name = account.email = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.last_login = None
    account.set_unusable_password()
    account.save()
    return 1


def _leading_to(person: models.Model) -> Iterator[tuple[Covered, models.QuerySet[Any]]]:
    """The fields of the list that lead to this person, each with the rows that do."""
    for each in COVERED:
        field = each.model._meta.get_field(each.name)
        if field.is_relation and isinstance(person, field.related_model):  # type: ignore[arg-type]
            rows = each.model._default_manager.filter(**{each.name: person})
            yield each, rows.order_by("pk")
