"""Full text on PostgreSQL: vectors and queries written out, so that no dictionary changes a word.

Title, what stands below it, people and body have the labels A, B, C and D.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from search.planning import Clause, Match, Plan

__all__ = ["matching", "remove", "write"]

LABELS = {"title": "A", "heading": "B", "people": "C", "body": "D"}
WEIGHTS = "{0.1, 0.5, 0.4, 1.0}"  # of D, C, B and A
DIVIDED_BY_LENGTH = 1  # by 1 + its logarithm

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


def matching(plan: Plan, *, heading: bool) -> tuple[str, list[object]]:
    column = "heading" if heading else "everything"
    below = "" if plan.below is None else "AND key < %s "
    statement = (
        f"SELECT key, ts_rank('{WEIGHTS}', vector, %s::tsquery, {DIVIDED_BY_LENGTH}) AS relevance "  # noqa: S608
        f"FROM (SELECT key, {column} AS vector FROM search_text WHERE {column} @@ %s::tsquery "
        f"{below}ORDER BY key DESC LIMIT %s) AS newest"
    )
    question = _question(plan)
    return statement, [question, question, *([] if plan.below is None else [plan.below])]


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


def _question(plan: Plan) -> str:
    required = [_clause(clause) for clause in plan.required]
    return " & ".join([*required, *(f"!{_clause(clause)}" for clause in plan.excluded)])


def _clause(clause: Clause) -> str:
    alternatives = (" & ".join(map(_match, group)) for group in clause)
    return "(" + " | ".join(f"({each})" for each in alternatives) + ")"


def _match(match: Match) -> str:
    *others, last = map(_quoted, match.words)
    return "(" + " <-> ".join([*others, f"{last}:*" if match.begun else last]) + ")"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
