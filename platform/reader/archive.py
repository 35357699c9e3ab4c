"""The archive: the years something was published in, and the articles of one year by month.

Years and months are those of the publication's clock: what appeared in Brussels at half past eleven
on New Year's Eve belongs to the old year, though in Greenwich it still has an hour and a half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase

from reader import answers, cards
from reader.answers import reading
from reader.cards import Card
from reader.errors import not_found
from reader.paging import Place, place
from reader.serial import serial
from reader.shelves import those_between
from reader.tallies import by_month, by_year, month_span, year_span
from record.models import PublishedArticle
from renderings.dates import zone
from renderings.words import MONTHS

__all__ = ["archive", "year"]


@dataclass(frozen=True)
class Month:
    """``begin`` is where a list of the year's articles, latest first, reaches this month."""

    name: str
    number: int
    articles: int
    begin: Place


@reading
def archive(request: HttpRequest) -> HttpResponseBase:
    """Every year with its number of articles, and the months of the latest: five queries, and
    four more after each publication."""
    head = serial()
    years = by_year(head.time_zone)
    latest = next(iter(years), None)
    months = _months(latest, head.time_zone) if latest else []
    return answers.page(
        request,
        "reader/archive.html",
        lambda: {
            "years": list(years.items()),
            "most": max(years.values(), default=0),
            "latest": latest,
            "months": months,
        },
        serial=head,
        stamp=(years, months),
    )


@reading
def year(request: HttpRequest, year: int) -> HttpResponseBase:
    """The articles of a year, latest first: six queries, and four more after each publication."""
    begin, head = place(request), serial()
    years = by_year(head.time_zone)
    if year not in years:
        return not_found(request)
    clock = zone(head.time_zone)
    page = those_between(year_span(year, clock), begin)
    months = _months(year, head.time_zone)
    later, earlier = neighbours(year, list(years))
    return answers.page(
        request,
        "reader/archive_year.html",
        lambda: {
            "year": year,
            "number": years[year],
            "months": months,
            "page": page,
            "shelves": in_months(page.rows, clock),
            "later": later,
            "earlier": earlier,
        },
        serial=head,
        stamp=(year, years[year], months, later, earlier, cards.stamp(page)),
    )


def _months(year: int, time_zone: str) -> list[Month]:
    """The twelve months of a year."""
    numbers = by_month(year, time_zone)
    return [
        Month(name, month, numbers.get(month, 0), _behind(year, month, zone(time_zone)))
        for month, name in enumerate(MONTHS, 1)
    ]


def _behind(year: int, month: int, clock: tzinfo) -> Place:
    """Just behind the month's end: no article has the number 0."""
    return Place(month_span(year, month, clock)[1], 0)


def neighbours(year: int, years: Sequence[int]) -> tuple[int | None, int | None]:
    """The next later and the next earlier of these years, which are in falling order."""
    at = years.index(year)
    later = years[at - 1] if at else None
    return later, next(iter(years[at + 1 :]), None)


def in_months(rows: Iterable[PublishedArticle], clock: tzinfo) -> list[tuple[int, str, list[Card]]]:
    """Number and name of each month with its cards, in the order given."""
    shelves = groupby(rows, key=lambda row: row.first_published.astimezone(clock).month)
    return [(month, MONTHS[month - 1], cards.cards(own)) for month, own in shelves]
