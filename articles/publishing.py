"""The single door between the newsroom and the record.

Each function here is one transaction and idempotent: done twice (a double click, two workers, a
retry after a crash) it publishes once, and it happens whole or not at all. Photos are prepared
before the transaction, so that files exist before a row names them.
"""

from __future__ import annotations

import dataclasses
import logging
import secrets
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from articles import byline, checklist, statements
from articles.composing import compose, same_text
from articles.models import Article, State
from articles.policy import Action, demand
from articles.revisions import record_revision
from articles.workflow import WrongState
from partners import advance
from photos.renditions import RenditionsFailed, make_renditions, renditions_complete
from publication.identifiers import doi_suffix
from record import ledger, listings
from record.document import Document, Kind, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

    from articles.checklist import Checklist
    from record.models import Version

__all__ = [
    "InThePast",
    "NotReady",
    "NoteMissing",
    "NothingChanged",
    "correct",
    "due",
    "publish",
    "publish_due",
    "retract",
    "schedule",
    "unpublished_changes",
    "unschedule",
    "update",
    "withdraw",
]

logger = logging.getLogger(__name__)

BEFORE_PUBLICATION = (
    State.DRAFT,
    State.IN_REVIEW,
    State.CHANGES_REQUESTED,
    State.READY,
    State.SCHEDULED,
)


class NotReady(Exception):
    """The checklist has errors. Show them; each says what to do."""

    def __init__(self, found: Checklist) -> None:
        super().__init__(" ".join(item.message for item in found.errors))
        self.checklist = found


class NoteMissing(Exception):
    """A correction, update, retraction or withdrawal tells readers why. Ask for the note."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"A {kind.value} needs a public note: it tells readers what happened.")
        self.kind = kind


class NothingChanged(Exception):
    """The working copy says what readers already see. Edit and save it first."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article.title}” has no changes that readers don't already see.")
        self.article = article


class InThePast(Exception):
    """An article can be scheduled for a later time only. To publish at once, publish."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"{at:%d %B %Y, %H:%M %Z} is already past.")
        self.at = at


# --- before publication -----------------------------------------------------------------------


def publish(article: Article, *, by: User | None, at: datetime) -> Version:
    """Publish an article that is not yet public, as version 1. If it is public: its version.

    Raises ``NotReady``, ``WrongState`` (withdrawn) or ``NotPermitted``.
    """
    at = _whole_second(at)
    with _claimed(article, by=by) as current:
        if current.state != State.PUBLISHED:
            return _first_version(current, by=by, at=at)
        return _current_version(current)


def schedule(article: Article, *, by: User | None, at: datetime, now: datetime) -> None:
    """Publish it at that time. The checklist is passed now, and again when the hour comes.

    Raises ``InThePast``, ``NotReady``, ``WrongState`` or ``NotPermitted``.
    """
    at = _whole_second(at)
    with _claimed(article, by=by) as current:
        if (current.state, current.publish_at) == (State.SCHEDULED, at):
            return
        if current.state not in BEFORE_PUBLICATION:
            raise WrongState(current, State.SCHEDULED)
        if at <= now:
            raise InThePast(at)
        _demand_ready(current, at=at)
        _set_state(current, State.SCHEDULED, publish_at=at)
        record_revision(current, by=by, reason=f"Scheduled for {at:%Y-%m-%d %H:%M} UTC")


def unschedule(article: Article, *, by: User | None) -> None:
    """Take a scheduled article off the calendar. One that is not scheduled stays as it is."""
    with _claimed(article, by=by) as current:
        if current.state == State.SCHEDULED:
            _set_state(current, State.READY)
            record_revision(current, by=by, reason="Unscheduled")


def due(now: datetime) -> list[int]:
    """Primary keys of the articles whose hour has come, the earliest first."""
    waiting = Article.objects.filter(state=State.SCHEDULED, publish_at__lte=now)
    return list(waiting.order_by("publish_at", "pk").values_list("pk", flat=True))


def publish_due(now: datetime, *, limit: int | None = None) -> list[Version]:
    """Publish what is scheduled and due, at most ``limit`` articles. Never early, and never twice,
    however many ask.

    An article that fails the checklist goes back to “ready”, with the reason in ``held_because``.
    """
    published = []
    for pk in due(now)[:limit]:
        article = Article.objects.get(pk=pk)
        try:
            with _claimed(article, by=None) as current:
                if current.state == State.SCHEDULED and _is_due(current, now):
                    published.append(_first_version(current, by=None, at=_whole_second(now)))
        except NotReady as error:
            _hold(pk, str(error))
    return published


# --- after publication ------------------------------------------------------------------------


def correct(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Publish the working copy as a correction: something was wrong, and the note says what.

    Raises ``NothingChanged``, ``NoteMissing``, ``NotReady``, ``WrongState`` or ``NotPermitted``.
    """
    return _new_text(article, Kind.CORRECTION, by=by, note=note, at=at)


