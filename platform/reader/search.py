"""The search page: a form, what was found, and links that narrow it. No script is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from reader import answers
from reader.answers import reading
from reader.cards import Card, card
from reader.errors import Malformed
from reader.serial import serial
from search.finding import Cursor, Facet, Hit, MalformedCursor, Order, Page, find
from search.query import Filter, Query, parse
from search.snippets import marked

__all__ = ["search"]

KINDS = {
    "section": "Section",
    "topic": "Topic",
    "region": "Region",
    "author": "Author",
    "year": "Year",
    "language": "Language",
}
ORDERS: dict[Order, str] = {"relevance": "Best match", "newest": "Newest"}


@dataclass(frozen=True)
class Result:
    """A hit ready to be printed: what was asked for is marked in ``title`` and ``snippet``."""

    card: Card
    title: SafeString
    snippet: SafeString


@reading
def search(request: HttpRequest) -> HttpResponseBase:
    """Without ``q``, how to ask. A place that is none is a bad request; everything else is text."""
    query = parse(request.GET.get("q", ""))
    order: Order = "newest" if request.GET.get("order") == "newest" else "relevance"
    after = _after(request, order)
    page = find(query, now=timezone.now(), order=order, after=after)
    return answers.page(
        request,
        "reader/search.html",
        lambda: _context(query, order, page, first=after is None),
        serial=serial(),
        stamp=(str(query), query.shortened, order, after, _stamp(page)),
    )


def _after(request: HttpRequest, order: Order) -> Cursor | None:
    place = request.GET.get("after")
    if place is None:
        return None
    try:
        cursor = Cursor.read(place)
    except MalformedCursor:
        cursor = None
    if cursor is None or cursor.order != order:
        raise Malformed(
            "The part of the address behind “after=” does not name a place among these results."
        )
    return cursor


def _stamp(page: Page) -> tuple[object, ...]:
    """A hit is made of the query and the current version alone."""
    hits = [hit.article.state for hit in page.hits]
    return hits, page.next, page.total, page.exact, page.facets, page.suggestion


def _context(query: Query, order: Order, page: Page, *, first: bool) -> Mapping[str, Any]:
    text = str(query)
    return {
        "asked": text,
        "query": query,
        "page": page,
        "first": first,
        "results": [_result(hit, query) for hit in page.hits],
        "facets": _facets(query, order, page),
        "chosen": [
            (KINDS[each.kind], _named(each, page.facets), _at(query.without(each.kind, each.value)))
            for each in query.filters
        ],
        "orders": [(name, _at(query, each), each == order) for each, name in ORDERS.items()],
        "newest": order == "newest",
        "start": _at(query, order),
        "next": _at(query, order, page.next) if page.next else "",
        "suggestion": page.suggestion,
        "suggested": _at(parse(page.suggestion)),
        "any_word": _at(query.loosened) if query.loosened else "",
        "feed": f"{reverse('reader:search')}feed.",
        "feed_query": urlencode({"q": text}),
    }


def _result(hit: Hit, query: Query) -> Result:
    """Both texts were escaped by the search, which adds nothing but ``<mark>``."""
    shown = card(hit.article)
    title = mark_safe(marked(shown.title, query.words))
    return Result(shown, title, mark_safe(hit.snippet_html))


def _facets(
    query: Query, order: Order, page: Page
) -> list[tuple[str, str, list[tuple[Facet, str]]]]:
    """Kind, its name, and what narrows, with where it leads; nothing that all of them share."""
    shown = []
    for kind, name in KINDS.items():
        narrowing = [
            (each, _at(query.having(kind, each.value), order))
            for each in page.facets.get(kind, ())
            if each.count < page.total and not each.chosen
        ]
        if narrowing:
            shown.append((kind, name, narrowing))
    return shown


def _named(chosen: Filter, counted: Mapping[str, tuple[Facet, ...]]) -> str:
    """As the directory names it; else as it was typed."""
    names = [each.name for each in counted.get(chosen.kind, ()) if each.value == chosen.value]
    return names[0] if names else chosen.value


def _at(query: Query, order: Order = "relevance", after: Cursor | None = None) -> str:
    asked = {"q": str(query)}
    if order != "relevance":
        asked["order"] = order
    if after:
        asked["after"] = str(after)
    return f"{reverse('reader:search')}?{urlencode(asked)}"
