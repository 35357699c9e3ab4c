"""The worker: what is due, who follows the record, which photos still lack renditions.

Nothing is queued: each round looks at what the database says is undone and does it. So a worker
may be killed at any moment and started again, and several may run side by side.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from articles import publishing
from photos.renditions import make_missing
from record.following import follow

if TYPE_CHECKING:
    from record.models import Entry

__all__ = ["CHORES", "FOLLOWINGS", "Chore", "Following", "announce", "round_of_work", "work"]

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between looks: a scheduled article appears within a second of its hour
AFTER_FAILURE = 5.0  # seconds to let a database come back
GRACE = 2.0  # seconds a chore gets to finish when the worker stops


def announce(entries: Sequence[Entry]) -> None:
    """One line in the log for everything that became public: the operator's diary."""
    for entry in entries:
        version = entry.version
        logger.info("%d: %s v%d %s", entry.position, version.article, version.number, entry.event)


@dataclass(frozen=True)
class Following:
    """Who reads the record on. Handles entries in the transaction that moves its cursor, so it
    writes to the database only; what leaves the house is a chore."""

    name: str
    handle: Callable[[Sequence[Entry]], None]
    from_now: bool = False  # one whose first entry is the next, not the record's first


@dataclass(frozen=True)
class Chore:
    """Something that may take long, done in a thread of its own, so that it delays nobody.

    ``do`` does a part of what is undone and answers how many things it did; it is asked again at
    once while there were any, and after ``pause`` seconds if there was none.
    """

    name: str
    do: Callable[[], int]
    pause: float = PAUSE


FOLLOWINGS: tuple[Following, ...] = (Following("announce", announce),)

CHORES: tuple[Chore, ...] = ()


def round_of_work() -> int:
    """Do what is undone; how many things were done."""
    done = len(publishing.publish_due(timezone.now()))
    done += sum(follow(f.name, f.handle, from_now=f.from_now) for f in FOLLOWINGS)
    # One photo a round, so that an article's hour is not missed for a batch of uploads.
    return done + make_missing(limit=1)


def work(stop: threading.Event) -> None:
    """Work until told to stop. A failure is logged and tried again; it never ends the worker."""
    threads = [
        threading.Thread(target=_repeat, args=(chore, stop), name=chore.name, daemon=True)
        for chore in CHORES
    ]
    for thread in threads:
        thread.start()
    _repeat(Chore("round", round_of_work), stop)
    for thread in threads:
        # What is under way outside the house may be cut off: it counts as undone and comes again.
        thread.join(GRACE)


def _repeat(chore: Chore, stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        try:
            pause = 0.0 if chore.do() else chore.pause
        except DatabaseError:
            logger.exception(
                "%s: the database failed; trying again in %s s", chore.name, AFTER_FAILURE
            )
            connection.close()
            pause = AFTER_FAILURE
        except Exception:
            logger.exception("%s failed; trying again in %s s", chore.name, AFTER_FAILURE)
            pause = AFTER_FAILURE
        stop.wait(pause)
    connection.close()
