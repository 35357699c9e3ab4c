"""Noting what came of a try, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from outgoing.requests import Answer
from partners import carriage
from partners.models import Carriage, How
from record.models import Entry, Event
from webhooks import circuits
from webhooks.letters import write_for_untold
from webhooks.models import TEST, Attempt, Delivery, State
from webhooks.retrying import retry_after, wait

__all__ = ["Outcome", "record", "skip"]

KEPT_OF_ANSWERS = 4096  # bytes
GONE = 410  # RFC 9110, 15.5.11: the endpoint asks not to be told any more
MAY_ASK_FOR_A_PAUSE = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A try that is over. ``answer`` is ``None`` if none came, and ``reason`` says why."""

    delivery: Delivery
    headers: dict[str, str]
    body: bytes
    available: bool
    at: datetime
    seconds: float
    answer: Answer | None = None
    reason: str = ""

    @property
    def accepted(self) -> bool:
        return self.answer is not None and 200 <= self.answer.status < 300

    @property
    def error(self) -> str:
        if self.answer is None:
            return self.reason
        if 300 <= self.answer.status < 400:
            return "Redirects are not followed: give the address itself."
        return "" if self.accepted else f"The answer was {self.answer.status}."


def record(outcome: Outcome, *, now: datetime) -> None:
    """Log the try and decide on the next. All of it or nothing: else the lease runs out.

    If the endpoint was deleted meanwhile, there is nothing to note.
    """
    with transaction.atomic():
        if not Delivery.objects.select_for_update().filter(pk=outcome.delivery.pk).exists():
            return
        _log(outcome)
        if outcome.accepted:
            _accepted(outcome, now)
        else:
            _refused(outcome, now)


def skip(delivery: Delivery, *, because: str, now: datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=State.PENDING).update(
        state=State.SKIPPED, because=because, lease_until=None, done_at=now
    )


def _log(outcome: Outcome) -> None:
    answer, delivery = outcome.answer, outcome.delivery
    Attempt.objects.create(
        delivery=delivery,
        at=outcome.at,
        seconds=outcome.seconds,
        request_headers=outcome.headers,
        request_body="" if _taken_back(delivery) else outcome.body.decode(),
        status=answer.status if answer else None,
        answer_headers={name: _text(value) for name, value in answer.headers.items()}
        if answer
        else {},
        answer_body=_text(answer.body[:KEPT_OF_ANSWERS].decode(errors="replace")) if answer else "",
        error=outcome.error[:300],
    )


def _taken_back(delivery: Delivery) -> bool:
    """Whether the text may have been taken back while it was under way."""
    if delivery.article is None or delivery.position is None:
        return False
    return Entry.objects.filter(
        version__article=delivery.article,
        event__in=(Event.WITHDRAWN, Event.REDACTED),
        position__gt=delivery.position,
    ).exists()


def _text(value: str) -> str:
    """PostgreSQL keeps no NUL."""
    return value.replace("\0", "\ufffd")


def _accepted(outcome: Outcome, now: datetime) -> None:
    delivery = outcome.delivery
    Delivery.objects.filter(pk=delivery.pk, state=State.PENDING).update(
        state=State.DELIVERED, tries=F("tries") + 1, lease_until=None, done_at=now, because=""
    )
    circuits.succeeded(delivery.endpoint, at=now)
    if delivery.article is None:
        return
    partner = delivery.endpoint.partner
    carried = Carriage.objects.filter(partner=partner, article=delivery.article)
    # Of an article it may not have, a partner that has none of it takes up nothing.
    if outcome.available or carried.exists():
        number = delivery.number or 0
        carriage.note(partner, delivery.article, how=How.WEBHOOK, number=number, at=now)


def _refused(outcome: Outcome, now: datetime) -> None:
    delivery, answer = outcome.delivery, outcome.answer
    asked_for = timedelta()
    if answer is not None and answer.status in MAY_ASK_FOR_A_PAUSE:
        asked_for = retry_after(answer.headers.get("retry-after", ""), now=now)
    gone = answer is not None and answer.status == GONE
    pause = None if gone or delivery.event == TEST else wait(delivery.tries + 1)
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=State.PENDING, lease_until=delivery.lease_until
    )
    if pause is None:
        mine.update(
            state=State.FAILED,
            tries=F("tries") + 1,
            lease_until=None,
            done_at=now,
            because=outcome.error[:300],
        )
        write_for_untold([delivery], at=now)
    else:
        mine.update(
            tries=F("tries") + 1,
            lease_until=None,
            next_at=now + max(pause, asked_for),
            because=outcome.error[:300],
        )
    if gone:
        circuits.disable(delivery.endpoint, because="It answered 410: gone for good.", at=now)
    elif delivery.event != TEST:
        circuits.failed(delivery.endpoint, at=now, asked_for=asked_for)
