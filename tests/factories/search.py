"""Searching, as outlets do it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from record.document import Document, Paragraph, Run
from search import finding
from search.query import parse


@pytest.fixture
def search() -> Callable[..., finding.Page]:
    """`search("strait tolls", order="newest", size=5)`: a page of what is found."""

    def ask(text: str, **wishes: Any) -> finding.Page:
        return finding.find(parse(text), **{"now": datetime(2027, 1, 1, tzinfo=UTC), **wishes})

    return ask


@pytest.fixture
def found(search: Callable[..., finding.Page]) -> Callable[..., list[str]]:
    """`found("strait tolls")`: the slugs of the articles, the best first."""

    def slugs(text: str, **wishes: Any) -> list[str]:
        return [hit.article.slug for hit in search(text, **wishes).hits]

    return slugs


@pytest.fixture
def make_text(make_public: Callable[..., Document]) -> Callable[..., Document]:
    """`make_text("the-slug", "A body.", title=…)`: publish an article with that text."""

    def make(slug: str, body: str = "Nothing more.", **fields: Any) -> Document:
        plain = {"title": "Untitled", "standfirst": "", "body": (Paragraph((Run(body),)),)}
        return make_public(slug=slug, **{**plain, **fields})

    return make
