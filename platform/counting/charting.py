"""How often an article is read as bars, one for each day or month, and as the figures they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counting.figures import Figures, Use, summed_by
from partners.charting import round_up

__all__ = ["Bar", "Chart", "chart", "months_of"]

HEIGHT = 120  # units of the drawing, as is every length here
BAR = 10  # the width of a day or month
GAP = 2  # between two of them


@dataclass(frozen=True)
class Bar:
    """A day or month: its figures, and where the parts of its bar stand. Requests stand below,
    and upon them the investigations that were not requests as well."""

    day: date
    figures: Figures
    x: int
    requested: float
    investigated: float

    @property
    def requested_y(self) -> float:
        return HEIGHT - self.requested

    @property
    def investigated_y(self) -> float:
        return self.requested_y - self.investigated


@dataclass(frozen=True)
class Chart:
    """``top`` is the number at the drawing's upper edge."""

    bars: tuple[Bar, ...]
    top: int
    total: Figures

    height = HEIGHT
    bar_width = BAR - GAP

    @property
    def width(self) -> int:
        return len(self.bars) * BAR

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.figures.total_requests)


def chart(rows: Sequence[tuple[date, Figures]]) -> Chart:
    """The rows as they stand, at least one: by the day or the first day of the month."""
    top = round_up(max(figures.total_investigations for _, figures in rows))
    bars = tuple(_bar(day, figures, place, top) for place, (day, figures) in enumerate(rows))
    return Chart(bars, top, sum((figures for _, figures in rows), Figures()))


def _bar(day: date, figures: Figures, place: int, top: int) -> Bar:
    requests = figures.total_requests
    return Bar(
        day=day,
        figures=figures,
        x=place * BAR,
        requested=round(requests * HEIGHT / top, 2),
        investigated=round((figures.total_investigations - requests) * HEIGHT / top, 2),
    )


def months_of(uses: Iterable[Use], *, until: date) -> list[tuple[date, Figures]]:
    """Every month from the first use to that day's, the earliest first."""
    sums = summed_by(lambda use: use.month, uses)
    last = until.replace(day=1)
    month, found = min(sums, default=last), []
    while month <= last:
        found.append((month, sums[month]))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
