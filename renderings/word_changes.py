"""What changed between two texts, word by word, for a person to read.

Texts are compared by their lines (paragraphs) first, then by words within lines that differ.
Pure; takes time linear in the texts but for the lines that differ, whose number of words is
limited: longer passages are shown as taken out and put in.
"""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Passage", "Piece", "Sort", "passages", "pieces", "tokens"]

COMPARED_UP_TO = 4_000  # words of both sides of one passage; comparing more takes seconds
SHOWN_AROUND = 1  # unchanged lines shown before and after a change
# A word, a run of white space, one character of a script without spaces, or one other sign.
_TOKEN = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|\w(?:[\w’'-]*\w)?|\s+|[^\w\s]"
)


class Sort(enum.StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that are in both texts, or in one only."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines to read, or ``left_out``: how many unchanged lines are not shown here."""

    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


def passages(before: str, after: str) -> list[Passage]:
    """The changes from one text to the other, with a little of what surrounds them."""
    old, new = before.split("\n"), after.split("\n")
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    codes = matcher.get_opcodes()
    found: list[Passage] = []
    for place, (code, start, end, new_start, new_end) in enumerate(codes):
        if code == "equal":
            last = place == len(codes) - 1
            found.extend(_unchanged(old[start:end], first=place == 0, last=last))
        else:
            pairs = _pairs(old[start:end], new[new_start:new_end])
            found.extend(Passage(tuple(pieces(one, other))) for one, other in pairs)
    return found


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """As many lines as before are most likely the same ones, each with a change of its own."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
    else:
        yield "\n".join(old), "\n".join(new)


def _unchanged(lines: Sequence[str], *, first: bool, last: bool) -> Iterator[Passage]:
    head = 0 if first else SHOWN_AROUND
    tail = 0 if last else SHOWN_AROUND
    hidden = len(lines) - head - tail
    if hidden <= 1:  # a line takes no more room than saying that it is left out
        yield from map(_same, lines)
        return
    yield from map(_same, lines[:head])
    yield Passage(left_out=hidden)
    yield from map(_same, lines[len(lines) - tail :])


def _same(line: str) -> Passage:
    return Passage((Piece(Sort.SAME, line),))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The way from one text to the other: all that is the same or removed is the one, all that is
    the same or added the other."""
    old, new = tokens(before), tokens(after)
    if len(old) + len(new) > COMPARED_UP_TO:
        yield from _replaced(before, after)
        return
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    codes = matcher.get_opcodes()
    kept = sum(_words(old[start:end]) for code, start, end, _, _ in codes if code == "equal")
    if kept * 4 < min(_words(old), _words(new)):  # two different texts that share a few words
        yield from _replaced(before, after)
        return
    for code, start, end, new_start, new_end in codes:
        if code == "equal":
            yield Piece(Sort.SAME, "".join(old[start:end]))
        else:
            yield from _replaced("".join(old[start:end]), "".join(new[new_start:new_end]))


def tokens(text: str) -> list[str]:
    """Words, white space and signs, in order; together they are the text."""
    return _TOKEN.findall(text)


def _words(some: Sequence[str]) -> int:
    return sum(not token.isspace() for token in some)


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(Sort.REMOVED, before)
    if after:
        yield Piece(Sort.ADDED, after)
