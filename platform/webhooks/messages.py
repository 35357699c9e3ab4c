"""What a delivery says, made when it is said: the present state, nothing that was taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from partners.terms import Terms
from record.changes import Change, state_of
from record.models import Entry, PublishedArticle, Status
from record.summary import instant
from record.syndicating import permits
from renderings.addresses import Addresses
from renderings.card_json import card
from renderings.change_json import Happening, change
from webhooks.models import TEST, Delivery

__all__ = ["Message", "message_of"]


@dataclass(frozen=True, slots=True)
class Message:
    """A body to be sent. ``available``: it tells of an article that may be carried.

    ``wait_until``: it may not be sent yet, for the partner's terms have changed.
    """

    body: bytes
    available: bool
    wait_until: datetime | None = None


def message_of(delivery: Delivery, *, terms: Terms, addresses: Addresses, now: datetime) -> Message:
    """The message of a delivery, as of now. At most three queries."""
    if delivery.position is None:
        data: dict[str, Any] = {"event": TEST, "at": instant(delivery.at)}
        return Message(_body(TEST, delivery.at, data), available=False)
    entries = Entry.objects.select_related("version").defer("version__document")
    (told,) = state_of([entries.get(position=delivery.position)], terms=terms, now=now)
    # Whether it had to wait was decided when it was written down; what is carried never waits.
    available = _available(told.article, replace(terms, delay=timedelta()), now)
    held_until = told.article.first_published + terms.delay
    return Message(
        _body(delivery.event, told.entry.at, _told(told, available, addresses)),
        available=available,
        wait_until=held_until if delivery.held and held_until > now else None,
    )


def _available(article: PublishedArticle, terms: Terms, now: datetime) -> bool:
    return article.status != Status.WITHDRAWN and permits(article, terms, now=now)


def _told(told: Change, available: bool, addresses: Addresses) -> dict[str, Any]:  # noqa: FBT001
    entry, article = told.entry, told.article
    happening = Happening(
        event=entry.event,
        at=instant(entry.at),
        article=str(article.article),
        number=entry.version.number,
        slug=article.slug,
        status=article.status,
    )
    present = card(article.summary, str(article.article), addresses) if available else None
    return change(happening, present, addresses, token=told.token)


def _body(kind: str, at: datetime, data: dict[str, Any]) -> bytes:
    message = {"type": kind, "timestamp": instant(at), "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
