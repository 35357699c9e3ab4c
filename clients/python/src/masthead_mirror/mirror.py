"""The copy: a SQLite file with the articles, and the place up to which the stream was followed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from masthead_mirror.stream import Page

__all__ = ["Article", "Mirror", "WrongFile"]

FORM = 1  # of the tables, in the file's user_version
TABLES = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    first_published TEXT NOT NULL,
    published TEXT NOT NULL,
    number INTEGER NOT NULL,
    retracted INTEGER NOT NULL,
    licence TEXT NOT NULL,
    doi TEXT NOT NULL,
    round INTEGER NOT NULL, -- how often the stream had been begun anew when it was last told
    json TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS article_latest ON article (first_published);
CREATE INDEX IF NOT EXISTS article_slug ON article (slug);
CREATE TABLE IF NOT EXISTS place (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    site TEXT NOT NULL,
    since TEXT NOT NULL,
    round INTEGER NOT NULL
);
"""


class WrongFile(Exception):
    """The file is no mirror, or one of another publication. The message says which."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands. ``content`` is all that the API tells of it."""

    id: str
    slug: str
    title: str
    content: Mapping[str, Any]


class Mirror:
    """The mirror in a file, which is made if it is not there. Raises ``WrongFile``."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            self._database = sqlite3.connect(self.path, timeout=20, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=FULL")
            [form] = self._database.execute("PRAGMA user_version").fetchone()
            if form not in (0, FORM):
                raise WrongFile(f"{self.path} was made by a newer masthead-mirror.")
            if form == 0:
                self._make()
        except sqlite3.DatabaseError as error:
            raise WrongFile(f"{self.path} can't be used: {error}") from error

    def _make(self) -> None:
        [others] = self._database.execute(
            "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'article%' "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'place'"
        ).fetchone()
        if others:
            raise WrongFile(f"{self.path} holds something else.")
        self._database.executescript(f"BEGIN;{TABLES}PRAGMA user_version={FORM};COMMIT;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._database.close()

    # --- what is in it ------------------------------------------------------------------------

    def articles(self) -> Iterator[Article]:
        """Every article, the latest first."""
        rows = self._database.execute(
            "SELECT id, slug, title, json FROM article ORDER BY first_published DESC, id"
        )
        for identifier, slug, title, text in rows:
            yield Article(identifier, slug, title, json.loads(text))

    def article(self, identifier: str) -> Article | None:
        """The article with that ``id``, if it may be carried."""
        row = self._database.execute(
            "SELECT id, slug, title, json FROM article WHERE id = ?", (identifier,)
        ).fetchone()
        return Article(row[0], row[1], row[2], json.loads(row[3])) if row else None

    def __len__(self) -> int:
        [count] = self._database.execute("SELECT count(*) FROM article").fetchone()
        return int(count)

    # --- how it is kept -----------------------------------------------------------------------

    def since(self, site: str) -> str:
        """The place up to which it holds that publication; ``""`` at the beginning.

        Raises ``WrongFile`` if it is a mirror of another one.
        """
        row = self._database.execute("SELECT site, since FROM place").fetchone()
        if row is None:
            return ""
        if row[0] != site:
            raise WrongFile(f"{self.path} is a mirror of {row[0]}. Take another file for {site}.")
        return str(row[1])

    def take(self, page: Page, site: str) -> None:
        """Bring in a page of the stream: all of it and its place, or, if killed, nothing."""
        execute = self._database.execute
        execute("BEGIN IMMEDIATE")
        try:
            execute("INSERT OR IGNORE INTO place VALUES (1, ?, '', 0)", (site,))
            [now] = execute("SELECT round FROM place").fetchone()
            for entry in page.entries:
                if entry.article is None:
                    execute("DELETE FROM article WHERE id = ?", (entry.id,))
                else:
                    execute(
                        "REPLACE INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                        _row(entry.id, entry.article, now),
                    )
            execute("UPDATE place SET since = ?", (page.next,))
            if not page.more:
                # What was not told again since the beginning was begun anew is no longer there.
                execute("DELETE FROM article WHERE round < (SELECT round FROM place)")
            execute("COMMIT")
        except BaseException:
            execute("ROLLBACK")
            raise

    def begin_again(self) -> None:
        """Forget the place, and keep the articles until the stream has been told anew."""
        self._database.execute("UPDATE place SET since = '', round = round + 1")


def _row(identifier: str, article: Mapping[str, Any], number: int) -> tuple[Any, ...]:
    licence = article.get("licence") or {}
    return (
        identifier,
        article["slug"],
        article["title"],
        article["language"],
        article["first_published"],
        article["published"],
        article["number"],
        bool(article.get("retracted")),
        licence.get("spdx", ""),
        article.get("doi", ""),
        number,
        json.dumps(article, ensure_ascii=False),
    )
