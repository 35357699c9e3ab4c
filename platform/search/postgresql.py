"""Full text on PostgreSQL: vectors and queries written out; no dictionary changes a word.

A full-text index knows which words a text has, not whether they follow one another: for a phrase
the server would read every vector that has its words. So the index also knows the pairs of words
that follow one another, as numbers. A phrase of two words is such a pair; of a longer one the
vectors of what has all its pairs are read, the newest first, until there are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

from django.db import connection

from search.composing import Text
from search.planning import Clause, Match, Plan

__all__ = ["GAP", "GIVEN", "MOST_PLACES", "matching", "remove", "write"]

GIVEN = "SELECT key::bigint, value::double precision AS relevance FROM jsonb_each_text(%s::jsonb)"

LAST = (1 << 63) - 1  # greater than any key
BLOCK = 47  # bits of a key: a block is of 97 days. Migration 0004 knows of it, too.
MOST_PLACES = 200  # of one word: the server keeps 255
GAP = 10  # between runs, so that no phrase begins in one and ends in another
DIVIDED_BY_LENGTH = 1  # by 1 + its logarithm


def write(texts: Iterable[Text]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_text (key, words, pairs) VALUES (%s, %s::tsvector, %s::integer[]) "
            "ON CONFLICT (key) DO UPDATE SET words = excluded.words, pairs = excluded.pairs",
            [(text.key, _vector(text), _pairs(text.runs)) for text in texts],
        )


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE key = ANY(%s)", [list(keys)])


def matching(plan: Plan, *, ranked: bool = False) -> tuple[str, list[Any]]:
    question = " & ".join(map(_loosely, plan.required))
    if plan.excluded:
        question = f"{question} & !({' | '.join(map(_clause, plan.excluded))})"
    phrases = [match for clause in plan.required for match in _phrases(clause)]
    pairs = _pairs(match.words[:-1] if match.begun else match.words for match in phrases)
    longer = " & ".join(_match(match) for match in phrases if match.begun or len(match.words) > 2)
    below = LAST if plan.below is None else plan.below
    newest = (
        "SELECT key, 1.0 AS relevance FROM search_newest(%s::tsquery, %s::integer[], %s::tsquery, "
        "%s, (SELECT max(key) FROM search_text WHERE key < %s), %s)"
    )
    asked = [question, pairs, longer or None, below, below]
    if not ranked:
        return newest, asked
    return (
        f"SELECT text.key, ts_rank(text.words, %s::tsquery, {DIVIDED_BY_LENGTH}) AS relevance "  # noqa: S608
        f"FROM ({newest}) AS newest JOIN search_text AS text ON text.key = newest.key"
    ), [" & ".join(map(_clause, plan.required)), *asked]


def _vector(text: Text) -> str:
    """Written out: https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    places: dict[str, list[str]] = {}
    place = 1
    for run in text.runs:
        for word in run:
            known = places.setdefault(word, [])
            if len(known) < MOST_PLACES:
                known.append(str(place))
            place += 1
        place += GAP
    written = [f"{_quoted(word)}:{','.join(known)}" for word, known in places.items()]
    return " ".join([*written, *map(_quoted, text.tags), f"_b{text.key >> BLOCK}"])


def _pairs(runs: Iterable[Sequence[str]]) -> list[int]:
    """Numbers of 32 bits of the words that follow one another: hardly two pairs share one."""
    return list(
        {
            crc32(f"{one} {other}".encode()) - (1 << 31)
            for run in runs
            for one, other in pairwise(run)
        }
    )


def _phrases(clause: Clause) -> Iterable[Match]:
    """Those that stand in whatever fulfils the clause."""
    if len(clause) == 1:
        yield from (match for match in clause[0] if len(match.words) > 1)


def _loosely(clause: Clause) -> str:
    """Of phrases only that all their words are there, which the index knows."""
    if not any(_phrases(clause)):
        return _clause(clause)
    return " & ".join(
        _match(Match((word,), match.begun and number == len(match.words)))
        for match in clause[0]
        for number, word in enumerate(match.words, 1)
    )


def _clause(clause: Clause) -> str:
    alternatives = (" & ".join(map(_match, group)) for group in clause)
    return "(" + " | ".join(f"({each})" for each in alternatives) + ")"


def _match(match: Match) -> str:
    return "(" + " <-> ".join(map(_quoted, match.words)) + (":*)" if match.begun else ")")


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
