"""Where a commented paragraph is after the text has changed. Pure: words in, places out.

A paragraph is found by its very words; failing that, it is the one most like it among those that
are new, if that is like enough. Else it is gone, and its former words are all that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.body.measuring import block_text
from articles.body.reading import read

__all__ = ["ALIKE", "Anchor", "follow", "likeness", "one_line", "paragraphs"]

ALIKE = 0.5  # of 1: what half its words are left of is still the same paragraph

# Words; scripts that write without spaces count by character.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True)
class Anchor:
    """A paragraph's words, and its number among the text's from 0; without one, it is gone."""

    words: str
    place: int | None


def paragraphs(html: str) -> tuple[str, ...]:
    """The words of the body's blocks in their order, without notes; "" for one that has none."""
    return tuple(one_line(block_text(block)) for block in read(html))


def one_line(words: str) -> str:
    return " ".join(words.split())


def follow(
    anchors: Iterable[Anchor], texts: Sequence[str], *, before: Sequence[str] = ()
) -> list[Anchor]:
    """Each anchor as it stands in ``texts``.

    ``before`` are the paragraphs of the text until now: what stood there already is not what
    another paragraph has become. One that is gone comes back with its very words only.
    """
    places, former = _places(texts), _places(before)
    new = [(place, text) for place, text in enumerate(texts) if text and text not in former]
    return [
        _followed(anchor, places.get(anchor.words, []), former.get(anchor.words, []), new)
        for anchor in anchors
    ]


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    return places


def _followed(
    anchor: Anchor, found: list[int], former: list[int], new: Sequence[tuple[int, str]]
) -> Anchor:
    if found:
        if len(found) == len(former) and anchor.place in former:
            # Of several that say the same, the first stays the first.
            return Anchor(anchor.words, found[former.index(anchor.place)])
        return Anchor(anchor.words, min(found, key=lambda place: abs(place - (anchor.place or 0))))
    if anchor.place is None:
        return anchor
    best, words, alike = None, anchor.words, ALIKE
    for place, text in sorted(new, key=lambda each: abs(each[0] - (anchor.place or 0))):
        measured = likeness(anchor.words, text, least=alike)
        # The nearer of two that are equally like it.
        if measured > alike or (best is None and measured == alike):
            best, words, alike = place, text, measured
    return Anchor(words, best)


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How much of two paragraphs is the same words in the same order, from 0 to 1. What is
    certainly below ``least`` is not measured and answers 0."""
    words = SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False)
    if words.real_quick_ratio() < least or words.quick_ratio() < least:
        return 0.0
    return words.ratio()
