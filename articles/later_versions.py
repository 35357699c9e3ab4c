"""Versions after the first: each says to readers what it is, and all but a mended typo why."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import TYPE_CHECKING

from articles import byline
from articles.accepting import NOTHING, Rejection, reject
from articles.composing import compose, same_text
from articles.door import claimed, current_version, keep_version, set_state, whole_second
from articles.gate import Overriding, demand_ready
from articles.models import Article, State
from articles.revisions import record_revision
from articles.workflow import WrongState
from record import ledger, listings
from record.document import Document, Kind, Notice

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from record.models import Version

__all__ = [
    "NoteMissing",
    "NothingChanged",
    "announce",
    "clarify",
    "correct",
    "mend",
    "retract",
    "unpublished_changes",
    "update",
    "withdraw",
    "withdraw_claimed",
]


class NoteMissing(Exception):
    """A later version tells readers why, unless it mends a typo. Ask for the note."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"A {kind.value} needs a public note: it tells readers what happened.")
        self.kind = kind


class NothingChanged(Exception):
    """The working copy says what readers already see. Edit and save it first."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article.title}” has no changes that readers don't already see.")
        self.article = article


def announce(
    article: Article,
    kind: Kind,
    *,
    by: User | None,
    note: str,
    at: datetime,
    overriding: Overriding | None = None,
    rejecting: Rejection = NOTHING,
) -> Version:
    """Publish the working copy as the next version, which is of that kind.

    What is ``rejecting`` first goes back to what readers see, in the working copy, too; what it
    was stays in the history. Raises ``NothingChanged``, ``NoteMissing``, ``NotReady``,
    ``WrongState`` or ``NotPermitted``, and then nothing is changed.
    """
    at = whole_second(at)
    with claimed(article, by=by) as current:
        live = _live(current, kind, note)
        at = max(at, live.published)
        reject(current, rejecting, live=live, by=by)
        byline.freeze(current, on=at.date())
        composed = compose(
            current,
            published=at,
            first_published=live.first_published,
            number=live.number + 1,
            kind=kind,
            notices=_with_notice(live, kind, note, at),
        )
        if same_text(composed, live):
            if _said(live, kind, note):
                return current_version(current)
            raise NothingChanged(current)
        despite = demand_ready(current, at=at, by=by, overriding=overriding)
        version = ledger.append(composed)
        told = f": {note.strip()}" if note.strip() else ""
        reason = f"Published as {kind.value}{told}{despite}"[:300]
        record_revision(current, by=by, reason=reason, published_as=version.number)
        keep_version(version, by=by, reason=note.strip())
        return version


def correct(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Publish the working copy as a correction: something was wrong, and the note says what."""
    return announce(article, Kind.CORRECTION, by=by, note=note, at=at)


def update(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Publish the working copy as an update: nothing was wrong, but there is more to say."""
    return announce(article, Kind.UPDATE, by=by, note=note, at=at)


def clarify(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Publish the working copy as a clarification: what was right could be misunderstood."""
    return announce(article, Kind.CLARIFICATION, by=by, note=note, at=at)


def mend(article: Article, *, by: User | None, at: datetime) -> Version:
    """Publish the working copy with a typo mended. No notice: the version stands in the list."""
    return announce(article, Kind.TYPO, by=by, note="", at=at)


def retract(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Mark what readers see as retracted. The text stays readable, under the note."""
    at = whole_second(at)
    with claimed(article, by=by) as current:
        live = _live(current, Kind.RETRACTION, note)
        if live.retracted:
            return current_version(current)
        return _same_text_again(current, live, Kind.RETRACTION, by=by, note=note, at=at)


def withdraw(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Take an article away for good. A tombstone with the note stays at its address."""
    at = whole_second(at)
    with claimed(article, by=by) as current:
        if current.state == State.WITHDRAWN:
            return current_version(current)
        return withdraw_claimed(current, by=by, note=note, at=at)


def withdraw_claimed(current: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """The same within a claim that the caller holds."""
    live = _live(current, Kind.WITHDRAWAL, note)
    set_state(current, State.WITHDRAWN, by=by, reason=note.strip())
    return _same_text_again(current, live, Kind.WITHDRAWAL, by=by, note=note, at=at)


def unpublished_changes(article: Article) -> bool:
    """Whether the working copy of a public article differs from what readers see."""
    live = listings.current_document(article.key)
    if live is None or live.withdrawn:
        return False
    composed = compose(article, published=live.published, first_published=live.first_published)
    return not same_text(composed, live)


def _same_text_again(
    current: Article, live: Document, kind: Kind, *, by: User | None, note: str, at: datetime
) -> Version:
    at = max(at, live.published)
    announced = dataclasses.replace(
        live,
        number=live.number + 1,
        kind=kind,
        published=at,
        notices=_with_notice(live, kind, note, at),
    )
    version = ledger.append(_tombstone(announced) if kind is Kind.WITHDRAWAL else announced)
    record_revision(current, by=by, reason=f"{kind.value.capitalize()}: {note}"[:300])
    keep_version(version, by=by, reason=note.strip())
    return version


def _tombstone(document: Document) -> Document:
    """What stays of a withdrawn article: that it was, whose it was, and why it is gone."""
    return dataclasses.replace(
        document,
        subtitle="",
        standfirst="",
        abstract="",
        body=(),
        notes=(),
        lead_photo=None,
        photos=(),
        keywords=(),
        references=(),
        funding="",
        competing_interests="",
        related=(),
        byline=tuple(dataclasses.replace(line, biography=(), works=()) for line in document.byline),
    )


def _live(current: Article, kind: Kind, note: str) -> Document:
    """What readers see of a public article that is about to get a later version."""
    if not (note.strip() or kind is Kind.TYPO):
        raise NoteMissing(kind)
    live = listings.current_document(current.key)
    if current.state != State.PUBLISHED or live is None:
        raise WrongState(current, State.PUBLISHED)
    return live


def _with_notice(live: Document, kind: Kind, note: str, at: datetime) -> tuple[Notice, ...]:
    if kind is Kind.TYPO:
        return live.notices
    return (*live.notices, Notice(live.number + 1, kind, note.strip(), at))


def _said(live: Document, kind: Kind, note: str) -> bool:
    """Whether the last version already is this notice: a double click, not a second correction."""
    if live.kind is not kind:
        return False
    return kind is Kind.TYPO or (bool(live.notices) and live.notices[-1].note == note.strip())
