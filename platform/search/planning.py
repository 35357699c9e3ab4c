"""A query made ready for either database: words of the index, and how they must come together."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authors.models import Author
from partners.terms import Terms
from publication.models import Region, Section, Topic
from record.listings import public
from search import tags, words
from search.keys import first_key_at
from search.query import SINGLE, Filter, Item, Query, Words

__all__ = ["NAMED", "Clause", "Match", "Plan", "matches_of", "plan", "telling"]

# Models whose rows have a slug and a name.
NAMED: dict[str, Any] = {"section": Section, "topic": Topic, "region": Region, "author": Author}
SHORTEST_BEGINNING = 3  # letters; fewer begin half the language

# Endings after which English adds “es” in the plural.
_HISSING = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True)
class Match:
    """Words of the index one after the other; ``begun``: the last may go on."""

    words: tuple[str, ...]
    begun: bool = False


# One of these groups, each wholly; none at all is never fulfilled.
Clause = tuple[tuple[Match, ...], ...]


@dataclass(frozen=True)
class Plan:
    """All of ``required`` and none of ``excluded``, among texts with keys below ``below``.

    ``asked`` is what ranking looks at: the forms of each word or phrase.
    """

    required: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()
    below: int | None = None
    asked: tuple[Clause, ...] = ()

    @property
    def impossible(self) -> bool:
        return any(not clause for clause in self.required)


def plan(query: Query, *, terms: Terms, now: datetime) -> Plan:
    """What to look for: one query for each kind of filter that names a row of the directory."""
    rows = _rows(query)
    required = [_any(group, rows) for group in _grouped(query)]
    if not any(isinstance(item, Words) for group in query.required for item in group):
        required.append(((Match((tags.EVERYTHING,)),),))
    below = first_key_at(now - terms.delay) + 1 if terms.delay else None
    return Plan(
        required=tuple(dict.fromkeys((*required, *_carried(terms)))),
        excluded=tuple(_clause(item, rows) for item in query.excluded),
        below=below,
        asked=tuple(dict.fromkeys(_clause(each, rows) for each in telling(query.words))),
    )


@functools.lru_cache(maxsize=1024)
def matches_of(asked: Words) -> tuple[Match, ...]:
    """The forms in which the words may stand, one of them enough. Phrases have one."""
    *before, last = asked.pieces
    found = [word for piece in before for word in words.of_piece(piece)]
    found += words.pairs(last.text) if last.dense else [last.text]
    # A single sign is in the index as the beginning of a pair, or as the end of a run.
    begun = len(last.text) == 1 if last.dense else asked.begun
    single = len(found) == 1 and not last.dense
    if single and (asked.quoted or begun):
        begun = begun and len(found[0]) >= SHORTEST_BEGINNING
    elif single:
        return tuple(Match((form,)) for form in _forms(found[0]))
    return (Match(tuple(found), begun),)


def telling(asked: Iterable[Words]) -> tuple[Words, ...]:
    """Without the words that stand everywhere, unless there are no others."""
    words_asked = tuple(asked)
    return tuple(each for each in words_asked if not _everywhere(each)) or words_asked


def _everywhere(item: Item) -> bool:
    plain = isinstance(item, Words) and not (item.quoted or item.begun)
    return plain and str(item).lower() in words.EVERYWHERE


def _forms(word: str) -> tuple[str, ...]:
    """A word, and its plural or singular in the English manner."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return (word,)
    if word.endswith("ies") and len(word) > 4:
        return word, f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return word, word[:-2], word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word, word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word, f"{word[:-1]}ies"
    return word, f"{word}es" if word.endswith(_HISSING) else f"{word}s"


def _grouped(query: Query) -> Iterable[tuple[Item, ...]]:
    """Without what tells nothing. An article has one section, year and language: two of these mean
    either."""
    either: dict[str, list[Item]] = {}
    kept = telling(query.words)
    for group in query.required:
        if len(group) == 1 and _everywhere(group[0]) and group[0] not in kept:
            continue
        first = group[0]
        if len(group) == 1 and isinstance(first, Filter) and first.kind in SINGLE:
            either.setdefault(first.kind, []).append(first)
        else:
            yield group
    yield from map(tuple, either.values())


def _any(group: Iterable[Item], rows: Mapping[Filter, int]) -> Clause:
    return tuple(alternative for item in group for alternative in _clause(item, rows))


def _clause(item: Item, rows: Mapping[Filter, int]) -> Clause:
    if isinstance(item, Words):
        return tuple((match,) for match in matches_of(item))
    match item.kind:
        case "year":
            return tuple((Match((tags.year(number),)),) for number in item.years)
        case "language":
            return ((Match((tags.language(item.value),)),),)
    if item in rows:
        return ((Match((tags.row(item.kind, rows[item]),)),),)
    named = [tags.named(item.kind, word) for match in _plain(item.value) for word in match.words]
    return (tuple(Match((word,)) for word in dict.fromkeys(named)),)


def _plain(value: str) -> tuple[Match, ...]:
    return matches_of(Words(value, quoted=True))


def _rows(query: Query) -> dict[Filter, int]:
    """The rows that filters name by their slugs, of those that readers may know of."""
    asked: dict[str, dict[str, Filter]] = {}
    for item in (*(item for group in query.required for item in group), *query.excluded):
        if isinstance(item, Filter) and item.kind in NAMED:
            asked.setdefault(item.kind, {})[item.value] = item
    return {
        filters[slug]: pk
        for kind, filters in asked.items()
        for slug, pk in public(NAMED[kind]).filter(slug__in=filters).values_list("slug", "pk")
    }


def _carried(terms: Terms) -> Iterable[Clause]:
    if terms.sections is not None:
        yield tuple((Match((tags.row("section", pk),)),) for pk in sorted(terms.sections))
    if terms.licences is not None:
        yield tuple((Match((tags.licence(spdx),)),) for spdx in sorted(terms.licences))
