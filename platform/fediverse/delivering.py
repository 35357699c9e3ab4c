"""Telling the other servers, each at its own pace.

A server is sent one thing at a time. So its order is kept, it is never flooded, and if it doesn't
answer, it occupies one place for a few seconds and is then left alone for longer and longer. What
could not be told within three days is given up.

An activity is made when it is sent, of what the record says then: nothing that was withdrawn in
the meantime leaves the house.
"""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from fediverse.errands import Errand, Outcome, run
from fediverse.following import remove_from
from fediverse.models import Delivery, Follower, Instance
from fediverse.speaking import Speaker
from outgoing.requests import Answer, Failed, Refused
from record.listings import current_document
from renderings import activity
from renderings.activity import ActorAddresses

__all__ = ["deliver", "waiting"]

AT_ONCE = 12
MOST_FAILING = 6  # places for servers that did not answer last time
LEASE = timedelta(minutes=1)  # longer than a request's deadline
GIVEN_UP = timedelta(days=3)
ABANDONED = timedelta(days=30)
SILENCE = timedelta(days=10)  # without a try, after which an old failure says nothing any more
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 6 * 60 * 60.0  # seconds
TRY_AGAIN = frozenset({401, 408, 425, 429})  # and whatever is the other server's fault

State = Delivery.State
_WAITING = Delivery.objects.filter(instance=OuterRef("pk"), state=State.WAITING)


def waiting(now: datetime) -> bool:
    """Whether there is anything to send."""
    return _due(now).exists()


def deliver(speaker: Speaker) -> int:
    """Send what is waiting; how many requests that took."""
    return run(lambda under_way: _next(speaker, under_way), at_once=AT_ONCE)


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
                    _succeeded(self.instance, now)
                case Answer(status=status) if _is_final(status):
                    self._close(State.REFUSED, f"{status}", now)
                    if status == 410:
                        remove_from(self.delivery.inbox)
                    _answered(self.instance, now)
                case Answer(status=status):
                    self._note(f"{status}", now)
                    _failed(self.instance, f"It answered {status}.", now)
                case Failed(reason=reason) | Refused(reason=reason):
                    self._note(reason, now)
                    _failed(self.instance, reason, now)

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


def _next(speaker: Speaker, under_way: Collection[Errand]) -> Errand | None:
    failing = sum(isinstance(e, _Telling) and e.instance.failures > 0 for e in under_way)
    while instance := _leased(well_only=failing >= MOST_FAILING):
        delivery = _first_waiting(instance)
        if delivery is None:
            _released(instance, timezone.now())
            continue
        body = _body(delivery, speaker.where)
        if body is None:
            Delivery.objects.filter(pk=delivery.pk).update(state=State.OVERTAKEN)
            _released(instance, timezone.now())
            continue
        return _Telling(delivery, instance, json.dumps(body, ensure_ascii=False).encode(), speaker)
    return None


def _due(now: datetime) -> Any:
    free = Instance.objects.filter(due_at__lte=now, leased_until__lte=now)
    return free.filter(Exists(_WAITING)).order_by("due_at")


def _leased(*, well_only: bool) -> Instance | None:
    """A server that may be told something, ours alone for a minute."""
    now = timezone.now()
    due = _due(now).filter(failures=0) if well_only else _due(now)
    for instance in due[:AT_ONCE]:
        free = Instance.objects.filter(pk=instance.pk, due_at__lte=now, leased_until__lte=now)
        if free.update(leased_until=now + LEASE):
            instance.leased_until = now + LEASE
            return instance
    return None


def _first_waiting(instance: Instance) -> Delivery | None:
    """The next for that server. About one article in order; else what failed less goes first."""
    rows = Delivery.objects.filter(instance=instance, state=State.WAITING)
    rows.filter(queued_at__lt=timezone.now() - GIVEN_UP).update(state=State.EXPIRED)
    before = Delivery.objects.filter(
        state=State.WAITING,
        instance=instance,
        inbox=OuterRef("inbox"),
        article=OuterRef("article"),
        pk__lt=OuterRef("pk"),
    )
    return rows.filter(~Exists(before)).select_related("follower").order_by("tries", "pk").first()


def _body(delivery: Delivery, where: ActorAddresses) -> dict[str, Any] | None:
    """What to say now; ``None`` if there is nothing to say any more."""
    if delivery.activity == Delivery.Activity.ACCEPT:
        return _accept(delivery, where)
    document = current_document(delivery.article) if delivery.article else None
    if document is None or document.withdrawn != (delivery.activity == Delivery.Activity.DELETE):
        return None
    make = {
        Delivery.Activity.CREATE: activity.create,
        Delivery.Activity.UPDATE: activity.update,
        Delivery.Activity.DELETE: activity.delete,
    }[Delivery.Activity(delivery.activity)]
    return {"@context": activity.CONTEXT, **make(document, where)}


def _accept(delivery: Delivery, where: ActorAddresses) -> dict[str, Any] | None:
    follower = delivery.follower
    if follower is None:
        return None
    follow = {"type": "Follow", "actor": follower.actor, "object": where.actor}
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{where.actor}#accept-{delivery.pk}",
        "type": "Accept",
        "actor": where.actor,
        "object": {"id": follower.follow, **follow} if follower.follow else follow,
    }


# --- how the server is doing ------------------------------------------------------------------


def _succeeded(instance: Instance, now: datetime) -> None:
    Instance.objects.filter(pk=instance.pk).update(last_delivered_at=now)
    _answered(instance, now)


def _answered(instance: Instance, now: datetime) -> None:
    """It is there; whatever was wrong is over."""
    well = {"failing_since": None, "failures": 0, "last_fault": "", "due_at": now}
    Instance.objects.filter(pk=instance.pk).update(**well)
    _released(instance, now)


def _failed(instance: Instance, fault: str, now: datetime) -> None:
    """It is left alone, twice as long each time. After a month of this nobody there follows."""
    since = instance.failing_since
    if since is None or now - instance.due_at > SILENCE:
        since = now
    pause = min(FIRST_PAUSE * 2 ** min(instance.failures, 20), LONGEST_PAUSE)
    # Not to the second, so that servers that failed together don't come back together.
    pause *= random.uniform(0.8, 1.2)  # noqa: S311
    Instance.objects.filter(pk=instance.pk).update(
        failing_since=since,
        failures=F("failures") + 1,
        last_fault=fault[:300],
        due_at=now + timedelta(seconds=pause),
    )
    if now - since > ABANDONED:
        Follower.objects.filter(instance=instance).delete()
        Delivery.objects.filter(instance=instance, state=State.WAITING).delete()
    _released(instance, now)


def _released(instance: Instance, now: datetime) -> None:
    """Give the lease back, unless it ran out and is another's now."""
    mine = Instance.objects.filter(pk=instance.pk, leased_until=instance.leased_until)
    mine.update(leased_until=now)
