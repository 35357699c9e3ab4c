"""Two texts that grew from one, put together paragraph by paragraph. Pure.

What one person changed and the other did not is taken; what both changed, a person decides. A
paragraph is any block of the body, as the HTML that ``articles.body`` writes for it.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from renderings.aligning import aligned

__all__ = ["Part", "Take", "Undecided", "decided", "merge", "text_of"]


class Take(enum.StrEnum):
    """Whose paragraphs are taken; ``BOTH``: theirs, then yours."""

    THEIRS = "theirs"
    YOURS = "yours"
    BOTH = "both"


class Undecided(Exception):
    """Both changed something, and nobody has said what to take. Ask; ``parts`` says of which."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(f"{len(parts)} places are undecided")
        self.parts = parts


@dataclass(frozen=True)
class Part:
    """One place of the text as three people know it: who wrote before, they, and you.

    ``key`` names it by what it says, so that a decision never falls on other paragraphs.
    ``proposed`` is taken unless somebody says otherwise; ``None`` asks.
    """

    key: str
    base: tuple[str, ...]
    theirs: tuple[str, ...]
    yours: tuple[str, ...]
    proposed: Take | None

    @property
    def agreed(self) -> bool:
        """Whether there is nothing to decide."""
        return self.theirs == self.yours

    def taking(self, take: Take) -> tuple[str, ...]:
        match take:
            case Take.THEIRS:
                return self.theirs
            case Take.YOURS:
                return self.yours
            case Take.BOTH:
                return (*self.theirs, *self.yours)


def merge(base: Sequence[str] | None, theirs: Sequence[str], yours: Sequence[str]) -> list[Part]:
    """The places of the text, in order. Without a ``base`` all that differs is asked."""
    places = _of_two(theirs, yours) if base is None else _of_three(base, theirs, yours)
    counts: dict[str, int] = {}
    found = []
    for before, saved, own in places:
        if not (before or saved or own):
            continue
        key = _key(before, saved, own)
        counts[key] = counts.get(key, 0) + 1
        proposed = _proposed(None if base is None else before, saved, own)
        found.append(Part(f"{key}-{counts[key]}", before, saved, own, proposed))
    return found


def decided(parts: Iterable[Part], choices: Mapping[str, str]) -> dict[str, Take]:
    """What is taken of each part, by key: as chosen, else as proposed. Raises ``Undecided``."""
    taken, open_ = {}, []
    for part in parts:
        chosen = choices.get(part.key, "")
        take = Take(chosen) if chosen in tuple(Take) and not part.agreed else part.proposed
        if take is None:
            open_.append(part)
        else:
            taken[part.key] = take
    if open_:
        raise Undecided(open_)
    return taken


def text_of(parts: Iterable[Part], taken: Mapping[str, Take]) -> list[str]:
    """The paragraphs of the text put together."""
    return [paragraph for part in parts for paragraph in part.taking(taken[part.key])]


Place = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _of_two(theirs: Sequence[str], yours: Sequence[str]) -> Iterator[Place]:
    for one, other in aligned(theirs, yours):
        yield (
            (),
            () if one is None else (theirs[one],),
            () if other is None else (yours[other],),
        )


def _of_three(base: Sequence[str], theirs: Sequence[str], yours: Sequence[str]) -> Iterator[Place]:
    """Every paragraph of the base, and what either side put in before it."""
    new, kept = _against(base, theirs)
    own_new, own_kept = _against(base, yours)
    for place in range(len(base) + 1):
        yield (), tuple(new[place]), tuple(own_new[place])
        if place < len(base):
            yield (base[place],), tuple(kept[place]), tuple(own_kept[place])


def _against(base: Sequence[str], side: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """By place of the base: what the side put in before it, and what it made of it."""
    new: list[list[str]] = [[] for _ in range(len(base) + 1)]
    kept: list[list[str]] = [[] for _ in base]
    place = 0
    for one, other in aligned(base, side):
        if one is None and other is not None:
            new[place].append(side[other])
        elif one is not None:
            place = one + 1
            if other is not None:
                kept[one].append(side[other])
    return new, kept


def _proposed(
    base: tuple[str, ...] | None, theirs: tuple[str, ...], yours: tuple[str, ...]
) -> Take | None:
    if yours in (theirs, base):
        return Take.THEIRS
    return Take.YOURS if theirs == base else None


def _key(*sides: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(sides).encode()).hexdigest()[:16]
