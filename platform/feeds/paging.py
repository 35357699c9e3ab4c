"""Feeds in parts: each begins behind the last article of the one before (keyset pagination).

The place is written ``?before=2026-03-01T09:00:00Z-123``, the instant of that article's first
publication and its number; ``?after=`` leads back to what is newer. First publications never
change, so whoever walks from the newest part to the oldest gets every article once, whatever is
published, corrected or withdrawn meanwhile; and part 1,000 costs what part 1 costs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from django.db.models import Q, QuerySet

from feeds.answers import Refused
from record.models import PublishedArticle, withheld_state

__all__ = ["PART_SIZE", "Begin", "Listed", "Order", "Place", "Window", "asked_for", "window"]

PART_SIZE = 20  # articles
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z-(\d{1,18})", re.ASCII)
_DIRECTIONS: tuple[Literal["before", "after"], ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Place:
    """An article's place among all, whether or not it is still to be read."""

    at: datetime
    number: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{self.number}"


@dataclass(frozen=True, slots=True)
class Begin:
    """What a part holds: the articles next ``before`` a place, older, or ``after`` it, newer."""

    direction: Literal["before", "after"]
    place: Place


@dataclass(frozen=True, slots=True)
class Order:
    """The columns of the instant and of the unique number by which articles are ordered."""

    at: str
    number: str

    def sorted(self, *, latest_first: bool) -> tuple[str, str]:
        sign = "-" if latest_first else ""
        return f"{sign}{self.at}", f"{sign}{self.number}"

    def where(self, begin: Begin | None) -> Q:
        if begin is None:
            return Q()
        side, place = ("lt" if begin.direction == "before" else "gt"), begin.place
        further = Q(**{f"{self.at}__{side}": place.at}) | Q(
            **{f"{self.number}__{side}": place.number}
        )
        return Q(**{f"{self.at}__{side}e": place.at}) & further


@dataclass(frozen=True, slots=True)
class Listed:
    """An article by its key and its current version's. ``withheld``: which of its photos are."""

    pk: int
    version: int
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The articles of one part, latest first; ``newer`` and ``older``: where others begin."""

    articles: tuple[Listed, ...]
    newer: Begin | None = None
    older: Begin | None = None


def asked_for(parameters: Mapping[str, str]) -> Begin | None:
    """The part that an address names, ``None`` for the newest. Raises ``Refused`` (400)."""
    for direction in _DIRECTIONS:
        if direction in parameters:
            return Begin(direction, _place(parameters[direction], direction))
    return None


def window(
    rows: QuerySet[PublishedArticle],
    begin: Begin | None,
    *,
    order: Order,
    naming: Q = Q(),  # noqa: B008  immutable in use
) -> Window:
    """One part of the rows: one query.

    ``naming`` is a condition on the joined rows of the index whose columns ``order`` names: in one
    ``filter()`` with the place, so that both are of one row.
    """
    backwards = begin is not None and begin.direction == "after"
    found = list(
        rows.filter(naming & order.where(begin))
        .order_by(*order.sorted(latest_first=not backwards))
        .values_list("pk", "current_id", "withheld", "first_published")[: PART_SIZE + 1]
    )
    some = found[:PART_SIZE]
    if not some:
        return Window(())
    if backwards:
        some.reverse()
    more, further = len(found) > PART_SIZE, begin is not None
    first, last = (Place(at, pk) for pk, _, _, at in (some[0], some[-1]))
    return Window(
        tuple(Listed(pk, version, withheld_state(held)) for pk, version, held, _ in some),
        newer=Begin("after", first) if (more if backwards else further) else None,
        older=Begin("before", last) if backwards or more else None,
    )


def _place(text: str, direction: str) -> Place:
    parts = _PLACE.fullmatch(text)
    try:
        return Place(datetime.fromisoformat(f"{parts[1]}Z"), int(parts[2]))  # type: ignore[index]
    except (TypeError, ValueError):
        raise Refused(
            400,
            f"What stands behind “{direction}=” in the address is no place in the feed. Follow the"
            " links of the feed instead of making addresses up.",
        ) from None
