"""The single door between the newsroom and the record.

Each function here is one transaction and idempotent: done twice (a double click, two workers, a
retry after a crash) it publishes once, and it happens whole or not at all. Versions after the
first are made in ``articles.later_versions``.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from articles import byline
from articles.composing import compose
from articles.door import (
    BEFORE_PUBLICATION,
    claimed,
    current_version,
    keep_version,
    new_doi,
    set_state,
    whole_second,
)
from articles.gate import NotReady, Overriding, demand_ready
from articles.later_versions import (
    NoteMissing,
    NothingChanged,
    announce,
    clarify,
    correct,
    mend,
    retract,
    unpublished_changes,
    update,
    withdraw,
    withdraw_claimed,
)
from articles.models import Article, State
from articles.revisions import record_revision
from articles.workflow import WrongState
from record import ledger

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from record.models import Version

__all__ = [
    "BEFORE_PUBLICATION",
    "InThePast",
    "NotReady",
    "NoteMissing",
    "NothingChanged",
    "announce",
    "clarify",
    "correct",
    "due",
    "mend",
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


class InThePast(Exception):
    """An article can be scheduled for a later time only. To publish at once, publish."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"{at:%d %B %Y, %H:%M %Z} is already past.")
        self.at = at


def publish(
    article: Article, *, by: User | None, at: datetime, overriding: Overriding | None = None
) -> Version:
    """Publish an article that is not yet public, as version 1. If it is public: its version.

    Raises ``NotReady``, ``WrongState`` (withdrawn) or ``NotPermitted``.
    """
    at = whole_second(at)
    with claimed(article, by=by) as current:
        if current.state == State.PUBLISHED:
            return current_version(current)
        return _first_version(current, by=by, at=at, overriding=overriding)


def schedule(
    article: Article,
    *,
    by: User | None,
    at: datetime,
    now: datetime,
    overriding: Overriding | None = None,
) -> None:
    """Publish it at that time. The checklist is passed now, and again when the hour comes.

    Raises ``InThePast``, ``NotReady``, ``WrongState`` or ``NotPermitted``.
    """
    at = whole_second(at)
    with claimed(article, by=by) as current:
        if (current.state, current.publish_at) == (State.SCHEDULED, at):
            return
        if current.state not in BEFORE_PUBLICATION:
            raise WrongState(current, State.SCHEDULED)
        if at <= now:
            raise InThePast(at)
        despite = demand_ready(current, at=at, by=by, overriding=overriding)
        set_state(current, State.SCHEDULED, by=by, publish_at=at)
        reason = f"Scheduled for {at:%Y-%m-%d %H:%M} UTC{despite}"[:300]
        record_revision(current, by=by, reason=reason)


def unschedule(article: Article, *, by: User | None) -> None:
    """Take a scheduled article off the calendar. One that is not scheduled stays as it is."""
    with claimed(article, by=by) as current:
        if current.state == State.SCHEDULED:
            set_state(current, State.READY, by=by)
            record_revision(current, by=by, reason="Unscheduled")


# --- what comes by itself ---------------------------------------------------------------------


def due(now: datetime) -> list[int]:
    """Primary keys of the articles whose hour has come, to be published or to expire; the
    earliest first."""
    publishing = Q(state=State.SCHEDULED, publish_at__lte=now)
    expiring = Q(state=State.PUBLISHED, expires_at__lte=now)
    coming = Article.objects.filter(publishing | expiring)
    ordered = coming.order_by(Coalesce("publish_at", "expires_at"), "pk")
    return list(ordered.values_list("pk", flat=True))


def publish_due(now: datetime, *, limit: int | None = None) -> list[Version]:
    """Publish what is scheduled and due, withdraw what expires: at most ``limit`` articles. Never
    early, and never twice, however many ask. ``now`` is ``articles.clock``'s.

    An article that fails the checklist goes back to “ready”, with the reason in ``held_because``,
    and whose it is is told. One that fails otherwise stays due, and keeps no other waiting.
    """
    done: list[Version] = []
    failure: Exception | None = None
    for pk in due(now):
        if len(done) == limit:
            break
        article = Article.objects.filter(pk=pk).first()
        if article is None:
            continue  # deleted by now
        try:
            with claimed(article, by=None) as current:
                if version := _keep_hour(current, now=now):
                    done.append(version)
        except NotReady as error:
            _hold(pk, str(error))
        except Exception as error:
            logger.exception("still due: %s", article.slug)
            failure = error
    if failure and not done:
        raise failure
    return done


def _keep_hour(current: Article, *, now: datetime) -> Version | None:
    """What was announced for an hour that has come; nothing if somebody else has done it."""
    match State(current.state), current.publish_at, current.expires_at:
        case State.SCHEDULED, datetime() as hour, _ if hour <= now:
            return _first_version(current, by=None, at=whole_second(now))
        case State.PUBLISHED, _, datetime() as hour if hour <= now:
            note = current.expiry_note
            return withdraw_claimed(current, by=None, note=note, at=whole_second(now))
    return None


def _first_version(
    current: Article, *, by: User | None, at: datetime, overriding: Overriding | None = None
) -> Version:
    if current.state not in BEFORE_PUBLICATION:
        raise WrongState(current, State.PUBLISHED)
    despite = demand_ready(current, at=at, by=by, overriding=overriding)
    if not current.doi and current.publication.doi_prefix:
        current.doi = new_doi(current, at=at)
    byline.freeze(current, on=at.date())
    version = ledger.append(compose(current, published=at))
    set_state(current, State.PUBLISHED, by=by)
    reason = f"Published{despite}"[:300]
    record_revision(current, by=by, reason=reason, published_as=version.number)
    keep_version(version, by=by, reason="")
    return version


def _hold(pk: int, reason: str) -> None:
    with transaction.atomic():
        held = Article.objects.select_for_update().get(pk=pk)
        if held.state == State.SCHEDULED:
            set_state(held, State.READY, by=None, reason=reason)
            Article.objects.filter(pk=pk).update(held_because=reason)
            record_revision(held, by=None, reason="Held: the checklist failed at its hour")
    logger.error("held: %s (%s)", held.slug, reason)
