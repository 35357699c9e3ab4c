"""Where an article stands, beside its form: state, live version, checklist, what can be done."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from accounts.naming import name_of
from articles import advancing, checklist, dates
from articles.admin.doors import CHANGES, Door, doors_open_to
from articles.admin.fields import AnchoredChecklist, with_anchors
from articles.importing.manuscript import Report
from articles.local_times import spelt_out
from articles.models import Article, ImportedFile, State
from articles.policy import Action, may
from articles.publishing import unpublished_changes
from partners.carriage import carriers
from record import listings
from renderings.addresses import Addresses

__all__ = ["Ahead", "Carrier", "Imported", "Live", "Panel", "panel"]


@dataclass(frozen=True)
class Live:
    """What readers see now. ``withdrawn``: only a tombstone."""

    number: int
    kind: str
    at: str
    address: str
    behind: bool
    withdrawn: bool
    retracted: bool


@dataclass(frozen=True)
class Imported:
    """The file an article came from, and how it was understood; where its original lies."""

    name: str
    day: str
    original: str
    parts: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Ahead:
    """A partner that can fetch the article before its hour; ``behind``: an older text."""

    partner: str
    until: str
    behind: bool


@dataclass(frozen=True)
class Carrier:
    """A partner that carries it. ``number`` is the version it is known to hold, 0 if unknown."""

    partner: str
    known_by: str
    number: int


@dataclass(frozen=True)
class Panel:
    """``changers`` are the steps that publish what was changed, where something was. ``dates`` are
    told with whether they are past.

    ``scheduled`` is the hour in words, ``locked_because`` why this person cannot edit; or ""."""

    state: State
    locked_because: str
    scheduled: str
    held_because: str
    live: Live | None
    found: AnchoredChecklist | None
    doors: list[tuple[Door, str]]
    changers: list[tuple[Door, str]]
    dates: list[tuple[str, str, bool]]
    imported: list[Imported]
    written_by: str
    ahead: list[Ahead]
    carriers: list[Carrier]


def panel(article: Article, person: Any, *, now: datetime) -> Panel:
    """All that stands beside the form of that article for that person."""
    zone = ZoneInfo(article.publication.time_zone)
    state = State(article.state)
    found = (
        None
        if state is State.WITHDRAWN
        else checklist.check(article, at=dates.planned_hour(article, now=now))
    )
    author = article.created_by
    live = _live(article, zone)
    taken_out = CHANGES if live and live.behind else ()
    doors = [
        (door, reverse(f"admin:articles_article_{door.name}", args=[article.pk]))
        for door in doors_open_to(person, article)
    ]
    return Panel(
        state=state,
        locked_because=may(person, Action.EDIT, article).reason,
        scheduled=spelt_out(article.publish_at, zone) if article.publish_at else "",
        held_because=article.held_because,
        live=live,
        found=with_anchors(found),
        doors=[(door, address) for door, address in doors if door.name not in taken_out],
        changers=[(door, address) for door, address in doors if door.name in taken_out],
        dates=dates.told(article, now=now),
        imported=_all_imported(article, zone),
        written_by=name_of(author),
        ahead=[
            Ahead(str(given.copy.partner), spelt_out(given.copy.embargo_until, zone), given.behind)
            for given in advancing.given(article)
        ],
        carriers=_carriers(article),
    )


def _live(article: Article, zone: ZoneInfo) -> Live | None:
    document = listings.current_document(article.key)
    if document is None:
        return None
    return Live(
        number=document.number,
        kind=document.kind.value,
        at=spelt_out(document.published, zone),
        address=Addresses(settings.SITE_URL).article(document.slug),
        behind=unpublished_changes(article),
        withdrawn=document.withdrawn,
        retracted=document.retracted,
    )


def _carriers(article: Article) -> list[Carrier]:
    """Each partner once, with all the ways it is known and the latest version seen there."""
    rows = sorted(carriers(article.key), key=lambda row: (row.partner.name, row.how))
    return [
        Carrier(
            partner,
            ", ".join(row.get_how_display().lower() for row in some),
            max(row.number for row in some),
        )
        for partner, group in itertools.groupby(rows, key=lambda row: row.partner.name)
        if (some := list(group))
    ]


def _all_imported(article: Article, zone: ZoneInfo) -> list[Imported]:
    files = list(article.imported_from.all())
    has_original = bool(files) and article.incoming_files.exclude(file="").exists()
    address = reverse("admin:articles_article_manuscript", args=[article.pk])
    return [_imported(file, zone, address if has_original else "") for file in files]


def _imported(file: ImportedFile, zone: ZoneInfo, original: str) -> Imported:
    report = Report.from_json(file.report)
    parts = {
        "Recognised": report.recognised,
        "Guessed: please check": report.guessed,
        "Missing": report.missing,
        "Problems": report.problems,
    }
    at = file.at.astimezone(zone)
    told = [(heading, list(map(str, lines))) for heading, lines in parts.items() if lines]
    return Imported(file.name, f"{at.day} {at:%B %Y}", original, told)
