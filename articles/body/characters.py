"""Which characters a text may hold, and how its spaces run together."""

from __future__ import annotations

import re

__all__ = ["collapse", "without_forbidden"]

# C0 and C1 controls but white space, the byte order mark, bidirectional embeddings, overrides and
# isolates (they turn round what follows them; HTML has elements for that), lone surrogates and
# non-characters: none of them may stand in XML 1.0 (section 2.2) or has a place in a text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
# White space that only lays out the source. No-break and other typographic spaces stay.
_SPACE = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")


def without_forbidden(text: str) -> str:
    """Text without the characters that may stand nowhere. Line ends stay."""
    return _FORBIDDEN.sub("", text)


def collapse(text: str) -> str:
    """Text with each run of layout white space made one space."""
    return _SPACE.sub(" ", text)
