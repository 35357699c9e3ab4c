"""The disclaimer: a paragraph that begins with the word, or says whose views are expressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.manuscript import Findings
from articles.importing.passages import Passage

__all__ = ["Disclaimed", "take_disclaimer"]

_LABEL = re.compile(
    r"\W*(disclaimer|면책\s?조항|免責事項|免责声明)\W*?\s*[:：–—-]\s*(?P<text>\S.*)", re.IGNORECASE
)
_HEADING = re.compile(r"\W*(disclaimer|면책\s?조항|免責事項|免责声明)\W*", re.IGNORECASE)
_WORDING = re.compile(
    r"(the |all |any )?(views?|opinions?)( and (views?|opinions?|analys[ei]s))? "
    r"((expressed|presented|stated)\b.{0,120}\b(those|that|their|his|her) (own|of)"
    r"|(here|in this) .{0,60}\bown)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Disclaimed:
    """The wording, and the passages before and after it."""

    wording: str
    before: list[Passage]
    after: list[Passage]


def take_disclaimer(passages: Sequence[Passage], findings: Findings) -> Disclaimed:
    """The disclaimer and what stands around it; without one, all passages stand before it."""
    for index in range(len(passages) - 1, -1, -1):
        passage = passages[index]
        label = _LABEL.fullmatch(passage.text)
        if label and passage.is_plain:
            how = f"the paragraph that begins “{passage.text[: label.start('text')].strip()}”"
            findings.recognise("disclaimer", label["text"].strip(), how, passage.line)
            return _around(passages, index, index + 1, label["text"].strip())
        following = passages[index + 1] if index + 1 < len(passages) else None
        if _HEADING.fullmatch(passage.text) and following and following.is_plain:
            how = f"the paragraph under “{passage.text}”"
            findings.recognise("disclaimer", following.text, how, following.line)
            return _around(passages, index, index + 2, following.text)
    return _by_wording(passages, findings)


def _by_wording(passages: Sequence[Passage], findings: Findings) -> Disclaimed:
    """A paragraph of the last third that says whose views are expressed."""
    for index in range(len(passages) - 1, max(len(passages) * 2 // 3 - 1, 0), -1):
        passage = passages[index]
        if (
            passage.is_plain
            and len(passage.text) < 600
            and _WORDING.match(passage.text.lstrip("*([ "))
        ):
            how = "a closing paragraph that says whose views are expressed"
            findings.guess("disclaimer", passage.text, how, passage.line)
            return _around(passages, index, index + 1, passage.text)
    return Disclaimed("", list(passages), [])


def _around(passages: Sequence[Passage], begin: int, end: int, wording: str) -> Disclaimed:
    return Disclaimed(wording, list(passages[:begin]), list(passages[end:]))
