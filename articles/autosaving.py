"""What is typed into an article's form is kept while it is typed, apart from the article.

A scheduled article must not go out with half a sentence, so nothing here touches an article. Who
typed a text, and nobody else, is offered it back; saving the form settles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from articles import body
from articles.models import Article, Autosave

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "AlreadySaved",
    "Typing",
    "as_post",
    "count_of",
    "discard",
    "forget_old",
    "keep",
    "offered",
    "saved_among",
    "settle",
]

KEPT_FOR = timedelta(days=30)
MOST_SITTINGS = 100  # of one person; beyond, the oldest goes


class AlreadySaved(Exception):
    """The form of that sitting has been saved. Go on under a new one."""


@dataclass(frozen=True)
class Typing:
    """The form's ``values`` at the browser's ``number``-th count, filled in from edit ``base``."""

    sitting: UUID
    number: int
    base: int | None
    values: list[tuple[str, str]]
    at: datetime


def keep(typing: Typing, *, by: User, article: Article | None) -> Autosave:
    """Keep the newest typing of a sitting; one that arrives late changes nothing.

    Raises AlreadySaved, too, if the sitting is that of another article.
    """
    newest = {
        "values": [list(pair) for pair in typing.values],
        "base": typing.base,
        "saves": typing.number,
        "at": typing.at,
    }
    with transaction.atomic():
        kept, is_new = Autosave.objects.get_or_create(
            by=by,
            sitting=typing.sitting,
            defaults={"article": article, "begun_at": typing.at, **newest},
        )
        if kept.saved_at or kept.article_id != (article.pk if article else None):
            raise AlreadySaved
        if is_new:
            _drop_oldest(by)
        else:
            later = Autosave.objects.kept().filter(pk=kept.pk, saves__lt=typing.number)
            later.update(**newest)
    return kept


def offered(*, by: User, article: Article | None, sitting: UUID | None = None) -> Autosave | None:
    """This person's newest unsaved text of that article, or that of the sitting named."""
    own = Autosave.objects.kept().filter(by=by, article=article)
    if sitting is not None:
        own = own.filter(sitting=sitting)
    return own.order_by("-at", "-pk").first()


def count_of(sitting: UUID, *, by: User) -> int:
    """The browser's count when that sitting was last kept."""
    counts = Autosave.objects.filter(by=by, sitting=sitting).values_list("saves", flat=True)
    return counts.first() or 0


def settle(sitting: UUID, *, by: User, article: Article, now: datetime) -> None:
    """The form is saved: its text is forgotten, and a copy that comes late is refused."""
    Autosave.objects.update_or_create(
        by=by,
        sitting=sitting,
        defaults={"article": article, "values": [], "saved_at": now, "at": now},
        create_defaults={
            "article": article, "values": [], "saved_at": now, "at": now,
            "begun_at": now, "saves": 0,
        },
    )  # fmt: skip


def saved_among(sittings: list[UUID], *, by: User) -> list[UUID]:
    """Those of the person's sittings whose form has been saved."""
    rows = Autosave.objects.filter(by=by, sitting__in=sittings, saved_at__isnull=False)
    return list(rows.values_list("sitting", flat=True))


def discard(sitting: UUID, *, by: User, article: Article | None) -> None:
    Autosave.objects.kept().filter(by=by, article=article, sitting=sitting).delete()


def forget_old(now: datetime) -> int:
    """Forget what was typed thirty days ago and never saved, and the marks of what was."""
    return Autosave.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def as_post(kept: Autosave) -> QueryDict:
    """The values as the form would have been sent, its body cleaned."""
    post = QueryDict(mutable=True)
    for name, value in kept.values:
        post.appendlist(name, body.clean(value) if name == "body" else value)
    post._mutable = False
    return post


def _drop_oldest(by: User) -> None:
    own = Autosave.objects.filter(by=by).order_by("-at", "-pk")
    Autosave.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST_SITTINGS:])).delete()
