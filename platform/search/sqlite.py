"""Full text on SQLite: FTS5, which only splits at the spaces between words we have cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from search.planning import Clause, Match, Place, Plan

__all__ = ["TEXTS", "matching", "remove", "write"]

COLUMNS = ("title", "heading", "people", "body")
PLACES: dict[Place, str] = {
    "anywhere": "",
    "above": "{title heading people} : ",
    "title": "title : ",
}
# What a word counts in each column and, last, among the tags.
WEIGHTS = "12.0, 5.0, 6.0, 1.0, 0.0"


TEXTS = "JOIN search_indexedtext AS text ON text.key = found.key"


def write(texts: Iterable[tuple[int, dict[str, list[str]], tuple[str, ...]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO search_text (rowid, title, heading, people, body, tags) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            [
                (key, *(" ".join(words[column]) for column in COLUMNS), " ".join(tags))
                for key, words, tags in texts
            ],
        )


def remove(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(key,) for key in keys])


def matching(plan: Plan, *, place: Place, ranked: bool) -> tuple[str, list[Any]]:
    """bm25() is the smaller the better, so it is turned round."""
    below = "" if plan.below is None else "AND rowid < %s "
    relevance = f"-bm25(search_text, {WEIGHTS})" if ranked else "1.0"
    statement = (
        f"SELECT rowid AS key, {relevance} AS relevance FROM search_text "  # noqa: S608
        f"WHERE search_text MATCH %s {below}ORDER BY rowid DESC LIMIT %s"
    )
    expression = _expression(plan, PLACES[place])
    return statement, [expression, *([] if plan.below is None else [plan.below])]


def _expression(plan: Plan, place: str) -> str:
    """FTS5's own language; https://sqlite.org/fts5.html#full_text_query_syntax."""
    required = " AND ".join(_clause(clause, place) for clause in plan.required)
    if not plan.excluded:
        return required
    excluded = " OR ".join(_clause(clause, "") for clause in plan.excluded)
    return f"({required}) NOT ({excluded})"


def _clause(clause: Clause, place: str) -> str:
    alternatives = (" AND ".join(_match(match, place) for match in group) for group in clause)
    return "(" + " OR ".join(f"({each})" for each in alternatives) + ")"


def _match(match: Match, place: str) -> str:
    phrase = f'"{" ".join(match.words)}"{" *" if match.begun else ""}'
    return phrase if match.words[0].startswith("_") else f"{place}{phrase}"
