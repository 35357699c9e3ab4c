"""Lists in pages: each page begins behind the last row of the one before (keyset pagination).

The place in the list is written ``?before=2026-03-01T09:00:00Z-123``: the instant of that row and
its number. New articles never shift what a reader pages through, and page 500 costs what page 1
costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from reader.errors import Malformed

__all__ = ["PAGE_SIZE", "Order", "Page", "Place", "page_of", "place"]

PAGE_SIZE = 20
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})Z-(\d{1,18})", re.ASCII)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Place:
    """Behind this row a page begins."""

    at: datetime
    number: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{self.number}"


@dataclass(frozen=True)
class Order:
    """By an instant and, among equals, a unique number; both the latest first."""

    at: str
    number: str

    @property
    def latest_first(self) -> tuple[str, str]:
        return f"-{self.at}", f"-{self.number}"

    def behind(self, place: Place | None) -> Q:
        if place is None:
            return Q()
        further = Q(**{f"{self.at}__lt": place.at}) | Q(**{f"{self.number}__lt": place.number})
        return Q(**{f"{self.at}__lte": place.at}) & further


@dataclass(frozen=True)
class Page(Generic[Row]):
    """``after`` is the place of the next page, ``None`` on the last; ``first`` the first page."""

    rows: Sequence[Row]
    after: Place | None
    first: bool


def place(request: HttpRequest) -> Place | None:
    """Where the page asked for begins; ``None`` for the first. Raises ``Malformed``."""
    asked = request.GET.get("before")
    if asked is None:
        return None
    parts = _PLACE.fullmatch(asked)
    try:
        return Place(datetime.fromisoformat(f"{parts[1]}Z"), int(parts[2]))  # type: ignore[index]
    except (TypeError, ValueError):
        raise Malformed(
            "The part of the address behind “before=” does not name a place in the list. "
            "It looks like 2026-03-01T09:00:00Z-123."
        ) from None


def page_of(
    rows: QuerySet[Row],
    order: Order,
    begin: Place | None,
    *,
    columns: Order | None = None,
    within: Q = Q(),  # noqa: B008  immutable in use
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """One page of rows in an order of their attributes, latest first: one query.

    ``columns`` say where the query finds that order, if elsewhere; ``within`` is a further
    condition on the same joined row.
    """
    columns = columns or order
    found = rows.filter(within & columns.behind(begin)).order_by(*columns.latest_first)
    some = list(found[: size + 1])
    shown = some[:size]
    after = None
    if len(some) > size:
        after = Place(getattr(shown[-1], order.at), getattr(shown[-1], order.number))
    return Page(shown, after, begin is None)
