"""What stands in which file of the sitemap.

A file holds the rows of a range of keys, so it costs what it holds, wherever it stands, and files
that are full hardly ever change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, Model, QuerySet
from django.urls import reverse

from authors.models import Author
from feeds.subjects import absolute, addresses
from feeds.tombstones import withdrawn
from publication.models import Issue, PlainPage, Region, Section, Topic
from record import listings
from record.document import Photograph
from record.listings import public
from record.models import Appearance, PublishedArticle
from record.translations import Article, Languages, languages_of
from renderings.addresses import Addresses
from renderings.pictures import best
from renderings.sitemap import Page

__all__ = [
    "PART_SIZE",
    "article_parts",
    "articles",
    "author_parts",
    "authors",
    "directory",
    "site_pages",
]

PART_SIZE = 2_000  # keys in one file, which makes about a megabyte
LISTS = ("articles", "authors", "topics", "regions", "issues", "corrections", "accessibility")


def article_parts() -> dict[int, datetime]:
    """The files that are not empty, with when each last changed: two queries, read from indexes.

    A withdrawal changes a file, too, though what is withdrawn isn't in it.
    """
    rows = _numbered(PublishedArticle.objects.all()).annotate(at=Max("modified"), n=Count("pk"))
    gone = _numbered(withdrawn()).annotate(n=Count("pk"))
    empty = {(row["part"], row["n"]) for row in gone}
    return {row["part"]: row["at"] for row in rows if (row["part"], row["n"]) not in empty}


def author_parts() -> list[int]:
    """The files that are not empty: one query."""
    return [row["part"] for row in _numbered(public(Author)).annotate(n=Count("pk"))]


def _numbered(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Grouped by the file they are in, the first first."""
    part = ExpressionWrapper((F("pk") - 1) / PART_SIZE + 1, output_field=BigIntegerField())
    return rows.order_by().annotate(part=part).values("part").order_by("part")


def _within(rows: QuerySet[Any], part: int) -> QuerySet[Any]:
    return rows.filter(pk__gt=(part - 1) * PART_SIZE, pk__lte=part * PART_SIZE).order_by("pk")


def site_pages() -> Iterator[Page]:
    """The pages there always are, and the review's own: one query."""
    yield Page(addresses().home())
    yield Page(addresses().about())
    for name in LISTS:
        yield Page(absolute(reverse(f"reader:{name}")))
    for slug in PlainPage.objects.public().values_list("slug", flat=True):
        yield Page(absolute(reverse("reader:page", args=[slug])))


def directory() -> Iterator[Page]:
    """The sections, topics, regions and issues that articles name: four queries."""
    at = addresses()
    kinds: tuple[tuple[type[Model], Callable[[str], str]], ...] = (
        (Section, at.section),
        (Topic, at.topic),
        (Region, at.region),
        (Issue, at.issue),
    )
    for model, address in kinds:
        for slug in public(model).order_by("pk").values_list("slug", flat=True):
            yield Page(address(slug))


def authors(part: int) -> Iterator[Page]:
    """The authors in one file: one query."""
    at = addresses()
    for slug in _within(public(Author), part).values_list("slug", flat=True):
        yield Page(at.author(slug))


def articles(part: int) -> Iterator[Page]:
    """The articles in one file, with their photos and translations: five queries."""
    columns = ("pk", "slug", "language", "translation_of", "modified")
    rows = list(_within(listings.articles(), part).values_list(*columns))
    some = [Article(*row) for *row, _ in rows]
    images, languages = _images(part), languages_of(some)
    at = addresses()
    for article, (*_, modified) in zip(some, rows, strict=True):
        yield Page(
            at.article(article.slug),
            modified,
            images=tuple(images.get(article.pk, ())),
            **_alternates(languages.get(article.pk), at),
        )


def _alternates(languages: Languages | None, at: Addresses) -> dict[str, Any]:
    if languages is None:
        return {}
    return {
        "alternates": tuple((tag, at.article(slug)) for tag, slug in languages.each),
        "default": at.article(languages.original),
    }


def _images(part: int) -> Mapping[int, Iterable[str]]:
    """The addresses of the photos that each article shows now: one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    at = addresses()
    shown = Appearance.objects.filter(
        current=True,
        photo__isnull=False,
        article__gt=(part - 1) * PART_SIZE,
        article__lte=part * PART_SIZE,
    )
    columns = ("article_id", "photo__sha256", "photo__width", "photo__height")
    for article, sha256, width, height in shown.order_by("pk").values_list(*columns):
        photo = Photograph(sha256, width, height, alt_text="", credit_line="")
        found[article].append(best(photo, at)[0])
    return found