def update(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Publish the working copy as an update: nothing was wrong, but there is more to say."""
    return _new_text(article, Kind.UPDATE, by=by, note=note, at=at)


def retract(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Mark what readers see as retracted. The text stays readable, under the note."""
    return _same_text_again(article, Kind.RETRACTION, by=by, note=note, at=at)


def withdraw(article: Article, *, by: User | None, note: str, at: datetime) -> Version:
    """Take an article away for good. A tombstone with the note stays at its address."""
    return _same_text_again(article, Kind.WITHDRAWAL, by=by, note=note, at=at)


def unpublished_changes(article: Article) -> bool:
    """Whether the working copy of a public article differs from what readers see."""
    live = listings.current_document(article.key)
    if live is None or live.withdrawn:
        return False
    composed = compose(article, published=live.published, first_published=live.first_published)
    return not same_text(composed, live)


# --- inside the door --------------------------------------------------------------------------


@contextmanager
def _claimed(article: Article, *, by: User | None) -> Iterator[Article]:
    """The article, locked until the transaction ends, with its photos prepared."""
    _prepare_photos(article)
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.PUBLISH, current)
        _prepare_photos(current)  # nothing to do, unless somebody has just changed one
        yield current
    article.refresh_from_db()


def _prepare_photos(article: Article) -> None:
    for photo in statements.photos_of(article):
        if not renditions_complete(photo):
            # A photo that cannot be used is noted in its row, and the checklist says so.
            with suppress(RenditionsFailed):
                make_renditions(photo)


def _first_version(current: Article, *, by: User | None, at: datetime) -> Version:
    if current.state not in BEFORE_PUBLICATION:
        raise WrongState(current, State.PUBLISHED)
    _demand_ready(current, at=at)
    if not current.doi and current.publication.doi_prefix:
        current.doi = _new_doi(current, at=at)
    byline.freeze(current, on=at.date())
    version = ledger.append(compose(current, published=at))
    _set_state(current, State.PUBLISHED)
    record_revision(current, by=by, reason="Published", published_as=version.number)
    return version


def _new_text(article: Article, kind: Kind, *, by: User | None, note: str, at: datetime) -> Version:
    at = _whole_second(at)
    with _claimed(article, by=by) as current:
        live = _live(current, kind, note)
        at = max(at, live.published)
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
                return _current_version(current)
            raise NothingChanged(current)
        _demand_ready(current, at=at)
        version = ledger.append(composed)
        reason = f"Published as {kind.value}: {note}"[:300]
        record_revision(current, by=by, reason=reason, published_as=version.number)
        return version


def _same_text_again(
    article: Article, kind: Kind, *, by: User | None, note: str, at: datetime
) -> Version:
    at = _whole_second(at)
    with _claimed(article, by=by) as current:
        if kind is Kind.WITHDRAWAL and current.state == State.WITHDRAWN:
            return _current_version(current)
        live = _live(current, kind, note)
        if kind is Kind.RETRACTION and live.retracted:
            return _current_version(current)
        at = max(at, live.published)
        announced = dataclasses.replace(
            live,
            number=live.number + 1,
            kind=kind,
            published=at,
            notices=_with_notice(live, kind, note, at),
        )
        if kind is Kind.WITHDRAWAL:
            announced = _tombstone(announced)
            _set_state(current, State.WITHDRAWN)
        version = ledger.append(announced)
        record_revision(current, by=by, reason=f"{kind.value.capitalize()}: {note}"[:300])
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
    if not note.strip():
        raise NoteMissing(kind)
    live = listings.current_document(current.key)
    if current.state != State.PUBLISHED or live is None:
        raise WrongState(current, State.PUBLISHED)
    return live


def _with_notice(live: Document, kind: Kind, note: str, at: datetime) -> tuple[Notice, ...]:
    return (*live.notices, Notice(live.number + 1, kind, note.strip(), at))


def _said(live: Document, kind: Kind, note: str) -> bool:
    """Whether the last version already is this notice: a double click, not a second correction."""
    return live.kind is kind and bool(live.notices) and live.notices[-1].note == note.strip()


def _current_version(article: Article) -> Version:
    version = listings.current_version(article.key)
    if version is None:
        raise WrongState(article, State.PUBLISHED)
    return version


def _demand_ready(article: Article, *, at: datetime) -> None:
    found = checklist.check(article, at=at)
    if found.errors:
        raise NotReady(found)


def _set_state(article: Article, state: State, publish_at: datetime | None = None) -> None:
    article.state = state
    article.publish_at = publish_at
    article.held_because = ""
    article.save(update_fields=["state", "publish_at", "held_because", "doi"])
    # Partners hold an advance copy back until this hour; without one there is nothing in advance.
    advance.settle(article.key, until=publish_at)


def _hold(pk: int, reason: str) -> None:
    with transaction.atomic():
        held = Article.objects.select_for_update().get(pk=pk)
        if held.state == State.SCHEDULED:
            _set_state(held, State.READY)
            Article.objects.filter(pk=pk).update(held_because=reason)
            record_revision(held, by=None, reason="Held: the checklist failed at its hour")
    logger.error("held: %s (%s)", held.slug, reason)


def _is_due(article: Article, now: datetime) -> bool:
    return article.publish_at is not None and article.publish_at <= now


def _new_doi(article: Article, *, at: datetime) -> str:
    publication = article.publication
    while True:
        suffix = doi_suffix(
            publication.doi_suffix_pattern,
            code=secrets.token_hex(4),
            number=article.pk,
            year=at.year,
        )
        doi = f"{publication.doi_prefix}/{suffix}"
        if not Article.objects.filter(doi=doi).exclude(pk=article.pk).exists():
            return doi


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
