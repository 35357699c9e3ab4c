"""What happened to the record, told so that a copy of it can be kept.

Each entry is told with the present state of its article. Whoever takes the entries in order, keeps
what is available and deletes what is not, holds exactly what there is to be read now; and may stop
anywhere and go on later, however much later, from the last token.

Where an article must not be carried until some time after its first publication (``Terms.delay``),
its publication waits, and all publications behind it in the record; every other entry is told at
once. Hence a place in the stream is two positions of the record.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q

from partners.terms import EVERYTHING, Terms
from record.models import Entry, Event, Head, PublishedArticle, Status
from record.syndicating import permits

__all__ = [
    "BEGINNING",
    "Change",
    "InvalidToken",
    "Place",
    "Reading",
    "place_in",
    "read",
    "state_of",
    "token",
]

LONGEST = 120  # characters of a token
TOKEN = re.compile(r"1\.([0-9]{1,18})\.([0-9]{1,18})\.([0-9a-f]{0,12})\.([0-9a-f]{8})")


class InvalidToken(ValueError):
    """Not a token of this record. Take one from an answer, unchanged, or begin without one."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader has come: the position of the last entry told, and that of the last
    publication, which is the lower one where publications wait."""

    position: int = 0
    publications: int = 0


BEGINNING = Place()


@dataclass(frozen=True, slots=True)
class Change:
    """An entry, and how its article stands now.

    ``available`` says whether it may be carried; ``article.current`` is loaded without its text
    unless that was asked for. ``token`` is the place behind the entry.
    """

    entry: Entry
    article: PublishedArticle
    available: bool
    token: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Some entries in order. ``token`` is the place behind them; ``more``: go on at once."""

    changes: Sequence[Change]
    token: str
    more: bool


def read(
    place: Place, *, terms: Terms = EVERYTHING, now: datetime, limit: int, documents: bool = False
) -> Reading:
    """At most ``limit`` entries behind a place: three queries, two if nothing waits.

    ``documents``: load the text of each article's current version as well.
    """
    held = _first_held(terms, now)
    behind = Q(position__gt=place.position)
    if place.publications < place.position or held is not None:
        publications = Q(event=Event.PUBLISHED, position__gt=place.publications)
        if held is not None:
            publications &= Q(position__lt=held)
        behind = publications | (behind & ~Q(event=Event.PUBLISHED))
        behind &= Q(position__gt=place.publications)  # where the database enters its index
    found = Entry.objects.filter(behind).order_by("position").select_related("version")
    entries = list(found.defer("version__document")[: limit + 1])
    more, entries = len(entries) > limit, entries[:limit]
    changes = _changes(entries, place, held, terms=terms, now=now, documents=documents)
    last = changes[-1].token if changes else token(place, terms)
    return Reading(changes, last, more)


def state_of(
    entries: Iterable[Entry], *, terms: Terms = EVERYTHING, now: datetime, documents: bool = False
) -> list[Change]:
    """Entries that somebody else has read (with their versions), told as here: one query, two
    with a delay."""
    held = _first_held(terms, now)
    return _changes(list(entries), BEGINNING, held, terms=terms, now=now, documents=documents)


def _first_held(terms: Terms, now: datetime) -> int | None:
    """The position of the first publication that must wait."""
    if not terms.delay:
        return None
    held = PublishedArticle.objects.filter(first_published__gt=now - terms.delay)
    publications = Entry.objects.filter(
        event=Event.PUBLISHED, version__number=1, version__article__in=held.values("article")
    )
    position: int | None = publications.aggregate(first=Min("position"))["first"]
    return position


def _changes(
    entries: Sequence[Entry],
    place: Place,
    held: int | None,
    *,
    terms: Terms,
    now: datetime,
    documents: bool,
) -> list[Change]:
    articles = _articles({entry.version.article for entry in entries}, documents=documents)
    available = {
        key: article.status != Status.WITHDRAWN and permits(article, terms, now=now)
        for key, article in articles.items()
    }
    return [
        Change(
            entry,
            articles[entry.version.article],
            available[entry.version.article],
            token(_behind(entry, place, held), terms),
        )
        for entry in entries
    ]


def _articles(keys: set[UUID], *, documents: bool) -> dict[UUID, PublishedArticle]:
    rows = PublishedArticle.objects.filter(article__in=keys)
    if documents:
        rows = rows.select_related("current")
    return {row.article: row for row in rows}


def _behind(entry: Entry, place: Place, held: int | None) -> Place:
    """The place of a reader who has everything up to this entry but what waits."""
    publications = entry.position if held is None else min(entry.position, held - 1)
    return Place(max(place.position, entry.position), max(place.publications, publications))


# --- places as text ---------------------------------------------------------------------------


def token(place: Place, terms: Terms = EVERYTHING) -> str:
    """A place as letters, digits, ``-`` and ``_``, to be sent back unchanged.

    It bears a checksum against slips, and no signature: a token is good for ever, longer than any
    secret, and nobody gains by making one up.
    """
    text = f"1.{place.position}.{place.publications}.{_fingerprint(terms)}"
    whole = f"{text}.{_checksum(text)}"
    return base64.urlsafe_b64encode(whole.encode()).decode().rstrip("=")


def place_in(text: str, terms: Terms = EVERYTHING) -> Place:
    """The place that a token names: one query.

    The beginning, if the token was given under other terms: then whatever was told may be told
    otherwise now. Raises ``InvalidToken``, also for a place beyond the record's end.
    """
    match = TOKEN.fullmatch(_decoded(text))
    if match is None:
        raise InvalidToken(text)
    place = Place(int(match[1]), int(match[2]))
    body = match[0].rpartition(".")[0]
    if match[4] != _checksum(body) or place.publications > place.position:
        raise InvalidToken(text)
    if match[3] != _fingerprint(terms):
        return BEGINNING
    head = Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0
    if place.position > head:
        raise InvalidToken(text)
    return place


def _decoded(text: str) -> str:
    if len(text) > LONGEST or not text.isascii():
        raise InvalidToken(text)
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        decoded = raw.decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise InvalidToken(text) from error
    # One place has one token: spare bits of the last letter are no second one.
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != text:
        raise InvalidToken(text)
    return decoded


def _fingerprint(terms: Terms) -> str:
    """What tells these terms from others; nothing for those that let everything be carried."""
    if terms == EVERYTHING:
        return ""
    parts = [
        None if terms.licences is None else sorted(terms.licences),
        None if terms.sections is None else sorted(terms.sections),
        terms.delay.total_seconds(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
