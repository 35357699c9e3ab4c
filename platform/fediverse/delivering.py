"""Telling the other servers, each at its own pace.

A server is sent one thing at a time. So its order is kept, it is never flooded, and if it doesn't
answer, it occupies one place for a few seconds and is then left alone for longer and longer. What
could not be told within three days is given up.

An activity is made when it is sent, of what the record says then: nothing that was withdrawn in
the meantime leaves the house.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from fediverse import instances
from fediverse.errands import Errand, Outcome, run
from fediverse.following import remove_from
from fediverse.models import Delivery, Instance
from fediverse.speaking import Speaker
from outgoing.requests import Answer, Failed, Refused
from record.document import Kind
from record.listings import current_article, shown
from renderings import activity
from renderings.activity import ActorAddresses

__all__ = ["deliver", "waiting"]

AT_ONCE = 12
MOST_FAILING = 6  # places for servers that did not answer last time
GIVEN_UP = timedelta(days=3)
TRY_AGAIN = frozenset({401, 408, 425, 429})  # and whatever is the other server's fault
BODIES_KEPT = 50  # activities, of some ten kilobytes each

MAKE = {
    Delivery.Activity.CREATE: activity.create,
    Delivery.Activity.UPDATE: activity.update,
    Delivery.Activity.DELETE: activity.delete,
}

State = Delivery.State


def waiting(now: datetime) -> bool:
    """Whether there is anything to send."""
    return instances.due(now).exists()


def deliver(speaker: Speaker) -> int:
    """Send what is waiting; how many requests that took."""
    return run(_Round(speaker).next, at_once=AT_ONCE)


@dataclass(eq=False, slots=True)
class _Telling(Errand):
    """One delivery, by whoever holds the lease of its server."""

    delivery: Delivery
    instance: Instance
    body: bytes
    speaker: Speaker

    def go(self) -> Answer:
        return self.speaker.post(self.delivery.inbox, self.body)

    def finish(self, outcome: Outcome) -> None:
        now = timezone.now()
        with transaction.atomic():
            match outcome:
                case Answer(status=status) if 200 <= status < 300:
                    self._close(State.DELIVERED, f"{status}", now)
                    instances.answered(self.instance, now, last_delivered_at=now)
                case Answer(status=status) if _is_final(status):
                    self._close(State.REFUSED, f"{status}", now)
                    if status == 410:
                        remove_from(self.delivery.inbox)
                    instances.answered(self.instance, now)
                case Answer(status=status):
                    self._note(f"{status}", now)
                    instances.failed(self.instance, f"It answered {status}.", now)
                case Failed(reason=reason) | Refused(reason=reason):
                    self._note(reason, now)
                    instances.failed(self.instance, reason, now)

    def _close(self, state: Delivery.State, answer: str, now: datetime) -> None:
        rows = Delivery.objects.filter(pk=self.delivery.pk, state=State.WAITING)
        rows.update(state=state, tries=F("tries") + 1, tried_at=now, answer=answer)

    def _note(self, answer: str, now: datetime) -> None:
        rows = Delivery.objects.filter(pk=self.delivery.pk, state=State.WAITING)
        rows.update(tries=F("tries") + 1, tried_at=now, answer=answer[:300])


def _is_final(status: int) -> bool:
    """The server is there and doesn't want this. A redirect is not followed, so it is a no."""
    return 300 <= status < 500 and status not in TRY_AGAIN


# --- what to send next ------------------------------------------------------------------------


@dataclass(slots=True)
class _Round:
    """One after the other of the servers that something waits for.

    ``bodies`` are activities made a moment ago, by kind and state: most servers are told the
    same. An article's version is asked for each time.
    """

    speaker: Speaker
    due: list[Instance] = field(default_factory=list)
    bodies: dict[tuple[str, tuple[int, int, str]], bytes] = field(default_factory=dict)

    def next(self, under_way: Collection[Errand]) -> Errand | None:
        failing = sum(isinstance(e, _Telling) and e.instance.failures > 0 for e in under_way)
        while instance := self._leased(well_only=failing >= MOST_FAILING):
            delivery = _first_waiting(instance)
            if delivery is None:
                instances.release(instance)
            elif body := self._body(delivery):
                return _Telling(delivery, instance, body, self.speaker)
            else:
                Delivery.objects.filter(pk=delivery.pk).update(state=State.OVERTAKEN)
                instances.release(instance)
        return None

    def _leased(self, *, well_only: bool) -> Instance | None:
        """A server that may be told something, ours alone for a minute."""
        if not self.due:
            due = instances.due(timezone.now())
            self.due = list((due.filter(failures=0) if well_only else due)[:AT_ONCE])
        while self.due:
            instance = self.due.pop(0)
            if not (well_only and instance.failures) and instances.lease(instance):
                return instance
        return None

    def _body(self, delivery: Delivery) -> bytes | None:
        """What to say now; ``None`` if there is nothing to say any more."""
        where = self.speaker.where
        if delivery.activity == Delivery.Activity.ACCEPT:
            return _json(_accept(delivery, where)) if delivery.follower else None
        row = current_article(delivery.article) if delivery.article else None
        withdrawing = delivery.activity == Delivery.Activity.DELETE
        if row is None or withdrawing != (row.current.kind == Kind.WITHDRAWAL):
            return None
        name = (delivery.activity, row.state)
        if name not in self.bodies:
            if len(self.bodies) >= BODIES_KEPT:
                self.bodies.clear()
            made = MAKE[Delivery.Activity(delivery.activity)](shown(row), where)
            self.bodies[name] = _json({"@context": activity.CONTEXT, **made})
        return self.bodies[name]


def _first_waiting(instance: Instance) -> Delivery | None:
    """The next for that server. About one article in order; else what failed less goes first."""
    rows = Delivery.objects.filter(instance=instance, state=State.WAITING)
    before = Delivery.objects.filter(
        state=State.WAITING,
        instance=instance,
        inbox=OuterRef("inbox"),
        article=OuterRef("article"),
        pk__lt=OuterRef("pk"),
    )
    ready = rows.filter(~Exists(before)).select_related("follower").order_by("tries", "pk")
    first, too_old = ready.first(), timezone.now() - GIVEN_UP
    if first and first.queued_at < too_old:
        rows.filter(queued_at__lt=too_old).update(state=State.EXPIRED)
        return ready.first()
    return first


def _accept(delivery: Delivery, where: ActorAddresses) -> dict[str, Any]:
    follower = delivery.follower
    assert follower is not None  # noqa: S101  a constraint of the table
    follow = {"type": "Follow", "actor": follower.actor, "object": where.actor}
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{where.actor}#accept-{delivery.pk}",
        "type": "Accept",
        "actor": where.actor,
        "object": {"id": follower.follow, **follow} if follower.follow else follow,
    }


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
