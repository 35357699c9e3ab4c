"""Full text on PostgreSQL: vectors and queries written out, so that no dictionary changes a word.

Title, what stands below it, people and body have the labels A, B, C and D.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from search.planning import Clause, Match, Place, Plan

__all__ = ["TEXTS", "matching", "remove", "write"]

LABELS = {"title": "A", "heading": "B", "people": "C", "body": "D"}
WEIGHTS = "{0.1, 0.5, 0.4, 1.0}"  # of D, C, B and A
DIVIDED_BY_LENGTH = 1  # by 1 + its logarithm

LAST = (1 << 63) - 1  # greater than any key

# Otherwise the planner would read all rows of the table in the order of their keys beside these.
TEXTS = (
    "CROSS JOIN LATERAL (SELECT key, article_id, version_id, weight, tags FROM search_indexedtext "
    "WHERE key = found.key OFFSET 0) AS text"
)

MOST_PLACES = 200  # of one word: the server keeps 255
GAP = 10  # between columns, so that no phrase begins in one and ends in another


def write(texts: Iterable[tuple[int, dict[str, list[str]], tuple[str, ...]]]) -> None:
    rows = []
    for key, words, tags in texts:
        above = {column: words[column] for column in LABELS if column != "body"}
        rows.append((key, _vector(above, tags), _vector(words, tags)))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_text (key, heading, everything) "
            "VALUES (%s, %s::tsvector, %s::tsvector) ON CONFLICT (key) DO UPDATE "
            "SET heading = excluded.heading, everything = excluded.everything",
            rows,
        )


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_text WHERE key = ANY(%s)", [list(keys)])


def matching(plan: Plan, *, place: Place, ranked: bool) -> tuple[str, list[Any]]:
    column = "everything" if place == "anywhere" else "heading"
    required = " & ".join(_clause(each, "A" if place == "title" else "") for each in plan.required)
    excluded = " | ".join(_clause(each, "") for each in plan.excluded)
    question, condition = required, ""
    if excluded and place == "anywhere":
        question = f"{required} & !({excluded})"
    elif excluded:
        condition = "AND NOT everything @@ %s::tsquery "
    below = LAST if plan.below is None else plan.below
    if plan.of_phrases or condition:
        newest = (
            f"SELECT key, {column} AS vector FROM search_text "  # noqa: S608
            f"WHERE {column} @@ %s::tsquery AND key < %s {condition}ORDER BY key DESC LIMIT %s"
        )
    else:
        newest = f"SELECT * FROM search_newest_{column}(%s::tsquery, %s, %s)"  # noqa: S608
    relevance = f"ts_rank('{WEIGHTS}', vector, %s::tsquery, {DIVIDED_BY_LENGTH})"
    statement = (
        f"SELECT key, {relevance if ranked else '1.0'} AS relevance FROM ({newest}) AS newest"  # noqa: S608
    )
    parameters: list[Any] = [question, below, *([excluded] if condition else [])]
    return statement, [required, *parameters] if ranked else parameters


def _vector(words: dict[str, list[str]], tags: tuple[str, ...]) -> str:
    """Written out: https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    places: dict[str, list[str]] = {}
    place = 1
    for column, found in words.items():
        for word in found:
            known = places.setdefault(word, [])
            if len(known) < MOST_PLACES:
                known.append(f"{place}{LABELS[column]}")
            place += 1
        place += GAP
    written = [f"{_quoted(word)}:{','.join(known)}" for word, known in places.items()]
    return " ".join([*written, *map(_quoted, tags)])


def _clause(clause: Clause, label: str) -> str:
    alternatives = (" & ".join(_match(match, label) for match in group) for group in clause)
    return "(" + " | ".join(f"({each})" for each in alternatives) + ")"


def _match(match: Match, label: str) -> str:
    """Tags have no place, hence no label."""
    label = "" if match.words[0].startswith("_") else label
    *others, last = map(_quoted, match.words)
    ends = f"{last}:{'*' if match.begun else ''}{label}" if match.begun or label else last
    return (
        "(" + " <-> ".join([*(f"{word}:{label}" if label else word for word in others), ends]) + ")"
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
