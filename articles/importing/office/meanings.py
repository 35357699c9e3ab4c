"""What the name of a paragraph style says of the paragraph, in the languages of our writers."""

from __future__ import annotations

import re
from typing import Literal

from articles.importing.office.answer import Meaning

__all__ = ["Role", "heading_level", "role_of"]

# "quote", "list" (goes on with the item above) and "contents" are no meanings of an article's part.
Role = Meaning | Literal["quote", "continued", "contents"]

_NAMES: tuple[tuple[str, Role], ...] = (
    (r"(article |main )?(title|headline)|titel|titre|제목|表題|标题|judul", "title"),
    (
        r"sub-?(title|headline|titel)|untertitel|sous-titre|부제|副題|副标题|subjudul",
        "subtitle",
    ),
    (r"by-?line|authors?|author name|auteur|autor(en)?|저자|著者|作者|penulis", "byline"),
    (r"standfirst|dek|deck|lede?|teaser|chap(e|eau)|vorspann", "standfirst"),
    (r"bio(graphy)?|author bio(graphy)?|about the authors?|biografie", "biography"),
    (
        r".*caption|beschriftung|l[ée]gende|캡션|図表番号|题注|(figure|table|illustration)",
        "caption",
    ),
    (
        r"(intense |block )?(quote|quotation|text)s?|quotations|zitat|citation|인용|引用文?",
        "quote",
    ),
    (r"list (continue|contents?)( \d)?|list paragraph", "continued"),
    (r"(toc|contents|table of figures|index) ?(heading|\d+)?", "contents"),
)
_ROLES = [(re.compile(pattern, re.IGNORECASE), role) for pattern, role in _NAMES]
_HEADING = re.compile(r"heading[ _]?([1-9])", re.IGNORECASE)


def role_of(name: str) -> Role:
    """The part a style of that name is for, ``""`` for running text."""
    spelt = name.strip().replace("_20_", " ").replace("_", " ")
    if spelt.lower() in {"text", "texts"}:
        return ""
    return next((role for pattern, role in _ROLES if pattern.fullmatch(spelt)), "")


def heading_level(name: str) -> int:
    """The level that "heading 2" and the like name, 0 for others."""
    found = _HEADING.fullmatch(name.strip().replace("_20_", " "))
    return int(found[1]) if found else 0
