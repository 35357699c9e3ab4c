"""The accent a publication has chosen, made fit to be read, as a sheet of its own. Pure.

A page may hold no style, so the colour travels in a file. Its address is made from what it says:
whoever has it need never ask again, and another colour is another address.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable

from reader import colour

__all__ = ["DARK", "LIGHT", "accents", "digest", "sheet"]

# What text in the accent stands on: --paper and --tint of reader.css.
LIGHT = ("#fcfbf9", "#f2f1ed")
DARK = ("#121416", "#1c1f22")
CONTRAST = 4.5  # to one: WCAG 2.2, success criterion 1.4.3


@functools.lru_cache(maxsize=16)
def sheet(accent: str) -> str:
    """The accent on light and on dark ground. Paper is printed in black."""
    light, dark = accents(accent)
    return (
        f"@media screen{{:root{{--accent:{light}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n"
    )


def accents(accent: str) -> tuple[str, str]:
    """The colour itself where it can be read on light and on dark ground, else the nearest of its
    hue that can: every one has a contrast of at least 4.5 to 1 with paper and tint."""
    return (
        _readable(accent, LIGHT, colour.darker(accent)),
        _readable(accent, DARK, colour.lighter(accent)),
    )


def _readable(accent: str, grounds: Iterable[str], others: Iterable[str]) -> str:
    for candidate in (accent, *others):
        if all(colour.contrast(candidate, ground) >= CONTRAST for ground in grounds):
            return candidate
    raise ValueError(f"neither black nor white can be read on {grounds}")


@functools.lru_cache(maxsize=16)
def digest(accent: str) -> str:
    """What names the sheet in its address: of all that it says."""
    return hashlib.sha256(sheet(accent).encode()).hexdigest()[:16]
