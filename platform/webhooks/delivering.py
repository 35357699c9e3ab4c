"""Carrying deliveries to their endpoints: at least once, in order, nobody waiting for anybody."""

from __future__ import annotations

import functools
import logging
import queue
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from outgoing.requests import Failed, Refused, send
from outgoing.resolving import Resolve, system
from outgoing.rules import Rules, from_names
from outgoing.sealing import Unreadable
from renderings.addresses import Addresses
from webhooks import signing
from webhooks.claiming import claim
from webhooks.messages import Message, message_of
from webhooks.models import Delivery
from webhooks.recording import Outcome, record, skip

__all__ = ["Courier", "deliver_due"]

logger = logging.getLogger(__name__)

DEADLINE = 10.0  # seconds for one try
LEASE = timedelta(seconds=30)  # longer than a try and noting what came of it
MOST_UNDER_WAY = 64  # tries at the same time
MOST_FOR_EACH = 4  # … to one endpoint, and one only while half of all are under way: so it takes
# forty receivers that hang, all new to it, before anybody else waits for them
PATIENCE = 0.1  # seconds to wait for what is under way before looking for more


def deliver_due() -> int:
    """The chore: note what has arrived, send what is due; how much of both there was."""
    return _courier().work()


@functools.cache
def _courier() -> Courier:
    return Courier(
        rules=from_names(settings.OUTGOING_ALLOWED_NETWORKS, https_only=settings.PRODUCTION),
        site=settings.SITE_URL,
        secret_key=settings.SECRET_KEY,
    )


@dataclass
class Courier:
    """Takes deliveries out, each in a thread of its own, which talks to the network only.

    The database is read and written by whoever calls ``work``. So a try that hangs holds neither
    a connection nor the caller.
    """

    rules: Rules
    site: str
    secret_key: str
    deadline: float = DEADLINE
    lease: timedelta = LEASE
    resolve: Resolve = system
    _over: queue.SimpleQueue[Outcome] = field(default_factory=queue.SimpleQueue)
    _under_way: int = 0

    def work(self) -> int:
        """Note what is over and send what is due, without waiting for it; how many things.

        If there is neither, wait a moment for what is under way.
        """
        noted = self._note(patience=0)
        room = MOST_UNDER_WAY - self._under_way
        each = MOST_FOR_EACH if self._under_way < MOST_UNDER_WAY // 2 else 1
        claimed = claim(now=timezone.now(), lease=self.lease, each=each, most=room)
        for delivery in claimed:
            try:
                self._take_out(delivery)
            except DatabaseError:
                raise
            except Exception:
                # It comes again when its lease runs out, and holds up nobody behind it.
                logger.exception("%s could not be taken out", delivery.message)
        return noted + len(claimed) or self._note(patience=PATIENCE)

    def finish(self, *, within: float) -> None:
        """Work until nothing is due nor under way, for at most that many seconds."""
        end = time.monotonic() + within
        while (self.work() or self._under_way) and time.monotonic() < end:
            pass

    def _note(self, *, patience: float) -> int:
        noted = 0
        while self._under_way:
            try:
                outcome = self._over.get(timeout=0 if noted else patience)
            except queue.Empty:
                break
            self._under_way -= 1
            record(outcome, now=timezone.now())
            noted += 1
        return noted

    def _take_out(self, delivery: Delivery) -> None:
        now, endpoint = timezone.now(), delivery.endpoint
        message = message_of(
            delivery, terms=endpoint.partner.terms, addresses=Addresses(self.site), now=now
        )
        if message.wait_until is not None:
            until = message.wait_until
            rows = Delivery.objects.filter(pk=delivery.pk)
            rows.update(not_before=until, next_at=until, lease_until=None)
            return
        if delivery.held and not message.available:
            skip(delivery, because="Taken back before the partner was to have it.", now=now)
            return
        try:
            secrets = endpoint.secrets(self.secret_key, now=now)
        except Unreadable as unreadable:
            outcome = Outcome(
                delivery, {}, message.body, message.available, now, 0.0, reason=str(unreadable)
            )
            record(outcome, now=now)
            return
        self._under_way += 1
        arguments = (delivery, message, secrets)
        threading.Thread(target=self._carry, args=arguments, daemon=True).start()

    def _carry(self, delivery: Delivery, message: Message, secrets: tuple[str, ...]) -> None:
        """In a thread: no database here."""
        at, began = timezone.now(), time.monotonic()
        headers = {"Content-Type": "application/json"} | signing.headers(
            delivery.message, message.body, secrets=secrets, at=at
        )
        answer, reason = None, ""
        try:
            answer = send(
                "POST",
                delivery.endpoint.url,
                body=message.body,
                headers=headers,
                rules=self.rules,
                deadline=self.deadline,
                resolve=self.resolve,
            )
        except (Failed, Refused) as failure:
            reason = failure.reason
        except Exception as failure:  # noqa: BLE001 - a thread that dies silently never reports
            reason = f"{type(failure).__name__}: {failure}"
        self._over.put(
            Outcome(
                delivery,
                headers,
                message.body,
                message.available,
                at,
                time.monotonic() - began,
                answer,
                reason,
            )
        )
