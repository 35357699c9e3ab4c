"""The numbering of a .docx: which list an item is of, how it counts, and at which number it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.body.blocks import Numbering
from articles.importing.office.markup import Node, child, children, value
from articles.importing.office.sheet import ItemStyle

__all__ = ["NumberingOfWord", "spelt"]

_KINDS = {
    "bullet": Numbering.BULLET,
    "lowerLetter": Numbering.LOWER_ALPHA,
    "upperLetter": Numbering.UPPER_ALPHA,
    "lowerRoman": Numbering.LOWER_ROMAN,
    "upperRoman": Numbering.UPPER_ROMAN,
}
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST = 9_999


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


class NumberingOfWord:
    """Counts as Word does (ECMA-376, part 1, section 17.9): call ``next`` for each item in turn."""

    def __init__(self, root: Node | None) -> None:
        self._abstract = {
            value(n, "w:abstractNumId"): {
                value(level, "w:ilvl"): _level(level) for level in children(n, "w:lvl")
            }
            for n in children(root, "w:abstractNum")
        }
        self._numberings = {value(n, "w:numId"): n for n in children(root, "w:num")}
        self._counts: dict[str, Counter[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def knows(self, list_id: str) -> bool:
        """Whether the id numbers anything: "0" takes a number away."""
        return list_id in self._numberings

    def next(self, list_id: str, level: int) -> tuple[ItemStyle | None, str]:
        """How the next item of that list is numbered, and its label as printed ("2.1").

        ``None`` for a list that sets its items apart by nothing.
        """
        abstract = value(child(self._numberings[list_id], "w:abstractNumId"))
        at = self._level(list_id, level)
        counts = self._counts.setdefault(abstract, Counter())
        if (list_id, level) not in self._begun and self._restarts(list_id, level):
            counts[level] = 0
        self._begun.add((list_id, level))
        counts[level] = counts[level] + 1 if counts[level] else max(at.start, 1)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if at.kind == "none":
            return None, ""
        style = ItemStyle(
            _KINDS.get(at.kind, Numbering.DECIMAL),
            parenthesised=at.text.rstrip().endswith(")"),
            number=min(counts[level], HIGHEST),
            source=f"{list_id}.{level}",
        )
        return style, self._label(list_id, at, counts)

    def _level(self, list_id: str, level: int) -> _Level:
        node = self._numberings[list_id]
        for override in children(node, "w:lvlOverride"):
            own = child(override, "w:lvl")
            if value(override, "w:ilvl") == str(level):
                if own is not None:
                    return _level(own)
                start = value(child(override, "w:startOverride"))
                inherited = self._inherited(list_id, level)
                begin = int(start) if start.isdecimal() else inherited.start
                return _Level(inherited.kind, inherited.text, begin)
        return self._inherited(list_id, level)

    def _inherited(self, list_id: str, level: int) -> _Level:
        abstract = value(child(self._numberings[list_id], "w:abstractNumId"))
        return self._abstract.get(abstract, {}).get(str(level), _Level("bullet", ""))

    def _restarts(self, list_id: str, level: int) -> bool:
        return any(
            value(override, "w:ilvl") == str(level)
            for override in children(self._numberings[list_id], "w:lvlOverride")
        )

    def _label(self, list_id: str, at: _Level, counts: Counter[int]) -> str:
        if at.kind == "bullet":
            return ""

        def number(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            return spelt(max(counts[level], 1), self._level(list_id, level).kind)

        return _PLACE.sub(number, at.text).strip()


def _level(node: Node) -> _Level:
    start = value(child(node, "w:start"))
    return _Level(
        value(child(node, "w:numFmt")) or "decimal",
        value(child(node, "w:lvlText")),
        int(start) if start.isdecimal() else 1,
    )


def spelt(number: int, kind: str) -> str:
    """A number as the kind of numbering prints it: 4 is "4", "d" or "iv"."""
    number = min(number, HIGHEST)
    match kind:
        case "lowerRoman" | "upperRoman":
            text = ""
            for worth, sign in _ROMAN:
                text += sign * (number // worth)
                number %= worth
        case "lowerLetter" | "upperLetter":
            text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case _:
            return str(number)
    return text.upper() if kind.startswith("upper") else text
