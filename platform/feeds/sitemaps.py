"""The sitemaps: everything public, in one file or in an index of files."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from feeds import mapping
from feeds.answers import answered, telling
from feeds.subjects import absolute
from renderings import sitemap as rendering
from renderings.sitemap import Page

__all__ = ["articles_part", "authors_part", "directory_part", "sitemap"]

XML = "application/xml; charset=utf-8"


@telling
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """One file while everything fits into it, else an index of files."""
    articles, authors = mapping.article_parts(), mapping.author_parts()
    if len(articles) <= 1 and len(authors) <= 1:
        pages = [
            *mapping.site_pages(),
            *(page for part in articles for page in mapping.articles(part)),
            *mapping.directory(),
            *(page for part in authors for page in mapping.authors(part)),
        ]
        return _urlset(request, pages)
    files = [
        *((reverse("feeds:sitemap-articles", args=[part]), at) for part, at in articles.items()),
        *((reverse("feeds:sitemap-authors", args=[part]), None) for part in authors),
        (reverse("feeds:sitemap-directory"), None),
    ]
    lines = [(absolute(path), at) for path, at in files]
    return answered(
        request, lambda: rendering.index(lines), content_type=XML, depends_on=("index", lines)
    )


@telling
def articles_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """The articles in the order they came, with their photos and translations."""
    return _part(request, mapping.articles(part))


@telling
def authors_part(request: HttpRequest, part: int) -> HttpResponseBase:
    """The authors' pages."""
    return _part(request, mapping.authors(part))


@telling
def directory_part(request: HttpRequest) -> HttpResponseBase:
    """What there is little of: the site's own pages, sections, topics, regions and issues."""
    return _urlset(request, [*mapping.site_pages(), *mapping.directory()])


def _part(request: HttpRequest, pages: Iterable[Page]) -> HttpResponseBase:
    pages = list(pages)
    if not pages:
        raise Http404
    return _urlset(request, pages)


def _urlset(request: HttpRequest, pages: list[Page]) -> HttpResponseBase:
    return answered(
        request,
        lambda: rendering.urlset(pages),
        content_type=XML,
        depends_on=(pages, settings.SITE_URL),
    )
