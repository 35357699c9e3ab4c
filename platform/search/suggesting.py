"""What was probably meant by a query that finds nothing."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from partners.terms import Terms
from search import vocabulary
from search.backend import candidates
from search.planning import matches_of, plan
from search.query import Item, Query, Words

__all__ = ["suggestion"]

MOST_WORDS = 4  # that are corrected in one query


def suggestion(query: Query, *, terms: Terms, now: datetime) -> str:
    """A query that finds something, with the words that no text has replaced by the likeliest
    ones; ``""`` if there is none. A constant number of queries."""
    asked = [item for item in query.words if _single(item)]
    forms = {item: {match.words[0] for match in matches_of(item)} for item in asked}
    known = vocabulary.known(form for each in forms.values() for form in each) if forms else set()
    unknown = [item for item in asked if not forms[item] & known][:MOST_WORDS]
    better = {item: vocabulary.nearest(item.pieces[0].text) for item in unknown}
    if not unknown or not all(better.values()):
        return ""
    corrected = _replaced(query, {item: Words(word) for item, word in better.items()})
    finds = candidates(plan(corrected, terms=terms, now=now), limit=1)
    return str(corrected) if finds else ""


def _single(item: Words) -> bool:
    pieces = item.pieces
    literal = item.quoted or item.begun or len(pieces) > 1
    return not literal and bool(vocabulary.notable([pieces[0].text]))


def _replaced(query: Query, better: dict[Words, Words]) -> Query:
    def mended(item: Item) -> Item:
        return better.get(item, item) if isinstance(item, Words) else item

    groups = tuple(tuple(map(mended, group)) for group in query.required)
    return dataclasses.replace(query, required=groups)
