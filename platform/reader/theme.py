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
# To one. The guidelines ask for 4.5 (WCAG 2.2, success criterion 1.4.3); light letters on dark
# ground look thinner than they are.
ON_LIGHT, ON_DARK = 4.5, 7.0


@functools.lru_cache(maxsize=16)
def sheet(accent: str) -> str:
    """The accent on light and on dark ground. Paper is printed in black."""
    light, dark = accents(accent)
    return (
        f"@media screen{{:root{{--accent:{light}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n"
    )


def accents(accent: str) -> tuple[str, str]:
    """For light and for dark ground the colour itself where it can be read, else the nearest of its
    hue that can: with paper and tint it has a contrast of at least ``ON_LIGHT`` and ``ON_DARK``."""
    return (
        _readable((accent, *colour.darker(accent)), LIGHT, ON_LIGHT),
        _readable((accent, *colour.lighter(accent)), DARK, ON_DARK),
    )


def _readable(candidates: Iterable[str], grounds: Iterable[str], least: float) -> str:
    for candidate in candidates:
        if all(colour.contrast(candidate, ground) >= least for ground in grounds):
            return candidate
    raise ValueError(f"nothing can be read on {grounds}")


@functools.lru_cache(maxsize=16)
def digest(accent: str) -> str:
    """What names the sheet in its address: of all that it says."""
    return hashlib.sha256(sheet(accent).encode()).hexdigest()[:16]
