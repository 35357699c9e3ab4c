"""How often each key is used: counted in memory, written a little later, many requests at once.

A process that is killed loses the counts of its last seconds; nothing else depends on them but a
partner's monthly quota, which forgives.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from multiprocessing.util import Finalize
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, Sum

from partners.models import Key, Partner, Usage, UsageKind

__all__ = ["TALLY", "Tally", "requests_since"]

logger = logging.getLogger(__name__)

WRITTEN_EVERY = 5.0  # seconds, at most
LAST_USE_EVERY = timedelta(minutes=1)

# One statement for any number of counts; both databases read it alike.
UPSERT = (
    "INSERT INTO partners_usage (key_id, day, kind, count, bytes) VALUES {rows} "
    "ON CONFLICT (key_id, day, kind) DO UPDATE SET "
    "count = partners_usage.count + excluded.count, bytes = partners_usage.bytes + excluded.bytes"
)

Counted = tuple[int, date, str]  # primary key of a key, day, kind


@dataclass
class Tally:
    """Counts waiting to be written. Threads may share it."""

    counts: dict[Counted, list[int]] = field(default_factory=dict)
    last_use: dict[int, datetime] = field(default_factory=dict)
    written_at: float = float("-inf")  # time.monotonic()
    lock: threading.Lock = field(default_factory=threading.Lock)
    process: int = 0  # in which the last counts will be written

    def count(self, key: int, kind: UsageKind | str, *, size: int, at: datetime) -> None:
        """One request with that key (its primary key), answered with so many bytes."""
        with self.lock:
            if self.process != os.getpid():
                # As at the end of any program, and at that of a server's child, which skips atexit.
                Finalize(None, self.write, exitpriority=1)
                self.process = os.getpid()
            numbers = self.counts.setdefault((key, at.date(), UsageKind(kind).value), [0, 0])
            numbers[0] += 1
            numbers[1] += size
            self.last_use[key] = max(at, self.last_use.get(key, at))

    def write_if_due(self) -> None:
        """Write what was counted, unless some was written a moment ago."""
        if time.monotonic() - self.written_at >= WRITTEN_EVERY:
            self.write()

    def write(self) -> None:
        """Write what was counted. If the database fails, it is kept for the next time."""
        with self.lock:
            counts, self.counts = self.counts, {}
            last_use, self.last_use = self.last_use, {}
            self.written_at = time.monotonic()
        if not counts:
            return
        try:
            with transaction.atomic():
                _write(counts, last_use)
        except DatabaseError:
            logger.exception("the usage of keys could not be written; it is kept for later")
            self._take_back(counts, last_use)

    def _take_back(self, counts: dict[Counted, list[int]], last_use: dict[int, datetime]) -> None:
        with self.lock:
            for counted, (count, size) in counts.items():
                numbers = self.counts.setdefault(counted, [0, 0])
                numbers[0] += count
                numbers[1] += size
            self.last_use = {**last_use, **self.last_use}

    def forget(self) -> None:
        """Drop what is not written, as a process that is killed does."""
        with self.lock:
            self.counts, self.last_use, self.written_at = {}, {}, float("-inf")

    def waiting(self, keys: set[int]) -> int:
        """Requests of these keys that are not written yet."""
        with self.lock:
            return sum(
                numbers[0]
                for (key, _, kind), numbers in self.counts.items()
                if key in keys and kind != UsageKind.LIMITED
            )


def _write(counts: dict[Counted, list[int]], last_use: dict[int, datetime]) -> None:
    # A key may have been deleted since: its counts go with it.
    known = set(Key.objects.filter(pk__in=last_use).values_list("pk", flat=True))
    # In one order everywhere, so that two processes never wait for each other.
    rows = [
        (key, day, kind, *numbers)
        for (key, day, kind), numbers in sorted(counts.items())
        if key in known
    ]
    if rows:
        marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
        values: list[Any] = [value for row in rows for value in row]
        with connection.cursor() as cursor:
            cursor.execute(UPSERT.format(rows=marks), values)
    same_time: defaultdict[datetime, list[int]] = defaultdict(list)
    for key, at in last_use.items():
        same_time[at].append(key)
    for at, some in sorted(same_time.items()):
        stale = Q(last_used_at=None) | Q(last_used_at__lt=at - LAST_USE_EVERY)
        Key.objects.filter(stale, pk__in=some).update(last_used_at=at)


def requests_since(partner: Partner, day: date) -> int:
    """Requests of all the partner's keys from that day on, those refused as too many left out."""
    rows = Usage.objects.filter(key__partner=partner, day__gte=day)
    written = rows.exclude(kind=UsageKind.LIMITED).aggregate(total=Sum("count"))["total"] or 0
    return written + TALLY.waiting(set(partner.keys.values_list("pk", flat=True)))


TALLY = Tally()
