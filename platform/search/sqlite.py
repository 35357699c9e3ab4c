"""Full text on SQLite: FTS5, which only splits at the spaces between words we have cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from search.composing import Text
from search.planning import Clause, Match, Plan

__all__ = ["GIVEN", "matching", "remove", "write"]

GIVEN = "SELECT CAST(key AS INTEGER) AS key, value AS relevance FROM json_each(%s)"
BETWEEN = " _ "  # two runs: a word that no phrase has


def write(texts: Iterable[Text]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO search_text (rowid, words, tags) VALUES (%s, %s, %s)",
            [
                (text.key, BETWEEN.join(map(" ".join, text.runs)), " ".join(text.tags))
                for text in texts
            ],
        )


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(key,) for key in keys])


def matching(plan: Plan, *, ranked: bool = False) -> tuple[str, list[Any]]:
    """bm25() is the smaller the better, so it is turned round."""
    below = "" if plan.below is None else "AND rowid < %s "
    relevance = "-bm25(search_text)" if ranked else "1.0"
    statement = (
        f"SELECT rowid AS key, {relevance} AS relevance FROM search_text "  # noqa: S608
        f"WHERE search_text MATCH %s {below}ORDER BY rowid DESC LIMIT %s"
    )
    return statement, [_expression(plan), *([] if plan.below is None else [plan.below])]


def _expression(plan: Plan) -> str:
    """FTS5's own language; https://sqlite.org/fts5.html#full_text_query_syntax."""
    required = " AND ".join(map(_clause, plan.required))
    if not plan.excluded:
        return required
    return f"({required}) NOT ({' OR '.join(map(_clause, plan.excluded))})"


def _clause(clause: Clause) -> str:
    alternatives = (" AND ".join(map(_match, group)) for group in clause)
    return "(" + " OR ".join(f"({each})" for each in alternatives) + ")"


def _match(match: Match) -> str:
    return f'"{" ".join(match.words)}"{" *" if match.begun else ""}'
