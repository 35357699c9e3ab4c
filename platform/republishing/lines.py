"""Where a text may be broken into lines, and the lines that look best.

Latin and Korean break at spaces and hyphens; Chinese and Japanese between characters, but no line
begins with a closing mark or ends with an opening one (JIS X 4051, kinsoku). Pure: how wide a text
is, the caller measures.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Sequence

__all__ = ["Measure", "broken", "fitted", "pieces"]

Measure = Callable[[str], float]

ELLIPSIS = "…"
NEVER_FIRST = frozenset(
    "、。・゛゜ヽヾゝゞ々ー〕〉》」』】〙〗〟’”»‐–〜…‥%‰℃),.:;?!]}"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    # The same marks in full width.
    "\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\uff3d\uff5d"
)
NEVER_LAST = frozenset("([{〔〈《「『【〘〖〝‘“«$£¥#\uff08\uff3b\uff5b")
AFTER_WHICH_A_WORD_BREAKS = frozenset("-‐–—/")


def pieces(text: str) -> list[str]:
    """The text in the smallest parts a line may end after; each keeps the space behind it."""
    found = [""]
    for place, sign in enumerate(text):
        if place and _may_break(text, place):
            found.append("")
        found[-1] += sign
    return found


def broken(text: str, measure: Measure, width: float) -> list[str]:
    """The text in as few lines as fit the width, as even as possible.

    A part wider than a line stands alone, too wide: choose smaller letters.
    """
    measure, parts = functools.cache(measure), pieces(text)
    lines = _filled(parts, measure, width)
    low, high = width / 2, width
    # The narrowest measure that needs no further line makes the lines even.
    while len(lines) > 1 and high - low > 4:
        middle = (low + high) / 2
        tried = _filled(parts, measure, middle)
        if len(tried) == len(lines) and max(measure(line.rstrip()) for line in tried) <= middle:
            high, lines = middle, tried
        else:
            low = middle
    return [line.rstrip() for line in lines]


def fitted(text: str, measure: Measure, width: float, most: int) -> list[str]:
    """At most that many lines, the last ending with an ellipsis if there is more to say; no line
    is wider than ``width``, if words must be cut for it."""
    measure = functools.cache(measure)
    lines = broken(text, measure, width)
    if len(lines) > most:
        whole = _filled(pieces(text), measure, width)
        lines = [*(line.rstrip() for line in whole[: most - 1]), "".join(whole[most - 1 :])]
    return [line if measure(line) <= width else _cut(line, measure, width) for line in lines]


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before == " ":
        return after != " "
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if unicodedata.combining(after) or after == "\u200d" or before == "\u200d":
        return False
    if before in AFTER_WHICH_A_WORD_BREAKS:
        return after.isalnum() and place > 1 and text[place - 2].isalpha()
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(sign: str) -> bool:
    """Chinese characters, kana and their marks; Hangul is written in words."""
    name = unicodedata.name(sign, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH"))


def _filled(parts: Sequence[str], measure: Measure, width: float) -> list[str]:
    """Lines with the spaces at their ends; as wide as their parts are together."""
    lines: list[str] = []
    line, taken = "", 0.0
    for part in parts:
        if line and taken + measure(part.rstrip()) > width:
            lines.append(line)
            line, taken = "", 0.0
        line += part
        taken += measure(part)
    return [*lines, line]


def _cut(line: str, measure: Measure, width: float) -> str:
    """As much of the line as fits with an ellipsis, ending with a word if that is not too short."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(line[:middle].rstrip() + ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    kept = line[:low].rstrip()
    at_word = kept.rpartition(" ")[0]
    if low < len(line) and line[low] != " " and len(at_word) * 2 > len(kept):
        kept = at_word
    return kept.rstrip(" ,;:–—-、。") + ELLIPSIS
