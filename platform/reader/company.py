"""What is named together: who writes with whom, who writes on a topic, which topics go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model

from authors.models import Author
from reader.profiles import native_name
from reader.shelves import latest_naming
from renderings.languages import script_language

__all__ = ["NAMES", "Person", "named_with", "people_with"]

# Articles in which company is looked for: the latest, so that much costs no more than enough.
LATEST = 100
# What an author's name is made of, in the order of an index.
NAMES = ("family_name", "given_name", "name_order", "suffix", "native_name", "slug")

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Person:
    """A name, and where it leads. ``together`` is the number of articles that name both."""

    slug: str
    name: str
    native_name: str
    native_language: str
    together: int


def people_with(row: Model, *, number: int) -> list[Person]:
    """Those who signed most of what names this author, topic or region, an author not among his
    own company: one query."""
    return [
        Person(
            slug=author.slug,
            name=author.display_name,
            native_name=(native := native_name(author)),
            native_language=script_language(native, ""),
            together=together,
        )
        for author, together in named_with(row, Author, *NAMES, number=number)
    ]


def named_with(row: Model, model: type[Row], *columns: str, number: int) -> list[tuple[Row, int]]:
    """The authors, topics or regions that most of the articles naming ``row`` name, too, each
    with how many; itself not among them. Of each only these columns are loaded. One query.
    """
    articles = latest_naming(row, LATEST).values("article")
    found = model._default_manager.filter(
        appearances__current=True, appearances__article__in=articles
    )
    if isinstance(row, model):
        found = found.exclude(pk=row.pk)
    counted = found.only(*columns).annotate(together=Count("appearances"))
    rows = counted.order_by("-together", *columns)[:number]
    return [(each, each.together) for each in rows]  # type: ignore[attr-defined]
