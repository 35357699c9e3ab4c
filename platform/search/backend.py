"""The database's own full-text search, chosen by its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from search import postgresql, sqlite
from search.planning import Place, Plan

__all__ = ["Backend", "Candidate", "backend", "candidates"]


class Backend(Protocol):
    """What ``search.sqlite`` and ``search.postgresql`` do."""

    @property
    def TEXTS(self) -> str:  # noqa: N802  a constant of each module
        """SQL that joins the rows of the index as ``text`` to ``found`` by ``key``."""

    def write(self, texts: Iterable[tuple[int, dict[str, list[str]], tuple[str, ...]]]) -> None:
        """Index texts by key, with the words of each column and the tags; replaces them."""

    def remove(self, keys: Sequence[int]) -> None:
        """Take texts out of the index."""

    def matching(self, plan: Plan, *, place: Place, ranked: bool) -> tuple[str, list[Any]]:
        """SQL, with its parameters, of ``key`` and ``relevance`` of the newest that fulfil the
        plan with what is required standing at that place; its last parameter is how many. Where
        nothing is to be ranked, the relevance of all is 1."""


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
    "SELECT found.key, text.article_id, text.tags, found.relevance * text.weight FROM ({found}) "
    "AS found {texts} "
    "JOIN record_publishedarticle AS article ON article.id = text.article_id "
    "AND article.current_id = text.version_id AND article.status <> 'withdrawn'"
)


def candidates(
    plan: Plan, *, place: Place = "anywhere", ranked: bool = False, limit: int
) -> list[Candidate]:
    """The newest texts that fulfil a plan, the newest first: one query."""
    if plan.impossible:
        return []
    found, parameters = backend().matching(plan, place=place, ranked=ranked)
    with connection.cursor() as cursor:
        statement = _READABLE.format(found=found, texts=backend().TEXTS)
        cursor.execute(statement, [*parameters, limit])
        rows = [Candidate(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda found: -found.key)
