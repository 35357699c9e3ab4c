"""The database's own full-text search, chosen by its kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from search import postgresql, sqlite
from search.composing import Text
from search.planning import Plan

__all__ = ["Backend", "Candidate", "backend", "candidates", "newest", "readable"]


class Backend(Protocol):
    """What ``search.sqlite`` and ``search.postgresql`` do."""

    @property
    def GIVEN(self) -> str:  # noqa: N802  a constant of each module
        """SQL of ``key`` and ``relevance`` from a JSON object of both."""

    def write(self, texts: Iterable[Text]) -> None:
        """Index texts by their keys; replaces them."""

    def remove(self, keys: Sequence[int]) -> None:
        """Take texts out of the index."""

    def matching(self, plan: Plan, *, ranked: bool = False) -> tuple[str, list[Any]]:
        """SQL, with its parameters, of ``key`` and ``relevance`` of the newest that fulfil the
        plan, the newest first; its last parameter is how many. The relevance is the database's own
        measure, or 1."""


def backend() -> Backend:
    return postgresql if connection.vendor == "postgresql" else sqlite


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that fulfils a plan. ``relevance`` is greater for the better one."""

    key: int
    article: int
    tags: str
    relevance: float


# A row of the index counts only while it is of the current version of a readable article: what was
# withdrawn or corrected a moment ago is missing until it is indexed, rather than found as it was.
_READABLE = (
    "SELECT text.key, text.article_id, text.tags, found.relevance * text.weight "
    "FROM ({found}) AS found JOIN search_indexedtext AS text ON text.key = found.key "
    "JOIN record_publishedarticle AS article ON article.id = text.article_id "
    "AND article.current_id = text.version_id AND article.status <> 'withdrawn'"
)


def newest(plans: Sequence[Plan], *, limit: int) -> list[list[int]]:
    """For each plan the keys of the newest texts that fulfil it, in any order: one query."""
    asked = [
        (number, *backend().matching(plan))
        for number, plan in enumerate(plans)
        if not plan.impossible
    ]
    found: list[list[int]] = [[] for _ in plans]
    if asked:
        each = (
            f"SELECT {number} AS plan, key FROM ({statement}) AS found_{number}"  # noqa: S608
            for number, statement, _ in asked
        )
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(each),
                [value for _, _, parameters in asked for value in (*parameters, limit)],
            )
            for number, key in cursor.fetchall():
                found[number].append(key)
    return found


def readable(relevances: Mapping[int, float]) -> list[Candidate]:
    """Those of the texts, by their keys, that may be shown now, the newest first: one query."""
    return _readable(backend().GIVEN, [json.dumps(relevances)]) if relevances else []


def candidates(plan: Plan, *, ranked: bool = False, limit: int) -> list[Candidate]:
    """The newest texts that fulfil a plan, the newest first: one query.

    ``ranked``: with the database's own measure, which reads all texts that have the words.
    """
    if plan.impossible:
        return []
    statement, parameters = backend().matching(plan, ranked=ranked)
    return _readable(statement, [*parameters, limit])


def _readable(found: str, parameters: Sequence[Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(_READABLE.format(found=found), parameters)
        rows = [Candidate(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda found: -found.key)
