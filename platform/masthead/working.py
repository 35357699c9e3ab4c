"""The worker: what is due, who follows the record, which photos still lack renditions.

Nothing is queued: each round looks at what the database says is undone and does it. So a worker
may be killed at any moment and started again, and several may run side by side.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from articles import publishing
from photos.renditions import make_missing
from record.following import follow

if TYPE_CHECKING:
    from record.models import Entry

__all__ = ["FOLLOWERS", "announce", "round_of_work", "work"]

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between looks: a scheduled article appears within a second of its hour
AFTER_FAILURE = 5.0  # seconds to let a database come back


def announce(entries: Sequence[Entry]) -> None:
    """One line in the log for everything that became public: the operator's diary."""
    for entry in entries:
        version = entry.version
        logger.info("%d: %s v%d %s", entry.position, version.article, version.number, entry.event)


# Who reads the record on, by the name of their cursor.
FOLLOWERS: dict[str, Callable[[Sequence[Entry]], None]] = {"announce": announce}


def round_of_work() -> int:
    """Do what is undone; how many things were done."""
    done = len(publishing.publish_due(timezone.now()))
    done += sum(follow(name, handle) for name, handle in FOLLOWERS.items())
    # One photo a round, so that an article's hour is not missed for a batch of uploads.
    return done + make_missing(limit=1)


def work(stop: threading.Event) -> None:
    """Work until told to stop. A failure is logged and tried again; it never ends the worker."""
    while not stop.is_set():
        close_old_connections()
        try:
            pause = 0.0 if round_of_work() else PAUSE
        except DatabaseError:
            logger.exception("the database failed; trying again in %s s", AFTER_FAILURE)
            connection.close()
            pause = AFTER_FAILURE
        except Exception:
            logger.exception("a round of work failed; trying again in %s s", AFTER_FAILURE)
            pause = AFTER_FAILURE
        stop.wait(pause)
