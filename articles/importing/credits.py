"""The photo credit: lines such as "Photo credits: …" and "Photo: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["PhotoCredit", "photo_credit"]

LONGEST_CREDIT = 300  # characters, caption included

_KIND = (
    r"(?:(?:cover|lead|featured?|header|banner|main)\s+)?"
    r"(?:photo(?:graph)?s?|images?|pictures?|사진|写真|图片)"
)
_LABELS = (
    rf"{_KIND}\s*(?:credits?|source|courtesy|copyright|제공|출처)?\s*[:：]\s*",
    rf"{_KIND}\s+(?:credits?\s+|courtesy\s+of|taken\s+by|by|from|©)\s*(?=[A-Z가-힣@])",
    r"©\s*(?=[A-Z가-힣])",
)
_LINE = re.compile(
    rf"\(?(?P<label>{'|'.join(_LABELS)})(?P<credit>[^()]+(?:\([^()]*\)[^()]*)*)\)?", re.IGNORECASE
)
_AFTER_CAPTION = re.compile(
    rf"(?P<caption>.{{3,}}?)\s*(?:[(\[|–—]|(?<=[.!?]))\s*(?P<label>{_LABELS[0]})(?P<credit>[^()\[\]:]+)[)\]]?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PhotoCredit:
    """Who must be named, and what the line says of the photo before that. ``label`` as printed."""

    credit: str
    label: str
    caption: str = ""


def photo_credit(text: str) -> PhotoCredit | None:
    """The credit a line states, else ``None``."""
    text = text.strip()
    if len(text) > LONGEST_CREDIT:
        return None
    if line := _LINE.fullmatch(text):
        return PhotoCredit(line["credit"].strip(" ."), line["label"].strip())
    if line := _AFTER_CAPTION.fullmatch(text):
        return PhotoCredit(
            line["credit"].strip(" ."), line["label"].strip(), line["caption"].strip()
        )
    return None
