"""Two profiles of one person become one, and nothing of either is lost.

The rooms above that point to authors are found through Django's own relations, so this
module knows none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils.html import strip_tags

from authors.models import Affiliation, Author, AuthorLink, SelectedWork
from editing.models import FormerSlug
from editing.saving import claim
from editing.slugs import model_label, remember_slug

__all__ = [
    "CannotMerge",
    "DifferentOrcids",
    "MergeReport",
    "SameProfile",
    "StillNamed",
    "merge",
    "rows_that_move",
]

# What has one value in a profile: the kept one's wins, an empty one is filled.
FILLED = {
    "native_name": "Name in native script",
    "title": "Title",
    "orcid": "ORCID iD",
    "biography": "Biography",
    "portrait": "Portrait",
    "email": "E-mail",
    "phone": "Telephone",
}
# The profile's own lists, which are put behind one another; what is twice the same is dropped.
LISTS: dict[type[models.Model], tuple[str, ...]] = {
    Affiliation: ("organisation_id", "role", "started", "ended"),
    AuthorLink: ("url",),
    SelectedWork: ("title", "publisher", "year", "doi"),
}


class CannotMerge(Exception):
    """The two profiles can't be merged as they are."""


class SameProfile(CannotMerge):
    """A profile can't be merged into itself. Choose two."""


class DifferentOrcids(CannotMerge):
    """Two ORCID iDs usually mean two people. Empty the wrong one first."""

    def __init__(self, keep: Author, lose: Author) -> None:
        self.keep = keep
        self.lose = lose
        super().__init__(
            f"“{keep}” has the ORCID iD {keep.orcid} and “{lose}” {lose.orcid}: two people? "
            "If not, delete the wrong iD first."
        )


class StillNamed(CannotMerge):
    """Some row could not be moved away from the profile, so it was not deleted."""

    def __init__(self, lose: Author, row: models.Model) -> None:
        self.lose = lose
        self.row = row
        super().__init__(f"“{row}” names “{lose}” and can't be made to name another profile.")


@dataclass(frozen=True)
class MergeReport:
    """How many rows moved and how many said the same twice, by the model's plural name."""

    moved: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def merge(*, keep: Author, lose: Author, by: User | None) -> MergeReport:
    """Move everything of `lose` to `keep`, fill what is empty there, redirect, delete `lose`.

    Whole or not at all. Raises CannotMerge.
    """
    keep, lose = locked(keep, lose)
    report = MergeReport()
    for model, same in LISTS.items():
        join_lists(model, same, keep, lose, report)
    for relation in relations():
        move(relation, keep, lose, report)
    move_members(keep, lose)
    still_named(lose)
    fill(keep, lose)

    former_slug = lose.slug
    label = model_label(Author)
    FormerSlug.objects.filter(model=label, object_id=lose.pk).update(object_id=keep.pk)
    # Before saving: two profiles may not have one ORCID iD even for a moment.
    lose.delete()
    claim(keep, keep.edit_number)
    keep.save()
    remember_slug(keep, former_slug)
    if by is not None:
        log(keep, former_slug, by)
    return report


def locked(keep: Author, lose: Author) -> tuple[Author, Author]:
    if keep.pk == lose.pk:
        raise SameProfile("Choose two different profiles.")
    rows = {
        row.pk: row
        for row in Author.objects.select_for_update()
        .filter(pk__in=[keep.pk, lose.pk])
        .order_by("pk")
    }
    keep, lose = rows[keep.pk], rows[lose.pk]
    if keep.orcid and lose.orcid:
        raise DifferentOrcids(keep, lose)
    return keep, lose


def relations() -> Iterator[models.ForeignKey]:
    """Every foreign key and one-to-one in the house that points to an author."""
    for relation in Author._meta.get_fields(include_hidden=True):
        # Many-to-many relations show up as the foreign keys of their table.
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field


def rows_that_move(author: Author) -> dict[str, int]:
    """How many rows name the author, by the model's plural name."""
    counted: dict[str, int] = {}
    for relation in relations():
        name = str(relation.model._meta.verbose_name_plural)
        count(counted, name, rows_of(relation, author).count())
    return counted


def rows_of(relation: models.ForeignKey, author: Author) -> models.QuerySet[Any]:
    return relation.model._base_manager.filter(**{relation.name: author}).order_by("pk")


