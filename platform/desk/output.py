"""How much came out: articles of a span of time by month, section, topic, region and author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from authors.names import display_name
from record.models import Appearance, PublishedArticle, Status

__all__ = ["Bar", "Chart", "output"]

MOST_BARS = 12  # of a chart; the rest are counted together
FULL = 100  # units of a bar: that of the largest number
OTHERS = "Others"


@dataclass(frozen=True)
class Bar:
    """``width`` is of ``FULL`` units."""

    label: str
    number: int
    width: float


@dataclass(frozen=True)
class Chart:
    title: str
    bars: tuple[Bar, ...]


def output(*, begin: datetime, end: datetime, zone: ZoneInfo) -> list[Chart]:
    """What was first published from ``begin`` until before ``end`` and is not withdrawn. Months
    are those of the zone. Six queries."""
    span = {"first_published__gte": begin, "first_published__lt": end}
    public = PublishedArticle.objects.exclude(status=Status.WITHDRAWN).filter(**span)
    named = Appearance.objects.filter(current=True, **span)
    return [
        _by_month(public, begin=begin, end=end, zone=zone),
        _chart("By section", _counted(public, "section__name")),
        _chart("By topic", _counted(named.exclude(topic=None), "topic__name")),
        _chart("By region", _counted(named.exclude(region=None), "region__name")),
        _chart("By author", _authors(named)),
    ]


def _by_month(
    public: QuerySet[PublishedArticle], *, begin: datetime, end: datetime, zone: ZoneInfo
) -> Chart:
    months = public.annotate(month=TruncMonth("first_published", tzinfo=zone))
    rows = months.order_by().values_list("month").annotate(number=Count("pk"))
    found = {(month.year, month.month): number for month, number in rows}
    day, last = begin.astimezone(zone).date().replace(day=1), end.astimezone(zone).date()
    labelled: list[tuple[str, int]] = []
    while day < last:
        labelled.append((f"{day:%B %Y}", found.get((day.year, day.month), 0)))
        day = _month_after(day)
    return _chart("By month", labelled, most=len(labelled))


def _month_after(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def _counted(rows: QuerySet, name: str) -> list[tuple[str, int]]:
    counted = rows.order_by().values_list(name).annotate(number=Count("article", distinct=True))
    return [(label or "None", number) for label, number in counted.order_by("-number", name)]


def _authors(named: QuerySet[Appearance]) -> list[tuple[str, int]]:
    parts = ("author__given_name", "author__family_name", "author__name_order", "author__suffix")
    rows = named.exclude(author=None).order_by().values_list("author", *parts)
    counted = rows.annotate(number=Count("article", distinct=True)).order_by("-number", *parts)
    return [
        (display_name(given, family, order, suffix), number)
        for _, given, family, order, suffix, number in counted
    ]


def _chart(title: str, rows: Iterable[tuple[str, int]], *, most: int = MOST_BARS) -> Chart:
    rows = list(rows)
    shown: Counter[str] = Counter()
    rest = 0
    for place, (label, number) in enumerate(rows):
        if place < most:
            shown[label] += number
        else:
            rest += number
    if rest:
        shown[f"{OTHERS} ({len(rows) - most})"] = rest
    largest = max(shown.values(), default=0) or 1
    return Chart(
        title,
        tuple(
            Bar(label, number, round(number * FULL / largest, 1)) for label, number in shown.items()
        ),
    )
