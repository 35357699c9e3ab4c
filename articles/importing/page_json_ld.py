"""What a page says of its article in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.body.characters import collapse, without_forbidden
from articles.importing.bylines import by_line
from articles.importing.manuscript import ByLine
from articles.importing.page_tree import PageElement
from authors.identifiers import InvalidOrcid, normalise_orcid

__all__ = ["ArticleData", "article_data"]

LARGEST = 500_000  # characters of one block
MOST_AUTHORS = 50

_ARTICLE = re.compile(r"\w*Article|BlogPosting|Report|OpinionNewsArticle|Review|CreativeWork")


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The properties of an article; each is text, empty where not stated."""

    values: dict[str, Any]

    def text(self, *path: str) -> str:
        """The text at a path of properties, of the first if there are several."""
        value: Any = self.values
        for name in path:
            value = value[0] if isinstance(value, list) and value else value
            value = value.get(name) if isinstance(value, dict) else None
        return _text(value)

    def texts(self, name: str) -> list[str]:
        value = self.values.get(name)
        if isinstance(value, str):
            return [part for part in map(_text, value.split(",")) if part]
        return [text for text in map(_text, value if isinstance(value, list) else []) if text]

    def authors(self) -> tuple[ByLine, ...]:
        value = self.values.get("author")
        people = value if isinstance(value, list) else [value]
        return tuple(filter(None, map(_author, people[:MOST_AUTHORS])))


def article_data(page: PageElement) -> ArticleData:
    """The first article described in the page's JSON-LD; broken blocks are passed over."""
    for script in page.find("script"):
        if script.get("type").lower() == "application/ld+json":
            for thing in _things(_loaded(script)):
                if any(_ARTICLE.fullmatch(kind) for kind in _kinds(thing)):
                    return ArticleData(thing)
    return ArticleData({})


def _loaded(script: PageElement) -> Any:
    source = "".join(child for child in script.children if isinstance(child, str))
    if len(source) > LARGEST:
        return None
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(data: Any) -> Iterator[dict[str, Any]]:
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (t for t in graph if isinstance(t, dict)) if isinstance(graph, list) else ()


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    return collapse(without_forbidden(value)).strip() if isinstance(value, str) else ""


def _author(value: Any) -> ByLine | None:
    person = ArticleData(value if isinstance(value, dict) else {"name": value})
    name = person.text("name")
    if not name or name.startswith("http") or len(name) > 200:
        return None
    if "Organization" in _kinds(person.values):
        return ByLine(name=name, collective=True)
    line = by_line(name, position=person.text("jobTitle"), institution=person.text("affiliation"))
    addresses = (person.text("sameAs"), person.text("identifier"), person.text("@id"))
    orcid = next(filter(None, map(_orcid, addresses)), "")
    return ByLine(
        name=line.name,
        native_name=line.native_name or person.text("alternateName"),
        position=line.position,
        institution=line.institution,
        orcid=orcid,
        collective=line.collective,
    )


def _orcid(text: str) -> str:
    if "orcid.org" not in text:
        return ""
    try:
        return normalise_orcid(text)
    except InvalidOrcid:
        return ""
