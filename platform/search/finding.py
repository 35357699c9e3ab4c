"""What is found: a page of hits, how many there are, and what they belong to.

Of what fulfils a query 400 texts are ranked and counted: all of them, or else the newest of each
tier (see ``search.ranking``). So the time a search takes hardly grows with the record, and
nothing said in a title is missed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import F

from partners.terms import EVERYTHING, Terms
from record.models import PublishedArticle, Status
from search import facets as facets_of_search
from search.backend import Candidate, candidates, readable
from search.backend import newest as newest_keys
from search.facets import Facet
from search.following import catch_up
from search.models import IndexedText
from search.planning import Plan, plan
from search.query import Query
from search.ranking import best, tiers
from search.snippets import snippet
from search.suggesting import suggestion

__all__ = [
    "MOST",
    "REACHABLE",
    "Cursor",
    "Facet",
    "Hit",
    "MalformedCursor",
    "Order",
    "Page",
    "find",
]

REACHABLE = 400  # hits that are ranked and counted
MOST = 100  # on one page

Order = Literal["relevance", "newest"]
_CURSOR = re.compile(r"([rn])(\d{1,18})", re.ASCII)


class MalformedCursor(ValueError):
    """No place in a list of hits, or one of another order. Begin with the first page."""


@dataclass(frozen=True)
class Cursor:
    """The place behind a page: by relevance how many hits lie before it, else a text's key."""

    order: Order
    place: int

    def __str__(self) -> str:
        return f"{self.order[0]}{self.place}"

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Raises ``MalformedCursor``."""
        parts = _CURSOR.fullmatch(text)
        if parts is None:
            raise MalformedCursor(f"{text[:40]!r} is no cursor")
        return cls("relevance" if parts[1] == "r" else "newest", int(parts[2]))


@dataclass(frozen=True)
class Hit:
    article: PublishedArticle
    snippet_html: str
    score: float


@dataclass(frozen=True)
class Page:
    """See the package's docstring."""

    hits: tuple[Hit, ...] = ()
    next: Cursor | None = None
    total: int = 0
    exact: bool = True
    facets: dict[str, tuple[Facet, ...]] = dataclasses.field(default_factory=dict)
    suggestion: str = ""


def find(
    query: Query,
    *,
    terms: Terms = EVERYTHING,
    now: datetime,
    order: Order = "relevance",
    after: Cursor | None = None,
    size: int = 20,
    facets: bool = True,
) -> Page:
    """A page of what fulfils the query. Raises ``MalformedCursor`` for one of another order."""
    if after and after.order != order:
        raise MalformedCursor(f"{after} is a place in another order than {order}")
    if not 1 <= size <= MOST:
        raise ValueError(f"a page has 1 to {MOST} hits, not {size}")
    up_to_date = catch_up()
    if query.empty:
        return Page()
    made = plan(query, terms=terms, now=now)
    ranked, exact = _ranked(made, by_relevance=order == "relevance" and bool(query.words))
    shown, next_page = _page(ranked, made, exact=exact, order=order, after=after, size=size)
    return Page(
        hits=_hits(shown, query),
        next=next_page,
        total=len(ranked),
        exact=exact,
        facets=facets_of_search.count(ranked, query) if facets else {},
        suggestion=suggestion(query, terms=terms, now=now) if not ranked and up_to_date else "",
    )


def _ranked(made: Plan, *, by_relevance: bool) -> tuple[list[Candidate], bool]:
    """The best, or else the newest, and whether they are all: two queries."""
    each = tiers(made) if by_relevance else ()
    newest, *found = newest_keys([made, *(tier.plan for tier in each)], limit=REACHABLE + 1)
    scores = best(newest, zip(each, found, strict=True), number=REACHABLE)
    found_there = readable(scores)
    if by_relevance:
        found_there.sort(key=lambda text: (-text.relevance, -text.key))
    return found_there, len(newest) <= REACHABLE


def _page(
    ranked: Sequence[Candidate],
    made: Plan,
    *,
    exact: bool,
    order: Order,
    after: Cursor | None,
    size: int,
) -> tuple[Sequence[Candidate], Cursor | None]:
    if order == "relevance":
        begin = after.place if after else 0
        end = begin + size
        return ranked[begin:end], Cursor(order, end) if end < len(ranked) else None
    rest = [found for found in ranked if after is None or found.key < after.place]
    if len(rest) <= size and not exact:
        below = min(after.place if after else made.below or 1 << 62, made.below or 1 << 62)
        rest = candidates(dataclasses.replace(made, below=below), limit=size + 1)
    shown = rest[:size]
    return shown, Cursor(order, shown[-1].key) if len(rest) > size else None


def _hits(shown: Sequence[Candidate], query: Query) -> tuple[Hit, ...]:
    """In the order given: one query. What was withdrawn or changed this moment is left out."""
    current = IndexedText.objects.filter(
        key__in=[found.key for found in shown], version=F("article__current")
    ).exclude(article__status=Status.WITHDRAWN)
    rows = current.select_related("article").only("body", "article").in_bulk()
    return tuple(
        Hit(row.article, snippet(row.body, query.words), found.relevance)
        for found in shown
        if (row := rows.get(found.key))
    )
