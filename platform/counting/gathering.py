"""What was seen waits in memory for a thread that writes it, so that no page waits for a count.

A reader's page comes first: when too much is waiting, or the database fails, counts are lost, and
the log says how many. Nothing here blocks or raises where a page is answered.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.util import Finalize
from typing import Generic, TypeVar

from django.db import close_old_connections, connection

__all__ = ["Gatherer"]

Seen = TypeVar("Seen")

PAUSE = 1.0  # seconds in which is gathered what is written together
BATCH = 500  # … or so many, if they are sooner
MOST = 10_000  # waiting in a process; more are not counted
TOLD_EVERY = 60.0  # seconds between two complaints in the log
PATIENCE = 5.0  # seconds a process that ends waits for its last counts

logger = logging.getLogger(__name__)


class Gatherer(Generic[Seen]):
    """Gives ``write`` what was ``put``, in batches, in a thread of its own.

    The thread starts with the first ``put`` in a process, as a server forks before that.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Seen]], None],
        *,
        pause: float = PAUSE,
        batch: int = BATCH,
        most: int = MOST,
    ) -> None:
        self._write, self._pause, self._batch, self._most = write, pause, batch, most
        self._starting = threading.Lock()
        self._process = 0
        self._lost = 0
        self._told_at = float("-inf")  # time.monotonic()

    def put(self, seen: Seen) -> None:
        """Have it written soon. Takes no lock; drops it if too much is waiting."""
        if self._process != os.getpid() and not self._start():
            self._lost += 1
            return
        waiting = self._waiting
        if len(waiting) >= self._most:
            self._lost += 1
            return
        waiting.append(seen)
        if not self._some.is_set():
            self._some.set()
        if len(waiting) >= self._batch and not self._enough.is_set():
            self._enough.set()

    def flush(self) -> None:
        """Write in this thread what is waiting. Does not raise; says in the log what was lost."""
        while batch := self._taken():
            try:
                self._write(batch)
            except Exception:
                # Whatever it is: the next batch may fare better, and nobody else is to suffer.
                self._lost += len(batch)
                if self._may_tell():
                    logger.exception("%d readings could not be counted", self._forgotten())
        if self._lost and self._may_tell():
            logger.error("%d readings came too fast to be counted", self._forgotten())

    def stop(self) -> None:
        """Write what is waiting and end the thread, if that takes not too long."""
        if self._process != os.getpid():
            return
        self._stopping = True
        self._some.set()
        self._enough.set()
        self._thread.join(PATIENCE)

    # --- the thread ---------------------------------------------------------------------------

    def _start(self) -> bool:
        """Whether there is a thread that writes."""
        with self._starting:
            if self._process == os.getpid():
                return True
            self._waiting: deque[Seen] = deque()
            self._some, self._enough = threading.Event(), threading.Event()
            self._stopping = False
            self._thread = threading.Thread(target=self._run, name="counting", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # the machine has no room for one
                return False
            self._process = os.getpid()
            # As at the end of any program, and at that of a server's child, which skips atexit.
            Finalize(None, self.stop, exitpriority=1)
            return True

    def _run(self) -> None:
        while not self._stopping:
            self._some.wait()
            self._enough.wait(self._pause)
            self._some.clear()
            self._enough.clear()
            close_old_connections()
            self.flush()
        self.flush()  # what came in the last moment
        connection.close()

    def _taken(self) -> list[Seen]:
        """The first of those waiting, as many as go together."""
        waiting = self._waiting
        return [waiting.popleft() for _ in range(min(len(waiting), self._batch))]

    def _may_tell(self) -> bool:
        """Once in a while: a database that is gone fails every second."""
        now = time.monotonic()
        if now - self._told_at < TOLD_EVERY:
            return False
        self._told_at = now
        return True

    def _forgotten(self) -> int:
        """How many were lost since this was last asked."""
        lost, self._lost = self._lost, 0
        return lost
