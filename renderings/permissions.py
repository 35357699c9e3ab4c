"""What a licence permits, said in a sentence or two."""

from __future__ import annotations

import re

from record.document import Licence
from renderings.words import Words

__all__ = ["permission"]

_CREATIVE_COMMONS = re.compile(r"CC-BY((?:-(?:NC|ND|SA))*)-\d")
_PUBLIC_DOMAIN = re.compile(r"CC0-|PDDL-|Unlicense|0BSD")


def permission(licence: Licence, words: Words, *, photos: bool) -> str:
    """The sentences, ending with a word on photos if the article has some."""
    say = words.permissions
    if _PUBLIC_DOMAIN.match(licence.spdx):
        text = say["free"]
    elif commons := _CREATIVE_COMMONS.match(licence.spdx):
        terms = commons[1].split("-")
        changeable = "ND" not in terms
        text = (
            (say["adapt"] if changeable else say["share"])
            + (say["noncommercial"] if "NC" in terms else say["any"])
            + (say["credit_changes"] if changeable else say["credit"])
            + (say["alike"] if "SA" in terms else "")
        )
    else:
        text = say["republish"] if licence.republishing_allowed else say["ask"]
    return text + (say["photos"] if photos else "")
