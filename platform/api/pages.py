"""A list in pages, by keyset: what is published meanwhile shifts nothing.

Each page costs one query, however far it lies from the beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from api.cursors import Cursor

__all__ = ["Ordering", "Page", "page_of"]

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Ordering:
    """By these attributes of a row, all in one direction, the last of them unique.

    ``kinds`` are their types. ``columns`` are where a query finds them, if under other names.
    """

    name: str
    attributes: tuple[str, ...]
    kinds: tuple[type, ...]
    descending: bool = False
    columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            object.__setattr__(self, "columns", self.attributes)

    def order_by(self, *, backwards: bool = False) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def beyond(self, cursor: Cursor) -> Q:
        """The condition of lying behind the cursor, or before it if it points backwards."""
        operator = "lt" if self.descending != cursor.backwards else "gt"
        condition, equal = Q(), Q()
        for column, value in zip(self.columns, cursor.key, strict=True):
            condition |= equal & Q(**{f"{column}__{operator}": value})
            equal &= Q(**{column: value})
        # Says again what the above implies, so that the database enters its index at this place.
        return Q(**{f"{self.columns[0]}__{operator}e": cursor.key[0]}) & condition

    def cursor(self, row: Model, *, backwards: bool = False) -> Cursor:
        """The place right behind a row, or right before it."""
        key = tuple(getattr(row, name) for name in self.attributes)
        return Cursor(self.name, key, backwards)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows in the list's order; ``next`` and ``previous`` are ``None`` at its ends."""

    rows: Sequence[Row]
    next: Cursor | None
    previous: Cursor | None


def page_of(
    rows: QuerySet[Row],
    ordering: Ordering,
    cursor: Cursor | None,
    *,
    size: int,
    within: Q = Q(),  # noqa: B008  immutable in use
) -> Page[Row]:
    """At most ``size`` rows from the cursor on; from the beginning without one.

    ``within`` is a further condition, for the same joined row as the cursor's.
    """
    backwards = cursor is not None and cursor.backwards
    place = ordering.beyond(cursor) if cursor else Q()
    found = rows.filter(within & place).order_by(*ordering.order_by(backwards=backwards))
    some = list(found[: size + 1])
    more, some = len(some) > size, some[:size]
    if backwards:
        some.reverse()
    if not some:
        return Page([], None, None)
    after = ordering.cursor(some[-1]) if more or backwards else None
    before = ordering.cursor(some[0], backwards=True) if (more if backwards else cursor) else None
    return Page(some, after, before)
