"""Counters that all processes share through the cache, and each has its own if that is gone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache

__all__ = ["COUNTERS", "Counters", "Memory"]

logger = logging.getLogger(__name__)

LEFT_ALONE = 10.0  # seconds a cache that failed is not asked again
MOST = 100_000  # counters in one process; more are those of an attack


@dataclass
class Memory:
    """Counters of one process. When there are too many, those that have ended are dropped, and
    if that doesn't help, all: a limit may be lenient, and must never fill the memory."""

    values: dict[str, tuple[int, float]] = field(default_factory=dict)  # number, monotonic end
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, *, seconds: float, start: Callable[[], int]) -> int:
        now = time.monotonic()
        with self.lock:
            number, end = self.values.get(name, (0, 0.0))
        if end <= now:
            number, end = start(), now + seconds
        with self.lock:
            present = self.values.get(name, (0, 0.0))
            number = (present[0] if present[1] > now else number) + 1
            if len(self.values) >= MOST:
                kept = {n: v for n, v in self.values.items() if v[1] > now}
                self.values = kept if len(kept) < MOST // 2 else {}
            self.values[name] = (number, max(end, present[1]))
        return number


@dataclass
class Counters:
    memory: Memory = field(default_factory=Memory)
    asked_again_at: float = 0.0  # time.monotonic()

    def add(self, name: str, *, seconds: float, start: Callable[[], int] = int) -> int:
        """One more of that name: how many since it began, at least so many seconds ago or never.

        A counter nobody has begins with what ``start`` answers. Never fails for the cache's sake.
        """
        if (
            not isinstance(caches["default"], LocMemCache)
            and self.asked_again_at < time.monotonic()
        ):
            try:
                return _shared(cache, name, seconds=seconds, start=start)
            except Exception:
                # Each cache has exceptions of its own, and none of them is a reader's concern.
                logger.exception("the cache does not answer; each process counts for itself")
                self.asked_again_at = time.monotonic() + LEFT_ALONE
        return self.memory.add(name, seconds=seconds, start=start)

    def forget(self) -> None:
        """Begin anew, as a process does that was started again."""
        self.memory, self.asked_again_at = Memory(), 0.0


def _shared(shared: Any, name: str, *, seconds: float, start: Callable[[], int]) -> int:
    try:
        return int(shared.incr(name))
    except ValueError:  # nobody has begun it, or it has ended
        shared.add(name, start(), timeout=int(seconds))
        return int(shared.incr(name))


COUNTERS = Counters()
