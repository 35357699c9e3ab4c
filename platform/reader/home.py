"""The front page: a lead story, the latest, and each section's own."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase

from publication.models import Section
from reader import answers, cards
from reader.answers import reading
from reader.cards import Card
from reader.serial import serial
from reader.shelves import latest_of_each
from record.listings import articles
from record.models import PublishedArticle

__all__ = ["home"]

LATEST = 7  # articles beside the sections' own, the lead among them
LEAD_FROM = 4  # the lead is the newest of so many that has a photo
BY_SECTION = 4


@reading
def home(request: HttpRequest) -> HttpResponseBase:
    """Four queries, however much there is."""
    head = serial()
    newest = list(articles()[:LATEST])
    shown = {row.pk for row in newest}
    shelves = latest_of_each(head.sections, number=BY_SECTION, besides=shown)
    lead = _lead(newest)
    return answers.page(
        request,
        "reader/home.html",
        lambda: {
            "lead": cards.card(lead) if lead else None,
            "latest": cards.cards(row for row in newest if row is not lead),
            "shelves": by_section(head.sections, cards.cards(shelves)),
            "home": True,
        },
        serial=head,
        stamp=[(row.pk, row.current_id) for row in (*newest, *shelves)],
    )


def _lead(newest: Sequence[PublishedArticle]) -> PublishedArticle | None:
    """The newest with a photo among the first few; without any, the newest; never a retracted."""
    standing = [row for row in newest if not row.summary["retracted"]]
    pictured = [row for row in standing[:LEAD_FROM] if row.summary["lead_photo"]]
    return next(iter(pictured or standing), None)


def by_section(
    sections: Sequence[Section], found: Sequence[Card]
) -> list[tuple[Section, list[Card]]]:
    """Cards under their sections, in the order of the sections; none without a card."""
    shelves = [
        (each, [card for card in found if card.section_slug == each.slug]) for each in sections
    ]
    return [(section, own) for section, own in shelves if own]
