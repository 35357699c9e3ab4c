"""Volumes, numbers and special issues: the list of all, and the table of contents of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase

from publication.models import Issue, Section
from reader import answers, cards
from reader.answers import reading
from reader.cards import Card
from reader.former import elsewhere
from reader.paging import place
from reader.serial import FURNITURE_LANGUAGE, serial
from reader.shelves import those_naming
from reader.tallies import tally
from record.document import Photograph
from record.listings import covers, public
from renderings.languages import words_for

__all__ = ["Current", "Entry", "current_issue", "issue", "issue_name", "issues"]

CONTENTS = 100  # articles in a table of contents; a larger issue has a second page


@dataclass(frozen=True)
class Entry:
    """An issue as lists show it. ``name`` is ``Volume 3, number 2: Title``, of as much as there
    is; ``articles`` says how many of it can be read."""

    slug: str
    name: str
    special: bool
    published_on: date | None
    description: str
    cover: Photograph | None
    articles: int


@dataclass(frozen=True)
class Current:
    """The latest issue under its name, and the latest of its articles."""

    slug: str
    name: str
    description: str
    cover: Photograph | None
    cards: tuple[Card, ...]


@reading
def issues(request: HttpRequest) -> HttpResponseBase:
    """Every issue of which something is public, latest first: six queries, and one more after
    each publication, as everywhere here."""
    found = entries(_latest_first())
    return answers.page(
        request, "reader/issues.html", lambda: {"issues": found}, serial=serial(), stamp=found
    )


@reading
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The contents of an issue, and the issues before and after it: seven queries."""
    begin, rows = place(request), list(_latest_first())
    at = next((number for number, row in enumerate(rows) if row.slug == slug), None)
    if at is None:
        return elsewhere(request, public(Issue), slug, route="issue")
    near = rows[max(0, at - 1) : at + 2]
    found = {entry.slug: entry for entry in entries(near)}
    later = found[rows[at - 1].slug] if at else None
    earlier = found[rows[at + 1].slug] if at + 1 < len(rows) else None
    head, page = serial(), those_naming(rows[at], begin, size=CONTENTS)
    return answers.page(
        request,
        "reader/issue.html",
        lambda: {
            "issue": found[slug],
            "page": page,
            "contents": contents(head.sections, cards.cards(page.rows)),
            "later": later,
            "earlier": earlier,
        },
        serial=head,
        stamp=(found[slug], later, earlier, cards.stamp(page)),
    )


def current_issue(*, number: int) -> Current | None:
    """The latest issue with so many of its articles; ``None`` before there is one. At most three
    queries."""
    row = _latest_first().first()
    if row is None:
        return None
    return Current(
        slug=row.slug,
        name=issue_name(row),
        description=row.description,
        cover=covers([row]).get(row.pk),
        cards=tuple(cards.cards(those_naming(row, None, size=number).rows)),
    )


def _latest_first() -> QuerySet[Issue]:
    """Public issues; those without a date are the oldest on every database."""
    return public(Issue).order_by(F("published_on").desc(nulls_last=True), "-pk")


def entries(rows: Iterable[Issue]) -> list[Entry]:
    """Issues with their covers and numbers of articles: three queries."""
    rows = list(rows)
    shown, numbers = covers(rows), tally(Issue)
    return [
        Entry(
            slug=row.slug,
            name=issue_name(row),
            special=row.special,
            published_on=row.published_on,
            description=row.description,
            cover=shown.get(row.pk),
            articles=numbers.get(row.pk, 0),
        )
        for row in rows
    ]


def issue_name(row: Issue) -> str:
    """``Volume 3, number 2: Title``, of as much as there is."""
    return words_for(FURNITURE_LANGUAGE).issue(row.volume, row.number, row.title)


def contents(sections: Sequence[Section], found: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Cards under the names of their sections, in the order of the sections and, within one, of
    publication, the first first."""
    order = {section.slug: place for place, section in enumerate(sections)}
    shelves: dict[str, list[Card]] = {}
    for card in sorted(found, key=lambda each: (order.get(each.section_slug, len(order)), each.at)):
        shelves.setdefault(card.section_slug, []).append(card)
    return [(own[0].section_name, own) for own in shelves.values()]
