"""Giving somebody something to do for an article: checking, editing, the photo, by a day.

Editors assign, and only to who may see the article: an assignment opens no door.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.naming import name_of
from articles.inbox import tell
from articles.models import Article, Assignment
from articles.policy import Action, Decision, NotPermitted, demand, may
from audit.acts import record
from editing.text import clean_line

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "Unassignable",
    "assign",
    "assignable",
    "may_finish",
    "set_done",
    "take_away",
    "today",
    "with_permission",
]

LONGEST_WHAT = 100  # characters
BACKEND = "django.contrib.auth.backends.ModelBackend"  # the one that knows roles


class Unassignable(ValueError):
    """This cannot be assigned to that person. Show the words: they say why."""


def with_permission(name: str) -> QuerySet[User]:
    """The active staff whose role allows ``name`` of ``articles``."""
    people = get_user_model()._default_manager.with_perm(
        f"articles.{name}", backend=BACKEND, include_superusers=False
    )
    return people.filter(is_staff=True).order_by("pk")


def assignable(article: Article) -> QuerySet[User]:
    """Those who may see the article, by name."""
    people = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
    sees = (
        Q(is_superuser=True)
        | Q(pk__in=with_permission("edit_others_articles").order_by().values("pk"))
        | Q(pk=article.created_by_id)
    )
    return people.filter(sees).order_by("last_name", "first_name", "username")


def assign(
    article: Article, *, person: User, what: str, by: User | None, due: date | None = None
) -> Assignment:
    """Give it to somebody, and tell them. What they have to do already keeps its row and gets the
    new day.

    Raises ``Unassignable`` or ``NotPermitted``.
    """
    demand(by, Action.REVIEW, article)
    words = _words(what)
    if not may(person, Action.VIEW, article):
        name = name_of(person)
        raise Unassignable(
            f"{name} may not see this article, and an assignment does not change that. Choose "
            "somebody else, or have an administrator give them another role."
        )
    with transaction.atomic():
        given, fresh = Assignment.objects.get_or_create(
            article=article,
            person=person,
            what=words,
            done_at=None,
            defaults={"due": due, "by": by, "at": timezone.now()},
        )
        if not fresh and given.due == due:
            return given
        before = {} if fresh else {"due": str(given.due or "")}
        given.due = due
        given.save(update_fields=["due"])
        after = {"person": person.get_username(), "what": words, "due": str(due or "")}
        record(by=by, what="assigned", object=article, before=before, after=after)
        tell([person], about=article, what=_asked(given, by), by=by)
    return given


def may_finish(person: User | None, given: Assignment) -> Decision:
    """Whether somebody may say that it is done, or not done after all."""
    if person is not None and given.person_id == person.pk:
        return may(person, Action.VIEW, given.article)
    return may(person, Action.REVIEW, given.article)


def set_done(given: Assignment, *, done: bool, by: User | None) -> None:
    """It is done, or not after all; who gave it is told. Raises ``NotPermitted``."""
    if not (decision := may_finish(by, given)):
        raise NotPermitted(decision)
    with transaction.atomic():
        again = Q(person=given.person_id, what=given.what, article=given.article_id, done_at=None)
        if not done and Assignment.objects.filter(again).exists():
            return  # it was given anew meanwhile
        others = Assignment.objects.filter(pk=given.pk, done_at__isnull=done)
        if others.update(done_at=timezone.now() if done else None):
            what = (
                f"{name_of(by, 'Somebody')} has done: {given.what}"
                if done
                else f"Not done yet: {given.what}"
            )
            tell([given.by, given.person], about=given.article, what=what, by=by)


def take_away(given: Assignment, *, by: User | None) -> None:
    """They need not do it any more, and are told. Raises ``NotPermitted``."""
    demand(by, Action.REVIEW, given.article)
    with transaction.atomic():
        before = {"person": given.person.get_username(), "what": given.what}
        if Assignment.objects.filter(pk=given.pk).delete()[0]:
            record(by=by, what="unassigned", object=given.article, before=before, after={})
            if given.done_at is None:
                what = f"You need not do any more: {given.what}"
                tell([given.person], about=given.article, what=what, by=by)


def today(article: Article, now: datetime) -> date:
    """What day it is where the publication is."""
    return now.astimezone(ZoneInfo(article.publication.time_zone)).date()


def _words(what: str) -> str:
    try:
        words = clean_line(what)
    except ValidationError as error:
        raise Unassignable(" ".join(error.messages)) from error
    if not words:
        raise Unassignable("Say what for: editing, checking, the photo.")
    if len(words) > LONGEST_WHAT:
        raise Unassignable(f"Say it in at most {LONGEST_WHAT} characters.")
    return words


def _asked(given: Assignment, by: User | None) -> str:
    until = f", by {given.due.day} {given.due:%B %Y}" if given.due else ""
    return f"{name_of(by, 'Somebody')} asks you for: {given.what}{until}"
