"""Other servers: whose turn it is, and how each is doing.

A server is sent one thing at a time, by whoever holds its lease.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from fediverse.models import Delivery, Follower, Instance

__all__ = ["answered", "due", "failed", "lease", "release"]

LEASE = timedelta(minutes=1)  # longer than a request's deadline
ABANDONED = timedelta(days=30)
SILENCE = timedelta(days=10)  # without a try, after which an old failure says nothing any more
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 6 * 60 * 60.0  # seconds

_WAITING = Delivery.objects.filter(instance=OuterRef("pk"), state=Delivery.State.WAITING)


def due(now: datetime) -> QuerySet[Instance]:
    """Those that something waits for and that may be asked, who waited longest first."""
    free = Instance.objects.filter(due_at__lte=now, leased_until__lte=now)
    return free.filter(Exists(_WAITING)).order_by("due_at")


def lease(instance: Instance) -> bool:
    """Whether it is ours now: two workers may have seen it due, and one of them is quicker."""
    now = timezone.now()
    free = Instance.objects.filter(pk=instance.pk, due_at__lte=now, leased_until__lte=now)
    instance.leased_until = now + LEASE
    return bool(free.update(leased_until=instance.leased_until))


def answered(instance: Instance, now: datetime, **more: Any) -> None:
    """It is there; whatever was wrong is over."""
    well = {"failing_since": None, "failures": 0, "last_fault": "", "due_at": now}
    _ours(instance).update(leased_until=now, **well, **more)


def failed(instance: Instance, fault: str, now: datetime) -> None:
    """It is left alone, twice as long each time. After a month of this nobody there follows."""
    since = instance.failing_since
    if since is None or now - instance.due_at > SILENCE:
        since = now
    pause = min(FIRST_PAUSE * 2 ** min(instance.failures, 20), LONGEST_PAUSE)
    # Not to the second, so that servers that failed together don't come back together.
    pause *= random.uniform(0.8, 1.2)  # noqa: S311
    _ours(instance).update(
        failing_since=since,
        failures=F("failures") + 1,
        last_fault=fault[:300],
        due_at=now + timedelta(seconds=pause),
        leased_until=now,
    )
    if now - since > ABANDONED:
        Follower.objects.filter(instance=instance).delete()
        Delivery.objects.filter(instance=instance, state=Delivery.State.WAITING).delete()


def release(instance: Instance) -> None:
    _ours(instance).update(leased_until=timezone.now())


def _ours(instance: Instance) -> QuerySet[Instance]:
    """The row while the lease is ours; no row once it ran out and is another's."""
    return Instance.objects.filter(pk=instance.pk, leased_until=instance.leased_until)
