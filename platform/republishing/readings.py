"""Where an article was read, added up for those who ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, Min, Sum

from republishing.models import OTHER, UNKNOWN, Reading

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["Somewhere", "by_day", "by_host", "named"]


@dataclass(frozen=True, slots=True)
class Somewhere:
    """One host: how often an article was read there, on which days, in which version last."""

    host: str
    times: int
    first: date
    last: date
    number: int

    @property
    def name(self) -> str:
        return named(self.host)


def named(host: str) -> str:
    """The host, or words for what stands in its place."""
    return {UNKNOWN: "Not told", OTHER: "Other sites"}.get(host, host)


def by_host(article: UUID) -> list[Somewhere]:
    """Every host, the one where it is read most first.

    ``number`` is the latest version read there on the last day: an earlier one than readers see
    here means that a correction has not arrived.
    """
    rows = Reading.objects.filter(article=article)
    sums = (
        rows.order_by()
        .values("host")
        .annotate(times=Sum("times"), first=Min("day"), last=Max("day"))
    )
    versions = _last_versions(rows)
    found = [Somewhere(**row, number=versions[row["host"]]) for row in sums]
    return sorted(found, key=lambda each: (-each.times, each.host))


def by_day(article: UUID, *, until: date, days: int) -> list[tuple[date, int]]:
    """How often it was read on each of the last days, zeros included, the earliest first."""
    since = until - timedelta(days=days - 1)
    rows = Reading.objects.filter(article=article, day__gte=since, day__lte=until)
    sums = dict(rows.order_by().values_list("day").annotate(times=Sum("times")))
    every: Sequence[date] = [since + timedelta(days=number) for number in range(days)]
    return [(day, sums.get(day, 0)) for day in every]


def _last_versions(rows: QuerySet[Reading]) -> dict[str, int]:
    in_order = rows.order_by("day", "number").values_list("host", "number")
    return dict(in_order)
