"""What the found articles belong to, counted, for narrowing a search by a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language_info

from search import tags
from search.backend import Candidate
from search.planning import NAMED
from search.query import KINDS, Query

__all__ = ["Facet", "count"]

MOST = 12  # of each kind


@dataclass(frozen=True)
class Facet:
    """``Query.having(kind, value)`` narrows to these ``count`` articles; ``chosen``: it has."""

    kind: str
    value: str
    name: str
    count: int
    chosen: bool


def count(found: Iterable[Candidate], query: Query) -> dict[str, tuple[Facet, ...]]:
    """By kind, the most frequent first: at most one query for each kind of row."""
    counted = Counter(" ".join([candidate.tags for candidate in found]).split(" "))
    return {kind: tuple(_of(kind, counted, query)) for kind in KINDS}


def _of(kind: str, counted: Counter[str], query: Query) -> Iterable[Facet]:
    letter = tags.LETTERS[kind]
    numbers = {tag[1:]: number for tag, number in counted.items() if tag[:1] == letter}
    order = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    labels = _labels(kind, [value for value, _ in order])
    chosen = {each.value for each in query.filters if each.kind == kind}
    for tag, number in order:
        if tag in labels:
            value, name = labels[tag]
            yield Facet(kind, value, name, number, value in chosen)


def _labels(kind: str, found: list[str]) -> Mapping[str, tuple[str, str]]:
    """Value and name of each."""
    if kind == "language":
        return {value: (value, _language(value)) for value in found}
    if kind not in NAMED:
        return {value: (value, value) for value in found}
    rows = NAMED[kind]._default_manager.filter(pk__in=map(int, found)) if found else ()
    return {str(row.pk): (row.slug, str(row)) for row in rows}


def _language(tag: str) -> str:
    """By its English name, as far as Django knows it."""
    try:
        return str(get_language_info(tag)["name"])
    except KeyError:
        return tag
