"""What waits on an editor's desk: a constant number of queries, however full the newsroom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from articles.local_times import spelt_out
from articles.models import Article, State
from articles.policy import visible_to

__all__ = ["Desk", "desk"]

SHOWN = 5  # articles of each pile


@dataclass(frozen=True)
class Desk:
    """``counts``: state, how many; ``scheduled``: article, its hour in words."""

    counts: list[tuple[State, int]]
    scheduled: list[tuple[Article, str]]
    held: list[Article]
    waiting: list[Article]
    mine: list[Article]


def desk(person: Any) -> Desk:
    """The desk of that person, of what they may see."""
    articles = visible_to(person, Article.objects.all())
    brief = articles.select_related("publication").defer("body", "abstract")
    found = dict(articles.order_by().values_list("state").annotate(Count("pk")))
    scheduled = brief.filter(state=State.SCHEDULED).order_by("publish_at", "pk")[:SHOWN]
    return Desk(
        counts=[(state, found.get(state.value, 0)) for state in State],
        scheduled=[(article, _hour(article)) for article in scheduled],
        held=list(brief.exclude(held_because="").order_by("modified_at")[:SHOWN]),
        waiting=list(brief.filter(state=State.IN_REVIEW).order_by("modified_at")[:SHOWN]),
        mine=_begun_by(person, brief),
    )


def _begun_by(person: Any, articles: QuerySet[Article]) -> list[Article]:
    unfinished = articles.filter(created_by_id=person.pk)
    unfinished = unfinished.exclude(state__in=(State.PUBLISHED, State.WITHDRAWN))
    return list(unfinished.order_by("-modified_at")[:SHOWN])


def _hour(article: Article) -> str:
    at: datetime | None = article.publish_at
    return spelt_out(at, ZoneInfo(article.publication.time_zone)) if at else ""
