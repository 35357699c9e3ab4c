"""A partner's use of the API as bars, one a day, and as the figures they stand for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from partners.models import Partner, Usage, UsageKind

__all__ = ["Bar", "Chart", "chart", "round_up"]

HEIGHT = 120  # units of the drawing, as is every length here
BAR = 10  # the width of a day
GAP = 2  # between two days
ROUND_NUMBERS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A day: its figures in the order of ``Chart.kinds``, and where its two bars stand."""

    day: date
    counts: tuple[int, ...]
    x: int
    answered: int
    answered_height: float
    limited: int
    limited_height: float

    @property
    def answered_y(self) -> float:
        return HEIGHT - self.answered_height

    @property
    def limited_y(self) -> float:
        return self.answered_y - self.limited_height


@dataclass(frozen=True)
class Chart:
    """``top`` is the number of requests at the drawing's upper edge."""

    days: int
    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    top: int
    answered: int
    limited: int
    bytes: int

    height = HEIGHT
    bar_width = BAR - GAP

    @property
    def width(self) -> int:
        return self.days * BAR

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.answered)


def chart(partner: Partner, *, today: date, days: int) -> Chart:
    """The last so many days, today's included (UTC). One query."""
    first = today - timedelta(days=days - 1)
    rows = Usage.objects.filter(key__partner=partner, day__gte=first, day__lte=today)
    counts: defaultdict[date, dict[str, int]] = defaultdict(dict)
    size = 0
    for day, kind, count, length in rows.values_list("day", "kind").annotate(
        Sum("count"), Sum("bytes")
    ):
        counts[day][kind] = count
        size += length
    per_day = [first + timedelta(days=number) for number in range(days)]
    top = round_up(max((sum(counts[day].values()) for day in per_day), default=0))
    bars = tuple(_bar(day, counts[day], number, top) for number, day in enumerate(per_day))
    return Chart(
        days=days,
        kinds=tuple(UsageKind(kind).label for kind in UsageKind),
        bars=bars,
        top=top,
        answered=sum(bar.answered for bar in bars),
        limited=sum(bar.limited for bar in bars),
        bytes=size,
    )


def _bar(day: date, counts: dict[str, int], number: int, top: int) -> Bar:
    limited = counts.get(UsageKind.LIMITED, 0)
    answered = sum(counts.values()) - limited
    return Bar(
        day=day,
        counts=tuple(counts.get(kind, 0) for kind in UsageKind.values),
        x=number * BAR,
        answered=answered,
        answered_height=round(answered * HEIGHT / top, 2),
        limited=limited,
        limited_height=round(limited * HEIGHT / top, 2),
    )


def round_up(number: int) -> int:
    """The next of 10, 20, 50, 100, 200…, so that the scale reads well."""
    power = 10
    while True:
        for digit in ROUND_NUMBERS:
            if number <= digit * power:
                return digit * power
        power *= 10
