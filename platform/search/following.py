"""The index follows the record: within a quarter of a second by the worker, else by searching."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.db import DatabaseError

from record.following import follow
from record.models import Entry
from search.indexing import FOLLOWER, clear, refresh

__all__ = ["FOLLOWER", "catch_up", "index", "rebuild"]

logger = logging.getLogger(__name__)

AT_ONCE = 100  # entries in one transaction
IN_A_REQUEST = 50  # entries: what a search may do for those that come after it


def index(entries: Sequence[Entry]) -> None:
    """Take up what happened. Handling entries again changes nothing, in whatever order."""
    refresh({entry.version.article for entry in entries})


def catch_up() -> bool:
    """Without a worker, whoever searches first indexes what is new, a bounded part of it at once.

    Whether the index is where the record is. A failure is logged and leaves the work to the next.
    """
    try:
        return follow(FOLLOWER, index, limit=IN_A_REQUEST) < IN_A_REQUEST
    except DatabaseError:
        logger.exception("the index could not be brought up to date")
        return False


def rebuild(say: Callable[[str], None] = lambda _: None) -> int:
    """Make the index anew, while it is being searched; how many entries were followed.

    May be stopped at any moment: the worker, or whoever searches, goes on where it stopped.
    """
    clear()
    done = 0
    while number := follow(FOLLOWER, index, limit=AT_ONCE):
        done += number
        say(f"{done} entries")
    return done
