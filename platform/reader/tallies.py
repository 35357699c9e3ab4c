"""How many articles there are: on each term, by each author, in each year and month.

Counting walks a part of the index from end to end, and so takes longer the more has been published.
Each process therefore keeps what it counted for as long as the record stays as it is.
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

from django.db.models import Count, Model, Value

from publication.models import Section
from record.listings import articles, corrections
from record.models import Appearance, Head
from renderings.dates import zone

__all__ = [
    "Span",
    "by_month",
    "by_year",
    "month_span",
    "most_named",
    "tally",
    "year_span",
    "years_of_corrections",
]

# One query counts so many years at most. The oldest journals are younger.
YEARS = 400
END = datetime(9999, 1, 1, tzinfo=UTC)

Span = tuple[datetime, datetime]
Row = TypeVar("Row", bound=Model)


def tally(model: type[Model]) -> Mapping[int, int]:
    """How many articles name each author, topic, region, section or issue, by its key.

    Two queries; one if counted before. The latter is true of everything here.
    """
    return _tally(model, _state())


def most_named(model: type[Row], number: int) -> list[tuple[Row, int]]:
    """Those that most articles name, each with how many; among equals by name. Three queries."""
    counted = tally(model)
    # A few more than asked for, as names decide between equals.
    leading = heapq.nlargest(number * 2, counted, key=counted.__getitem__)
    rows = model._default_manager.in_bulk(leading).values()
    found = [(row, counted[row.pk]) for row in rows]
    return sorted(found, key=lambda each: (-each[1], str(each[0]).casefold()))[:number]


def by_year(time_zone: str) -> Mapping[int, int]:
    """How many articles appeared in each year on the clock of that zone, the latest year first;
    no year without any. Four queries."""
    return _by_year(time_zone, _state())


def by_month(year: int, time_zone: str) -> Mapping[int, int]:
    """How many appeared in each month from 1 to 12 of that year: two queries."""
    return _by_month(year, time_zone, _state())


def years_of_corrections(time_zone: str) -> tuple[int, ...]:
    """The years in which something was corrected, updated, retracted or withdrawn, latest first:
    two queries."""
    return _years_of_corrections(time_zone, _state())


def year_span(year: int, within: tzinfo) -> Span:
    """The year's first instant, and the first behind it."""
    return datetime(year, 1, 1, tzinfo=within), datetime(year + 1, 1, 1, tzinfo=within)


def month_span(year: int, month: int, within: tzinfo) -> Span:
    """The month's first instant, and the first behind it; ``month`` counts from 1."""
    following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=within)
    return datetime(year, month, 1, tzinfo=within), following


def _state() -> str:
    """What the record is like: the digest of all its entries, empty without any."""
    return Head.objects.values_list("chain", flat=True).first() or ""


@functools.lru_cache(maxsize=16)
def _tally(model: type[Model], state: str) -> Mapping[int, int]:
    """Two conditions hold of every row; they lead SQLite to the index of listings, from which it
    counts twenty times as fast as from the table.
    """
    what = str(model._meta.model_name)
    every = {f"{what}__in": model._default_manager.order_by().values("pk")}
    named = Appearance.objects.filter(current=True, first_published__lt=END, **every)
    return dict(named.order_by().values_list(what).annotate(Count("pk")))


@functools.lru_cache(maxsize=16)
def _by_year(time_zone: str, state: str) -> Mapping[int, int]:
    instants = articles().values_list("first_published", flat=True)
    newest, oldest = instants.first(), instants.reverse().first()
    if newest is None or oldest is None:
        return {}
    clock = zone(time_zone)
    last = newest.astimezone(clock).year
    first = max(oldest.astimezone(clock).year, last - YEARS + 1)
    years = range(last, first - 1, -1)
    counted = _counted([year_span(year, clock) for year in years])
    return {year: number for year, number in zip(years, counted, strict=True) if number}


@functools.lru_cache(maxsize=64)
def _by_month(year: int, time_zone: str, state: str) -> Mapping[int, int]:
    months = range(1, 13)
    clock = zone(time_zone)
    counted = _counted([month_span(year, month, clock) for month in months])
    return {month: number for month, number in zip(months, counted, strict=True) if number}


@functools.lru_cache(maxsize=16)
def _years_of_corrections(time_zone: str, state: str) -> tuple[int, ...]:
    years = corrections().datetimes("published_at", "year", order="DESC", tzinfo=zone(time_zone))
    return tuple(begin.year for begin in years)


def _counted(spans: Sequence[Span]) -> list[int]:
    """How many articles first appeared in each span: one query.

    It reads the index of sections, as every article appears in exactly one, and the articles
    themselves are wide.
    """
    shown = Appearance.objects.filter(
        current=True, section__in=Section.objects.order_by().values("pk")
    )
    first, *others = [
        shown.filter(first_published__gte=begin, first_published__lt=end)
        .order_by()
        .values(span=Value(place))
        .annotate(number=Count("pk"))
        for place, (begin, end) in enumerate(spans)
    ]
    numbers = {row["span"]: row["number"] for row in first.union(*others, all=True)}
    return [numbers.get(place, 0) for place in range(len(spans))]
