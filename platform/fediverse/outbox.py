"""Pages of the outbox: a page begins behind a place in the list, not at a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from record import listings
from record.document import Document

__all__ = ["PAGE", "Malformed", "Place", "page_after"]

PAGE = 10  # articles, whole

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"before-([0-9]{1,11})-([0-9]{1,18})")


class Malformed(ValueError):
    """No name of a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Behind the article first published at that second since 1970, with that row's key."""

    second: int
    pk: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place in an address; ``None`` for ``latest``. Raises ``Malformed``."""
        if text == "latest":
            return None
        match = _PLACE.fullmatch(text)
        if match is None:
            raise Malformed(text)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"before-{self.second}-{self.pk}"


def page_after(place: Place | None) -> tuple[list[Document], Place | None]:
    """The documents of a page and where the next begins, ``None`` behind the last: one query."""
    rows = listings.articles().select_related("current")
    if place is not None:
        at = _EPOCH + timedelta(seconds=place.second)
        rows = rows.filter(first_published__lte=at).filter(
            Q(first_published__lt=at) | Q(pk__lt=place.pk)
        )
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    following = None
    if len(found) > PAGE:
        last = shown[-1]
        following = Place(int((last.first_published - _EPOCH).total_seconds()), last.pk)
    return [listings.shown(row) for row in shown], following
