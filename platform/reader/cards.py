"""An article in a list: what its stored summary says, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reader.paging import Page
from reader.serial import FURNITURE_LANGUAGE
from record.document import Photograph
from record.models import PublishedArticle
from renderings.dates import zone
from renderings.languages import direction, words_for
from renderings.pictures import from_summary

__all__ = ["Card", "by_year", "card", "cards", "day_in_words", "stamp"]

NAMES_SHOWN = 4  # of a byline; a longer one ends with “and N others”


@dataclass(frozen=True)
class Card:
    """``at`` is the day of first publication on the clock of ``time_zone``."""

    slug: str
    title: str
    subtitle: str
    standfirst: str
    language: str
    direction: str
    section_slug: str
    section_name: str
    names: tuple[str, ...]
    others: int
    at: datetime
    machine_at: str
    day: str
    minutes: int
    retracted: bool
    corrected: bool
    photo: Photograph | None


def cards(rows: Iterable[PublishedArticle]) -> list[Card]:
    """One for each row."""
    return [card(row) for row in rows]


def card(row: PublishedArticle) -> Card:
    summary = row.summary
    signed = [person["name"] for person in _writers(summary["byline"])]
    shown = len(signed) if len(signed) <= NAMES_SHOWN else NAMES_SHOWN - 1
    at = row.first_published.astimezone(zone(summary["time_zone"]))
    return Card(
        slug=row.slug,
        title=summary["title"],
        subtitle=summary["subtitle"],
        standfirst=summary["standfirst"],
        language=summary["language"],
        direction=direction(summary["language"]),
        section_slug=summary["section"]["slug"],
        section_name=summary["section"]["name"],
        names=tuple(signed[:shown]),
        others=len(signed) - shown,
        at=at,
        machine_at=at.isoformat(timespec="seconds"),
        day=day_in_words(at),
        minutes=summary["reading_minutes"],
        retracted=summary["retracted"],
        corrected=bool(summary["corrected"]),
        photo=from_summary(summary["lead_photo"]) if summary["lead_photo"] else None,
    )


def _writers(byline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [person for person in byline if person["role"] == "author"] or byline


def day_in_words(at: datetime) -> str:
    """``1 March 2026``, of an instant in the zone it is to be shown in."""
    return words_for(FURNITURE_LANGUAGE).day(at)


def by_year(found: Iterable[Card]) -> list[tuple[int, list[Card]]]:
    """Cards under the year of their publication, in the order given."""
    years: dict[int, list[Card]] = {}
    for each in found:
        years.setdefault(each.at.year, []).append(each)
    return list(years.items())


def stamp(page: Page[PublishedArticle]) -> tuple[object, ...]:
    """Equal for pages of a list that look equal: a card is made of the current version alone."""
    return [row.state for row in page.rows], page.after, page.first
