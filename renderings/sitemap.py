"""Sitemaps (sitemaps.org, protocol 0.9) with Google's extensions for images and news.

One file holds at most 50,000 addresses and 50 MB, one news sitemap at most 1,000 articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from renderings.escaping import attributes
from renderings.syndication import DECLARATION, element, instant, optional

__all__ = ["MOST_NEWS", "News", "Page", "index", "news_language", "urlset"]

MOST_NEWS = 1_000

NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}
NEWS = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
SITEMAP = {"xmlns": NAMESPACES["xmlns"]}
DEFAULT = "x-default"


@dataclass(frozen=True, slots=True)
class News:
    """An article as Google News wants it: ``title`` as on its page, ``published`` first."""

    publication: str
    language: str
    published: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """An address with what is known of it. ``alternates`` are (language tag, address) of the
    page in every language, its own among them, ``default`` that for readers of any other."""

    address: str
    modified: datetime | None = None
    images: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    default: str = ""
    news: News | None = None


def urlset(pages: Iterable[Page], *, news: bool = False) -> str:
    """A sitemap; ``news`` says whether it is one of news."""
    return _file("urlset", (NEWS if news else {}) | NAMESPACES, map(_url, pages))


def index(files: Iterable[tuple[str, datetime | None]]) -> str:
    """An index of sitemaps: the address of each, and when it last changed."""
    return _file("sitemapindex", SITEMAP, (_located("sitemap", *each) for each in files))


def news_language(tag: str) -> str:
    """ISO 639 for a language tag, as Google News wants it: Chinese by script, others without."""
    language, *others = tag.lower().split("-")
    if language != "zh":
        return language
    traditional = not {"hant", "tw", "hk", "mo"}.isdisjoint(others)
    return "zh-tw" if traditional else "zh-cn"


def _file(root: str, namespaces: dict[str, str], entries: Iterable[str]) -> str:
    lines = "".join(f"{entry}\n" for entry in entries)
    return f"{DECLARATION}<{root}{attributes(**namespaces)}>\n{lines}</{root}>\n"


def _url(page: Page) -> str:
    inner = [
        *(_image(address) for address in page.images),
        *_alternates(page),
        *([_news(page.news)] if page.news else []),
    ]
    return _located("url", page.address, page.modified, inner)


def _located(name: str, address: str, modified: datetime | None, inner: Sequence[str] = ()) -> str:
    lastmod = optional("lastmod", instant(modified) if modified else "")
    return element(name, "", None, element("loc", address), *lastmod, *inner)


def _image(address: str) -> str:
    return element("image:image", "", None, element("image:loc", address))


def _alternates(page: Page) -> Iterable[str]:
    named = [*page.alternates, *([(DEFAULT, page.default)] if page.default else [])]
    for language, address in named:
        attrs: dict[str, str | int] = {"rel": "alternate", "hreflang": language, "href": address}
        yield element("xhtml:link", attrs=attrs)


def _news(news: News) -> str:
    publication = element(
        "news:publication",
        "",
        None,
        element("news:name", news.publication),
        element("news:language", news.language),
    )
    return element(
        "news:news",
        "",
        None,
        publication,
        element("news:publication_date", instant(news.published)),
        element("news:title", news.title),
    )
