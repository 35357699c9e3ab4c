"""The index of authors: names in order, under the letters or scripts they begin with. Pure.

Latin letters come first, whatever marks they bear: Öberg and Ørsted stand under O. Names in another
script stand together under its name, for a reader of one seldom reads them all.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile, groupby

__all__ = ["Entry", "Letter", "by_letter", "letter_of", "plain"]

# Scripts that are written as one, and those whose name in Unicode is not that of the script.
_SCRIPTS = {"HIRAGANA": "Kana", "KATAKANA": "Kana", "CJK": "Han", "IDEOGRAPHIC": "Han"}


@dataclass(frozen=True, order=True)
class Letter:
    """A Latin letter, or a script: ``rank`` is 0, or 1, or 2 for what begins with no letter."""

    rank: int
    name: str

    @property
    def anchor(self) -> str:
        return self.name if self.rank == 0 else self.name.lower()


@dataclass(frozen=True, order=True)
class Entry:
    """A person in the index, in its order. Case and marks only decide between equals."""

    letter: Letter
    plain: str
    name: str
    slug: str
    native_name: str
    native_language: str
    title: str
    articles: int


def letter_of(name: str) -> Letter:
    """Where a name stands in the index."""
    first = next(iter(plain(name)), "")
    if "a" <= first <= "z":
        return Letter(0, first.upper())
    if not first.isalpha():
        return Letter(2, "Other")
    script = unicodedata.name(first, "").partition(" ")[0]
    return Letter(1, _SCRIPTS.get(script, script.capitalize())) if script else Letter(2, "Other")


def plain(name: str) -> str:
    """The name in small letters without marks, as the index sorts it."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    signs = (sign for sign in decomposed if not unicodedata.combining(sign))
    return "".join(_bare(sign) for sign in dropwhile(_ornamental, signs))


def _ornamental(sign: str) -> bool:
    """Quotation marks, spaces and the like, before which nothing is sorted: ’t Hart is under T."""
    category = unicodedata.category(sign)
    return category[0] in "CPSZ" or category == "Lm"


@functools.lru_cache(maxsize=1024)
def _bare(sign: str) -> str:
    """``o`` of ``ø``: some Latin letters bear marks that Unicode counts as part of them."""
    if (capital := sign.upper()).isascii():
        return capital.lower()
    script, _, letter = unicodedata.name(sign, "").partition(" SMALL LETTER ")
    return letter.split()[0].lower() if script == "LATIN" and letter else sign


def by_letter(entries: Iterable[Entry]) -> list[tuple[Letter, list[Entry]]]:
    """Entries in order, under their letters."""
    found = groupby(sorted(entries), key=lambda entry: entry.letter)
    return [(letter, list(group)) for letter, group in found]
