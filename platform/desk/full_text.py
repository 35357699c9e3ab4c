"""The newsroom's full-text index, on SQLite and on PostgreSQL: words we have cut ourselves.

Its table ``desk_text`` is no model, for each database has a kind of its own (migration 0001). What
is newest comes first among equals: of a word that stands everywhere only the latest are weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from articles.models import Article
from search import words
from search.postgresql import GAP, MOST_PLACES

__all__ = ["Entry", "matching", "write"]

WEIGHED = 500  # articles, the latest, whose relevance is compared
LONGEST_QUESTION = 200  # characters
MOST_WORDS = 12
LAST_PLACE = 16_383  # in a vector of PostgreSQL


@dataclass(frozen=True)
class Entry:
    """The texts under which an article is found, the weightiest first."""

    article: int
    title: str
    byline: str
    body: str

    @property
    def columns(self) -> tuple[str, str, str]:
        """The words of each text, with spaces between them."""
        texts = (self.title, self.byline, self.body)
        title, byline, body = (" ".join(words.indexed(text)) for text in texts)
        return title, byline, body


def write(entries: Iterable[Entry]) -> None:
    """Take up these articles, or take them up anew."""
    rows: list[tuple[int | str, ...]]
    if connection.vendor == "sqlite":
        rows = [(entry.article, *entry.columns) for entry in entries]
    else:
        rows = [(entry.article, _vector(entry)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE[connection.vendor], rows)


def matching(question: str, among: QuerySet[Article], *, limit: int) -> list[int]:
    """Primary keys of the articles with all words of the question, the last of which may be only
    begun; the best first."""
    asked = [
        words.of_piece(piece)[: -1 if piece.dense and len(piece.text) > 1 else None]
        for piece in words.pieces(question[:LONGEST_QUESTION])
    ][:MOST_WORDS]
    if not asked:
        return []
    expression = _EXPRESSIONS[connection.vendor](asked)
    allowed, values = among.order_by().values("pk").query.sql_with_params()
    statement = _FIND[connection.vendor].format(allowed=allowed)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(statement, [expression, *values, WEIGHED, limit])
        else:
            cursor.execute(statement, [expression, *values, WEIGHED, expression, limit])
        return [pk for (pk,) in cursor.fetchall()]


def _vector(entry: Entry) -> str:
    """Written out, for the server's own parser does not know letters in every locale:
    https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight, column in zip("ABD", entry.columns, strict=True):
        place += GAP
        for word in column.split():
            place = min(place + 1, LAST_PLACE)
            known = places.setdefault(word, [])
            if len(known) < MOST_PLACES:
                known.append(f"{place}{weight}")
    return " ".join(f"'{word}':{','.join(known)}" for word, known in places.items())


def _sqlite_expression(asked: Sequence[Sequence[str]]) -> str:
    """https://sqlite.org/fts5.html#full_text_query_syntax; words hold letters and digits only."""
    phrases = [f'"{" ".join(piece)}"' for piece in asked]
    return " AND ".join([*phrases[:-1], f"{phrases[-1]} *"])


def _postgresql_expression(asked: Sequence[Sequence[str]]) -> str:
    phrases = [" <-> ".join(f"'{word}'" for word in piece) for piece in asked]
    return " & ".join([*(f"({phrase})" for phrase in phrases[:-1]), f"({phrases[-1]}:*)"])


_EXPRESSIONS = {"sqlite": _sqlite_expression, "postgresql": _postgresql_expression}
_WRITE: dict[str, str] = {
    "sqlite": "INSERT OR REPLACE INTO desk_text (rowid, title, byline, body) "
    "VALUES (%s, %s, %s, %s)",
    "postgresql": "INSERT INTO desk_text (article, words) VALUES (%s, %s::tsvector) "
    "ON CONFLICT (article) DO UPDATE SET words = excluded.words",
}
_FIND: dict[str, str] = {
    # The smaller bm25() is, the better.
    "sqlite": "SELECT pk FROM (SELECT rowid AS pk, bm25(desk_text, 10.0, 5.0, 1.0) AS distance "
    "FROM desk_text WHERE desk_text MATCH %s AND rowid IN ({allowed}) "
    "ORDER BY rowid DESC LIMIT %s) ORDER BY distance, pk DESC LIMIT %s",
    "postgresql": "SELECT pk FROM (SELECT article AS pk, words FROM desk_text "
    "WHERE words @@ %s::tsquery AND article IN ({allowed}) "
    "ORDER BY article DESC LIMIT %s) AS latest "
    "ORDER BY ts_rank(words, %s::tsquery, 1) DESC, pk DESC LIMIT %s",
}
