"""The front page: a lead story, the latest, the current issue, what is read most, each section's
own, and the regions most is written about."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from counting.most_read import most_read
from publication.models import Region, Section
from reader import answers, cards
from reader.answers import reading
from reader.cards import Card
from reader.issues import current_issue
from reader.serial import serial
from reader.shelves import latest_of_each
from reader.tallies import most_named
from record.listings import articles
from record.models import PublishedArticle

__all__ = ["home"]

LATEST = 7  # articles beside the sections' own, the lead among them
LEAD_FROM = 4  # the lead is the newest of so many that has a photo
BY_SECTION = 4
IN_ISSUE = 6  # of the current issue's articles
MOST_READ = 5
REGIONS = 12


@reading
def home(request: HttpRequest) -> HttpResponseBase:
    """Twelve queries at most, however much there is, and one more after each publication."""
    head = serial()
    newest = list(articles()[:LATEST])
    shown = {row.pk for row in newest}
    shelves = latest_of_each(head.sections, number=BY_SECTION, besides=shown)
    lead = _lead(newest)
    issue = current_issue(number=IN_ISSUE)
    read = most_read(now=timezone.now(), number=MOST_READ)
    regions = most_named(Region, REGIONS)
    return answers.page(
        request,
        "reader/home.html",
        lambda: {
            "lead": cards.card(lead) if lead else None,
            "latest": cards.cards(row for row in newest if row is not lead),
            "shelves": by_section(head.sections, cards.cards(shelves)),
            "issue": issue,
            "most_read": cards.cards(read),
            "regions": regions,
            "home": True,
        },
        serial=head,
        stamp=(
            [row.state for row in (*newest, *shelves, *read)],
            issue,
            [(row.slug, row.name, number) for row, number in regions],
        ),
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
