"""What comes when: publications, ends of embargoes, expiries, reviews and issues, by day.

Each article's hours are by the clock of its own publication, over the nights when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from articles.local_times import offset_of
from articles.models import Article, State
from articles.policy import visible_to
from publication.models import Issue

__all__ = ["Day", "Entry", "clock_change", "entries", "plan"]

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """``at`` is on the publication's clock, ``None`` for what is due on a day as a whole."""

    kind: str  # scheduled, embargo, expiry, review or issue
    label: str
    day: date
    at: datetime | None
    title: str
    article: Article | None = None
    issue: Issue | None = None

    @property
    def clock(self) -> str:
        """ "09:30 CET", "" without an hour."""
        if self.at is None:
            return ""
        name = self.at.tzname() or ""
        return f"{self.at:%H:%M} {name if name.isalpha() else offset_of(self.at)}"


@dataclass(frozen=True)
class Day:
    """``clocks`` says how clocks change that day, "" on all others."""

    day: date
    entries: tuple[Entry, ...]
    clocks: str


def plan(person: Any, first: date, last: date, *, zone: ZoneInfo) -> list[Day]:
    """Each day from the first to the last, with what this person may see. Three queries at most."""
    found: dict[date, list[Entry]] = {}
    for entry in entries(person, first, last):
        found.setdefault(entry.day, []).append(entry)
    days = (first + DAY * number for number in range((last - first).days + 1))
    return [Day(day, tuple(found.get(day, ())), clock_change(day, zone)) for day in days]


def entries(person: Any, first: date, last: date) -> list[Entry]:
    """What comes in these days, in its order; within a day, what has no hour comes last."""
    found = [*_of_articles(person, first, last), *_of_issues(person, first, last)]
    within = [entry for entry in found if first <= entry.day <= last]
    return sorted(
        within, key=lambda e: (e.day, e.at is None, e.at or datetime.min.replace(tzinfo=UTC))
    )


def clock_change(day: date, zone: ZoneInfo) -> str:
    """How the clocks of the zone change between that day's midnight and the next."""
    before, after = (
        datetime.combine(each, time(), tzinfo=zone).utcoffset() or timedelta()
        for each in (day, day + DAY)
    )
    if before == after:
        return ""
    return "Clocks go forward" if after > before else "Clocks go back"


def _of_articles(person: Any, first: date, last: date) -> Iterator[Entry]:
    # A day begins at another instant in each zone, at most fourteen hours away.
    start = datetime.combine(first - DAY, time(), tzinfo=UTC)
    end = datetime.combine(last + 2 * DAY, time(), tzinfo=UTC)
    hours = Q(publish_at__range=(start, end)) | Q(expires_at__range=(start, end))
    hours |= Q(embargo_until__range=(start, end)) & ~Q(state=State.PUBLISHED)
    coming = visible_to(person, Article.objects.all()).exclude(state=State.WITHDRAWN)
    coming = coming.filter(hours | Q(review_by__range=(first, last)))
    for article in coming.select_related("publication").defer("body", "abstract").order_by("pk"):
        zone = ZoneInfo(article.publication.time_zone)
        embargo = None if article.is_public else article.embargo_until
        for kind, label, at in (
            ("scheduled", "Published", article.publish_at),
            ("embargo", "Embargo ends", embargo),
            ("expiry", "Expires", article.expires_at),
        ):
            if at is not None:
                local = at.astimezone(zone)
                yield Entry(kind, label, local.date(), local, article.title, article)
        if article.review_by:
            yield Entry("review", "Review by", article.review_by, None, article.title, article)


def _of_issues(person: Any, first: date, last: date) -> Iterator[Entry]:
    if not person.has_perm("publication.view_issue"):
        return
    for issue in Issue.objects.filter(published_on__range=(first, last)).order_by("pk"):
        if issue.published_on:
            yield Entry("issue", "Issue", issue.published_on, None, str(issue), issue=issue)
