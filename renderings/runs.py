"""Inline content in the pieces that forms set: what belongs to one link stays together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from record.document import Inline, Run
from renderings.escaping import safe_link

__all__ = ["by_link"]


def by_link(content: Sequence[Inline]) -> Iterator[tuple[str, list[Inline]]]:
    """(address or ``""``, parts): neighbouring runs with one address, or with none, together."""
    for href, parts in groupby(content, _href):
        yield href, list(parts)


def _href(part: Inline) -> str:
    return safe_link(part.href) if isinstance(part, Run) else ""
