"""What is new in a part of the record, and for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from newsletter.models import CHOOSABLE, Choice, Mailing
from record.models import Appearance, Entry, Event, PublishedArticle, Status

__all__ = ["News", "choices_of", "for_reader", "news"]

# What was first published longer before a mailing was taken over from elsewhere: an archive is no
# news. Longer than a week, for a worker may have slept.
FRESH = timedelta(days=30)
MOST = 1000  # entries looked at for one mail: the latest

Named = tuple[str, int]  # ("topic", 7): a kind, and a row's key


@dataclass(frozen=True)
class News:
    """An article that readers may find now, first published at ``position`` of the record."""

    position: int
    article: PublishedArticle
    named: frozenset[Named]


def news(after: int, mailing: Mailing) -> list[News]:
    """What was published behind ``after`` up to the mailing and still stands, the latest first.

    Three queries. What was withdrawn or retracted meanwhile is no news; corrections aren't either.
    """
    published = Entry.objects.filter(
        event=Event.PUBLISHED, position__gt=after, position__lte=mailing.upto
    ).order_by("-position")
    entries = list(published.values_list("position", "version__article")[:MOST])
    rows = PublishedArticle.objects.filter(
        article__in=[key for _, key in entries],
        status=Status.PUBLIC,
        first_published__gt=mailing.due_at - FRESH,
    )
    articles = {row.article: row for row in rows}
    named = _named(articles.values())
    return [
        News(position, articles[key], frozenset(named[articles[key].pk]))
        for position, key in entries
        if key in articles
    ]


def for_reader(
    found: Iterable[News], *, everything: bool, choices: Collection[Named]
) -> list[News]:
    """Those a subscriber wants."""
    return [each for each in found if everything or each.named.intersection(choices)]


def choices_of(subscribers: Iterable[int]) -> dict[int, set[Named]]:
    """What each subscriber, by key, has chosen: one query."""
    chosen: dict[int, set[Named]] = defaultdict(set)
    rows = Choice.objects.filter(subscriber__in=list(subscribers))
    for subscriber, *keys in rows.values_list("subscriber", *CHOOSABLE):
        chosen[subscriber].update(_set(keys))
    return chosen


def _named(articles: Iterable[PublishedArticle]) -> dict[int, set[Named]]:
    """What the current versions of these articles name, by the row's key."""
    named: dict[int, set[Named]] = defaultdict(set)
    shown = Appearance.objects.filter(current=True, article__in=[row.pk for row in articles])
    for article, *keys in shown.values_list("article", *CHOOSABLE):
        named[article].update(_set(keys))
    return named


def _set(keys: Iterable[Any]) -> list[Named]:
    return [(kind, key) for kind, key in zip(CHOOSABLE, keys, strict=True) if key]
