"""Who else has an article's form open, so that two people know of each other before they save.

The form's script tells every fifteen seconds that it is still open; who has not been heard for
three times as long counts as gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.naming import name_of
from articles.models import Article, Presence, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["GONE_AFTER", "TOLD_EVERY", "Other", "leave", "others", "saved_since", "touch"]

TOLD_EVERY = timedelta(seconds=15)
GONE_AFTER = 3 * TOLD_EVERY
FORGOTTEN_AFTER = timedelta(hours=12)  # until then a laptop that wakes up is the same opening


@dataclass(frozen=True)
class Other:
    """Another person with the form open, in however many tabs. ``typed``: ``None`` if not yet."""

    name: str
    since: datetime
    typed: datetime | None


def touch(
    article: Article, *, by: User, tab: UUID, typed_ago: timedelta | None, now: datetime
) -> None:
    """That person has the form open in that tab, and last typed so long ago.

    Rows that nobody will look at again go by the way.
    """
    heard = {"seen": now}
    if typed_ago is not None:
        heard["typed"] = now - typed_ago
    Presence.objects.update_or_create(
        article=article, by=by, tab=tab, defaults=heard, create_defaults={"since": now, **heard}
    )
    Presence.objects.filter(seen__lt=now - FORGOTTEN_AFTER).delete()


def leave(article: Article, *, by: User, tab: UUID) -> None:
    """The form was closed."""
    Presence.objects.filter(article=article, by=by, tab=tab).delete()


def others(article: Article, *, than: User, now: datetime) -> list[Other]:
    """Everybody else who has the form open, who came first foremost; one query."""
    heard = Presence.objects.filter(article=article, seen__gt=now - GONE_AFTER)
    tabs: dict[int, list[Presence]] = {}
    for row in heard.exclude(by=than).select_related("by").order_by("since", "pk"):
        tabs.setdefault(row.by_id, []).append(row)
    return [
        Other(
            name=name_of(rows[0].by),
            since=rows[0].since,
            typed=max((row.typed for row in rows if row.typed), default=None),
        )
        for rows in tabs.values()
    ]


def saved_since(article: Article, edit_number: int) -> Revision | None:
    """The latest revision, if it was saved after the form was filled in from that edit."""
    if article.edit_number <= edit_number:
        return None
    later = article.revisions.filter(edit_number__gt=edit_number)
    return later.select_related("by").defer("snapshot").first()
