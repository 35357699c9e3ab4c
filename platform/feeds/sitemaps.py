"""The sitemap: everything public, with the day it last changed where that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import escape

from authors.models import Author
from feeds.answers import answered, telling
from publication.models import Issue, Region, Section, Topic
from record.listings import articles, public
from record.summary import instant
from renderings.addresses import Addresses

__all__ = ["PART_SIZE", "articles_part", "directory_part", "sitemap"]

PART_SIZE = 5_000  # articles in one file
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

Line = tuple[str, datetime | None]


@telling
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """One file while the articles fit into it, else an index of files."""
    count = articles().count()
    if count <= PART_SIZE:
        return _answer(request, "urlset", "url", [*_pages(), *_articles(1), *_directory()])
    parts = [
        reverse("feeds:sitemap-articles", args=[part + 1]) for part in range(-(-count // PART_SIZE))
    ]
    addresses = [*parts, reverse("feeds:sitemap-directory")]
    lines = [(f"{settings.SITE_URL}{address}", None) for address in addresses]
    return _answer(request, "sitemapindex", "sitemap", lines)


@telling
def articles_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """The articles in the order they came, so that full files hardly ever change."""
    lines = list(_articles(part))
    if not lines:
        raise Http404
    return _answer(request, "urlset", "url", lines)


@telling
def directory_part(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, "urlset", "url", [*_pages(), *_directory()])


def _pages() -> Iterator[Line]:
    addresses = Addresses(settings.SITE_URL)
    yield addresses.home(), None
    yield addresses.about(), None
    for name in ("articles", "authors", "topics", "regions", "issues", "corrections"):
        yield f"{settings.SITE_URL}{reverse(f'reader:{name}')}", None


def _articles(part: int) -> Iterator[Line]:
    addresses = Addresses(settings.SITE_URL)
    rows = articles().order_by("pk").values_list("slug", "modified")
    for slug, modified in rows[(part - 1) * PART_SIZE : part * PART_SIZE]:
        yield addresses.article(slug), modified


def _directory() -> Iterator[Line]:
    addresses = Addresses(settings.SITE_URL)
    kinds: tuple[tuple[type[Any], Callable[[str], str]], ...] = (
        (Author, addresses.author),
        (Section, addresses.section),
        (Topic, addresses.topic),
        (Region, addresses.region),
        (Issue, addresses.issue),
    )
    for model, address in kinds:
        for slug in public(model).order_by("pk").values_list("slug", flat=True):
            yield address(slug), None


def _answer(
    request: HttpRequest, root: str, element: str, lines: Iterable[Line]
) -> HttpResponseBase:
    lines = list(lines)
    return answered(
        request,
        lambda: _written(root, element, lines),
        content_type="application/xml; charset=utf-8",
        depends_on=(root, lines),
        last_modified=None,
    )


def _written(root: str, element: str, lines: Iterable[Line]) -> str:
    """The XML of sitemaps.org, protocol 0.9."""
    entries = "\n".join(f"<{element}>{_entry(*line)}</{element}>" for line in lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{XMLNS}">\n{entries}\n</{root}>\n'
    )


def _entry(address: str, modified: datetime | None) -> str:
    lastmod = f"<lastmod>{instant(modified)}</lastmod>" if modified else ""
    return f"<loc>{escape(address)}</loc>{lastmod}"
