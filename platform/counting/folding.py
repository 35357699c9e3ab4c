"""The rules of counting, on plain data: Code of Practice 5.1, sections 7.2 and 7.3.

A stream has no end at which to filter double-clicks. So a click is counted when it comes, and
counted off again when another follows on the same address within 30 seconds: in the end the last
of them is left, as the Code demands, with the day, version and form that belong to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from counting.figures import Figures
from counting.models import Form

__all__ = ["DOUBLE_CLICK", "Look", "Memory", "Place", "fold"]

DOUBLE_CLICK = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looking at an article.

    ``session`` is a pseudonym of who it is, good for an hour; ``links`` are pseudonyms of reader
    and address together, the first as of this hour; there is a second, as of the hour before,
    where the click before this one may belong to that.
    """

    session: str
    links: tuple[str, ...]
    at: datetime
    article: UUID
    number: int
    form: Form

    @property
    def place(self) -> Place:
        return Place(self.article, self.number, self.form, self.at.astimezone(UTC).date())


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where looks are counted."""

    article: UUID
    number: int
    form: str
    day: date  # in UTC


@dataclass
class Memory:
    """What is known of the last hours: the last look at each link, and which article each session
    has seen, true if as more than metadata."""

    last: dict[str, Look] = field(default_factory=dict)
    seen: dict[tuple[str, UUID], bool] = field(default_factory=dict)


def fold(looks: Iterable[Look], memory: Memory) -> dict[Place, Figures]:
    """What these looks add to the figures; a total may fall. ``memory`` learns of them."""
    added: defaultdict[Place, Figures] = defaultdict(Figures)
    for look in sorted(looks, key=lambda each: each.at):
        _count_totals(look, memory, added)
        _count_uniques(look, memory, added)
    return {place: figures for place, figures in added.items() if figures != Figures()}


def _count_totals(look: Look, memory: Memory, added: dict[Place, Figures]) -> None:
    """Section 7.2: of two clicks within 30 seconds the first is removed, the second retained."""
    before = next((memory.last[link] for link in look.links if link in memory.last), None)
    if before is not None and abs(look.at - before.at) <= DOUBLE_CLICK:
        if look.at < before.at:  # it is the first, and another process was quicker with the second
            return
        added[before.place] += _totals(before, -1)
    added[look.place] += _totals(look, 1)
    memory.last.update(dict.fromkeys(look.links, look))


def _totals(look: Look, times: int) -> Figures:
    requests = times if look.form.is_whole else 0
    return Figures(total_investigations=times, total_requests=requests)


def _count_uniques(look: Look, memory: Memory, added: dict[Place, Figures]) -> None:
    """Section 7.3: once for each item in a session, all its versions and forms together."""
    item = (look.session, look.article)
    requested = memory.seen.get(item, False)
    added[look.place] += Figures(
        unique_investigations=item not in memory.seen,
        unique_requests=look.form.is_whole and not requested,
    )
    memory.seen[item] = requested or look.form.is_whole