def join_lists(
    model: type[models.Model], same: tuple[str, ...], keep: Author, lose: Author,
    report: MergeReport,
) -> None:  # fmt: skip
    """Put the rows of one of the profile's lists behind those of the kept profile."""
    rows = model._base_manager.order_by("position", "pk")
    kept = rows.filter(author=keep)
    known = set(kept.values_list(*same))
    end = kept.aggregate(end=Max("position"))["end"]
    position = 0 if end is None else end + 1
    name = str(model._meta.verbose_name_plural)
    for row in rows.filter(author=lose):
        if tuple(getattr(row, column) for column in same) in known:
            row.delete()
            count(report.dropped, name)
        else:
            rows.filter(pk=row.pk).update(author=keep, position=position)
            position += 1
            count(report.moved, name)


def move(relation: models.ForeignKey, keep: Author, lose: Author, report: MergeReport) -> None:
    """Let every row name the kept profile; one that would then be there twice is dropped."""
    name = str(relation.model._meta.verbose_name_plural)
    try:
        with transaction.atomic():
            moved = rows_of(relation, lose).update(**{relation.name: keep})
    except IntegrityError:
        move_one_by_one(relation, keep, lose, report)
    else:
        count(report.moved, name, moved)


def move_one_by_one(
    relation: models.ForeignKey, keep: Author, lose: Author, report: MergeReport
) -> None:
    name = str(relation.model._meta.verbose_name_plural)
    for row in rows_of(relation, lose):
        itself = relation.model._base_manager.filter(pk=row.pk)
        try:
            with transaction.atomic():
                itself.update(**{relation.name: keep})
        except IntegrityError:
            # Only a row that repeats another may go; whatever else refuses is an error.
            if not repeats(row, relation, keep):
                raise StillNamed(lose, row) from None
            row.delete()
            count(report.dropped, name)
        else:
            count(report.moved, name)


def repeats(row: models.Model, relation: models.ForeignKey, keep: Author) -> bool:
    """Whether a unique rule of the row's model is what forbids it to name the kept profile."""
    setattr(row, relation.name, keep)
    model = type(row)
    if relation.unique and model._base_manager.filter(**{relation.name: keep}).exists():
        return True
    rules = [tuple(names) for names in model._meta.unique_together]
    rules += [
        tuple(rule.fields)
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    ]
    return any(
        model._base_manager.filter(**{name: getattr(row, name) for name in names})
        .exclude(pk=row.pk)
        .exists()
        for names in rules
        if relation.name in names
    )


def move_members(keep: Author, lose: Author) -> None:
    """Lists that an author leads (many-to-many declared on Author itself)."""
    for member in Author._meta.many_to_many:
        getattr(keep, member.name).add(*getattr(lose, member.name).all())
        getattr(lose, member.name).clear()


def still_named(lose: Author) -> None:
    """Deleting would take along, or be refused by, a row that names the profile."""
    for relation in relations():
        row = rows_of(relation, lose).first()
        if row is not None:
            raise StillNamed(lose, row)


def fill(keep: Author, lose: Author) -> None:
    """Take what the kept profile lacks; note what differs, so that a person can look at it."""
    noted = []
    if lose.display_name != keep.display_name:
        noted.append(f"Name: {lose.display_name}")
    for name, label in FILLED.items():
        ours, theirs = getattr(keep, name), getattr(lose, name)
        if not ours:
            setattr(keep, name, theirs)
        elif theirs and theirs != ours:
            text = strip_tags(str(theirs)) if name == "biography" else str(theirs)
            noted.append(f"{label}: {text}")
    if lose.private_notes:
        noted.append(lose.private_notes)
    if noted:
        heading = f"From the merged profile “{lose.slug}”"
        notes = [keep.private_notes, "\n".join([f"{heading}:", *noted])]
        keep.private_notes = "\n\n".join(note for note in notes if note)


def log(keep: Author, former_slug: str, by: User) -> None:
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[keep],
        action_flag=CHANGE,
        change_message=f"Merged the profile “{former_slug}” into this one.",
        single_object=True,
    )


def count(counted: dict[str, int], name: str, rows: int = 1) -> None:
    if rows:
        counted[name] = counted.get(name, 0) + rows
