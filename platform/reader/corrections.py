"""The log of everything that was changed after it was published."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

from reader import answers
from reader.answers import reading
from reader.cards import day_in_words
from reader.paging import Order, page_of, place
from reader.serial import FURNITURE_LANGUAGE, serial
from record import listings
from record.canonical import loads
from record.document import Document, Kind
from record.models import Version
from renderings.dates import local, zone
from renderings.languages import direction, words_for

__all__ = ["corrections"]


@dataclass(frozen=True)
class LogEntry:
    """One notice. ``document`` is ``None`` where the version's text has been removed."""

    kind: str
    kind_in_words: str
    note: str
    machine_at: str
    day: str
    number: int
    document: Document | None
    direction: str


@reading
def corrections(request: HttpRequest) -> HttpResponseBase:
    """Corrections, updates, retractions and withdrawals, latest first: three queries."""
    head = serial()
    rows = listings.corrections().select_related("redaction")
    page = page_of(rows, Order("published_at", "pk"), place(request))
    return answers.page(
        request,
        "reader/corrections.html",
        lambda: {"page": page, "entries": [_entry(row, head.time_zone) for row in page.rows]},
        serial=head,
        stamp=([(row.pk, row.document == "") for row in page.rows], page.after, page.first),
    )


def _entry(row: Version, time_zone: str) -> LogEntry:
    at = row.published_at.astimezone(zone(time_zone))
    document, note, way = None, "", "ltr"
    if row.document:
        document = loads(row.document)
        at = local(document.published, document.publication)
        note = document.notices[-1].note if document.notices else ""
        way = direction(document.language)
    elif hasattr(row, "redaction"):
        note = row.redaction.notice
    words = words_for(FURNITURE_LANGUAGE)
    return LogEntry(
        kind=row.kind,
        kind_in_words=words.kinds[Kind(row.kind)],
        note=note,
        machine_at=at.isoformat(timespec="seconds"),
        day=day_in_words(at),
        number=row.number,
        document=document,
        direction=way,
    )
