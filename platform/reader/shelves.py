"""Articles in lists, read straight from the part of the index that holds them and no others.

A list of what names something is ordered by the index's own columns: so a page of a section with
twenty thousand articles costs what one of a section with twenty costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from publication.models import Section
from reader.paging import PAGE_SIZE, Order, Page, Place, page_of
from reader.tallies import Span
from record.listings import INDEX_ORDER, articles, naming
from record.models import Appearance, PublishedArticle

__all__ = ["every_article", "latest_naming", "latest_of_each", "those_between", "those_naming"]

ORDER = Order("first_published", "pk")
OF_INDEX = Order(*INDEX_ORDER)


def every_article(begin: Place | None) -> Page[PublishedArticle]:
    """A page of all articles, latest first: one query."""
    return page_of(articles(), ORDER, begin)


def those_naming(
    row: Model, begin: Place | None, *, size: int = PAGE_SIZE
) -> Page[PublishedArticle]:
    """A page of the articles whose current version names this author, term or issue: one query."""
    return page_of(articles(), ORDER, begin, columns=OF_INDEX, within=_naming(row), size=size)


def latest_naming(row: Model, number: int) -> QuerySet[Appearance]:
    """Where the latest so many articles that name this author, term or issue name it."""
    named = {"current": True, str(row._meta.model_name): row}
    return Appearance.objects.filter(**named).order_by("-first_published", "-article")[:number]


def those_between(span: Span, begin: Place | None) -> Page[PublishedArticle]:
    """A page of the articles that first appeared in that span, latest first: one query."""
    since, before = span
    return page_of(articles(since=since, before=before), ORDER, begin)


def latest_of_each(
    sections: Iterable[Section], *, number: int, besides: Collection[int]
) -> list[PublishedArticle]:
    """So many of each section, besides those with these keys; latest first: one query."""
    shelves = [
        articles().order_by().filter(pk__in=_latest(section, number, besides))
        for section in sections
    ]
    if not shelves:
        return []
    first, *others = shelves
    # Sections have no article in common, so nothing is found twice.
    found = first.union(*others, all=True)
    return sorted(found, key=lambda row: (row.first_published, row.pk), reverse=True)


def _latest(section: Section, number: int, besides: Collection[int]) -> QuerySet[Any, Any]:
    own = articles().filter(_naming(section)).exclude(pk__in=besides)
    return own.order_by(*OF_INDEX.latest_first).values("pk")[:number]


def _naming(row: Model) -> Q:
    return naming(str(row._meta.model_name), row)
