"""What changed is announced: feeds to a WebSub hub, pages to search engines that know IndexNow.

Two halves. `queue` follows the record and notes in the database which addresses changed; it leaves
the house for nothing. `announce` takes what is noted and tells it, in its own time: at least once,
each address once for all that happened to it meanwhile, later and later if it can't be told, and
not for ever.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from feeds.models import LONGEST_ADDRESS, Announcement, Receiver
from outgoing.requests import Failed, Refused

__all__ = ["Rejected", "announce", "forget", "queue"]

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # a request takes at most ten seconds
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
ROWS = 500  # of one INSERT

Tell = Callable[[Sequence[str]], None]


class Rejected(Exception):
    """The receiver answered, but not that it has understood. ``status`` is its answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the answer was {status}")
        self.status = status


def queue(receiver: Receiver, addresses: Iterable[str], *, position: int, now: datetime) -> None:
    """Note that these addresses changed by that entry of the record, to be announced at once.

    One that is waiting for its next attempt goes on waiting.
    """
    rows = [
        Announcement(receiver=receiver, address=address, position=position, since=now, due=now)
        for address in dict.fromkeys(addresses)
        if len(address) <= LONGEST_ADDRESS
    ]
    Announcement.objects.bulk_create(
        rows,
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["receiver", "address"],
        update_fields=["position", "since"],
    )


def forget(receivers: Collection[Receiver]) -> None:
    """Drop what is noted for receivers that are not told any more."""
    Announcement.objects.filter(receiver__in=receivers).delete()


def announce(receiver: Receiver, tell: Tell, *, at_once: int, now: datetime) -> int:
    """Tell what is due, at most so many addresses in one go; how many there were.

    ``tell`` raises ``Rejected``, or ``Refused`` or ``Failed`` of ``outgoing.requests``, if it
    could not be told.
    """
    some = _claim(receiver, at_once, now)
    if not some:
        return 0
    try:
        tell([each.address for each in some])
    except (Rejected, Refused, Failed) as failure:
        _put_off(some, failure, now)
    else:
        _done(some, now)
    return len(some)


def _claim(receiver: Receiver, number: int, now: datetime) -> list[Announcement]:
    """What is due, leased to whoever calls: nobody else is handed it before the lease is over."""
    waiting = Announcement.objects.filter(receiver=receiver, due__lte=now).order_by("due", "pk")
    some = list(waiting[:number])
    if not some:
        return []  # without a lock: this is asked every second
    with transaction.atomic():
        # A conditional UPDATE for each: of two workers that read the same rows one gets them.
        return [each for each in some if _leased(each, now)]


def _leased(each: Announcement, now: datetime) -> bool:
    until = now + LEASE
    rows = Announcement.objects.filter(pk=each.pk, due=each.due)
    each.due = until
    return rows.update(due=until) == 1


def _done(some: Sequence[Announcement], now: datetime) -> None:
    for each in some:
        row = Announcement.objects.filter(pk=each.pk)
        if not row.filter(position=each.position).delete()[0]:
            # It changed while it was told: what was told may have been the state before.
            row.update(due=now, attempts=0)


def _put_off(some: Sequence[Announcement], failure: Exception, now: datetime) -> None:
    logger.warning("%d not announced to the %s: %s", len(some), some[0].receiver, failure)
    for each in some:
        row = Announcement.objects.filter(pk=each.pk)
        if now - each.since >= GIVEN_UP_AFTER and row.filter(position=each.position).delete()[0]:
            logger.error("given up announcing %s", each)
            continue
        row.update(due=now + _pause(each.attempts), attempts=each.attempts + 1)


def _pause(attempts: int) -> timedelta:
    """Twice as long after each attempt, and not the same for all."""
    pause = min(FIRST_PAUSE * 2 ** min(attempts, 20), LONGEST_PAUSE)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311  spreads load, keeps no secret
