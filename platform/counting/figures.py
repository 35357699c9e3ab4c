"""How often articles were read, added up for those who ask."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from counting.models import DailyUsage, TotalUsage

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["NAMES", "Figures", "Use", "by_day", "by_month", "readings", "summed_by", "uses"]

Key = TypeVar("Key")

# As the columns are called, in the order of ``Figures``.
NAMES = ("total_investigations", "unique_investigations", "total_requests", "unique_requests")


@dataclass(frozen=True, slots=True)
class Figures:
    """The four metrics of the Code of Practice 5.1, section 3.3.4.

    An investigation is any look at an article or what describes it, a request one at the article
    itself; *unique* counts it once in a session.
    """

    total_investigations: int = 0
    unique_investigations: int = 0
    total_requests: int = 0
    unique_requests: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*map(operator.add, astuple(self), astuple(other)))


def readings(article: UUID) -> Figures | None:
    """All that was counted for an article since it was published; ``None`` if nothing was.
    One query."""
    row = TotalUsage.objects.filter(article=article).values_list(*NAMES).first()
    return Figures(*row) if row else None


@dataclass(frozen=True, slots=True)
class Use:
    """One version in one form, in one month (its first day, in UTC)."""

    number: int
    form: str
    month: date
    figures: Figures


def uses(article: UUID, *, since: date | None = None, before: date | None = None) -> list[Use]:
    """Everything counted for an article from one day on and before another, month by month.
    One query."""
    rows = _within(since, before).filter(article=article)
    grouped = _by_month(rows, "number", "form")
    return [Use(number, form, month, Figures(*sums)) for number, form, month, *sums in grouped]


def summed_by(key: Callable[[Use], Key], found: Iterable[Use]) -> defaultdict[Key, Figures]:
    """The figures of uses with the same key added up; zeros for a key that none has."""
    sums: defaultdict[Key, Figures] = defaultdict(Figures)
    for use in found:
        sums[key(use)] += use.figures
    return sums


def by_month(
    articles: Collection[UUID], *, since: date, before: date
) -> dict[UUID, dict[date, Figures]]:
    """The figures of several articles, by the first day of the month. One query."""
    found: defaultdict[UUID, dict[date, Figures]] = defaultdict(dict)
    rows = _within(since, before).filter(article__in=articles)
    for key, month, *sums in _by_month(rows, "article"):
        found[key][month] = Figures(*sums)
    return dict(found)


def by_day(article: UUID, *, until: date, days: int) -> list[tuple[date, Figures]]:
    """The last days, that one included, the earliest first, zeros as well. One query."""
    since = until - timedelta(days=days - 1)
    rows = _within(since, until + timedelta(days=1)).filter(article=article)
    sums = {day: Figures(*rest) for day, *rest in _summed(rows.values_list("day"))}
    every = (since + timedelta(days=number) for number in range(days))
    return [(day, sums.get(day, Figures())) for day in every]


def _within(since: date | None, before: date | None) -> QuerySet[DailyUsage]:
    rows = DailyUsage.objects.order_by()
    if since:
        rows = rows.filter(day__gte=since)
    return rows.filter(day__lt=before) if before else rows


def _by_month(rows: QuerySet[DailyUsage], *names: str) -> list[tuple[Any, ...]]:
    grouped = rows.annotate(month=TruncMonth("day")).values_list(*names, "month")
    return sorted(_summed(grouped))


def _summed(grouped: Any) -> Any:
    return grouped.annotate(*(Sum(name) for name in NAMES))
