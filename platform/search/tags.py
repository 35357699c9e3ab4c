"""Words of the index that nobody can type: what an article belongs to, and where its words stand.

They begin with ``_``, which no word of a text holds. ``_t12`` is a topic by its row, ``_t-law`` a
word of its name; so too ``_s`` sections, ``_r`` regions, ``_a`` authors. ``_y2024`` is the year,
``_len-gb`` and ``_len`` the language, ``_cCC-BY-4-0`` the licence, and ``_p`` stands on everything.
``_i-strait`` says that the word stands in the title, ``_h-strait`` that it stands there or in what
is between title and text, ``_m-strait`` that the text says it often.

Facets are counted over the same tags, without the ``_`` (see ``IndexedText.tags``).
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = [
    "EVERYTHING",
    "LETTERS",
    "MARKS",
    "Place",
    "language",
    "licence",
    "named",
    "row",
    "year",
]

EVERYTHING = "_p"
LETTERS = {
    "section": "s", "topic": "t", "region": "r", "author": "a", "year": "y", "language": "l",
}  # fmt: skip
# Where a word that is asked for may have to stand, and how the words begin that stand there.
Place = Literal["anywhere", "often", "above", "title"]
MARKS: dict[Place, str] = {"anywhere": "", "often": "_m-", "above": "_h-", "title": "_i-"}


def row(kind: str, pk: int) -> str:
    return f"_{LETTERS[kind]}{pk}"


def named(kind: str, word: str) -> str:
    return f"_{LETTERS[kind]}-{word}"


def year(number: int) -> str:
    return f"_y{number}"


def language(tag: str) -> str:
    return f"_l{tag.lower()}"


def licence(spdx: str) -> str:
    return "_c" + re.sub("[^A-Za-z0-9-]", "-", spdx).lower()
