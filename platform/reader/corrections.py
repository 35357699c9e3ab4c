"""The log of everything that was changed after it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from reader import answers
from reader.answers import reading
from reader.cards import day_in_words
from reader.errors import Malformed
from reader.paging import Order, page_of, place
from reader.serial import FURNITURE_LANGUAGE, serial
from reader.tallies import year_span, years_of_corrections
from record import listings
from record.canonical import loads
from record.document import Document, Kind
from record.models import Version
from renderings.dates import local, zone
from renderings.languages import direction, words_for

__all__ = ["corrections"]

KINDS = (
    Kind.CORRECTION,
    Kind.UPDATE,
    Kind.CLARIFICATION,
    Kind.RETRACTION,
    Kind.WITHDRAWAL,
)
WORDS = words_for(FURNITURE_LANGUAGE)


@dataclass(frozen=True)
class Wanted:
    """What the reader wants to see of the log: ``None`` for everything."""

    kind: Kind | None = None
    year: int | None = None

    @property
    def query(self) -> str:
        """As the address says it, ``kind=update&year=2026``."""
        said = {"kind": self.kind.value if self.kind else "", "year": self.year or ""}
        return urlencode({name: value for name, value in said.items() if value})


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
    """Every notice, latest first, of one kind or year if that is asked for: five queries, and one
    more after each publication."""
    head, wanted, begin = serial(), asked(request), place(request)
    years = years_of_corrections(head.time_zone)
    page = page_of(_those(wanted, head.time_zone), Order("published_at", "pk"), begin)
    return answers.page(
        request,
        "reader/corrections.html",
        lambda: {
            "page": page,
            "entries": [_entry(row, head.time_zone) for row in page.rows],
            "wanted": wanted,
            "choices": choices(wanted, years),
        },
        serial=head,
        stamp=(
            [(row.pk, row.document == "") for row in page.rows],
            (page.after, page.first, wanted, years),
        ),
    )


def asked(request: HttpRequest) -> Wanted:
    """What the address asks for. Raises ``Malformed``."""
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    if kind not in ("", *KINDS):
        raise Malformed(f"“kind=” is one of {', '.join(KINDS)}.")
    if year and not re.fullmatch("[12][0-9]{3}", year):
        raise Malformed("“year=” is a year in four digits, such as 2026.")
    return Wanted(Kind(kind) if kind else None, int(year) if year else None)


def choices(wanted: Wanted, years: Sequence[int]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What the log can be narrowed to: its name, the address's query, whether it is so now."""
    kinds = [(WORDS.kinds[kind], replace(wanted, kind=kind)) for kind in KINDS]
    spans = [(str(year), replace(wanted, year=year)) for year in years]
    return [
        (name, [(label, each.query, each == wanted) for label, each in options])
        for name, options in (
            ("Kind", [("All kinds", replace(wanted, kind=None)), *kinds]),
            ("Year", [("All years", replace(wanted, year=None)), *spans]),
        )
    ]


def _those(wanted: Wanted, time_zone: str) -> QuerySet[Version]:
    found = listings.corrections().select_related("redaction")
    if wanted.kind:
        found = found.filter(kind=wanted.kind.value)
    if wanted.year:
        begin, end = year_span(wanted.year, zone(time_zone))
        found = found.filter(published_at__gte=begin, published_at__lt=end)
    return found


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
    return LogEntry(
        kind=row.kind,
        kind_in_words=WORDS.kinds[Kind(row.kind)],
        note=note,
        machine_at=at.isoformat(timespec="seconds"),
        day=day_in_words(at),
        number=row.number,
        document=document,
        direction=way,
    )
