"""The worker: what is due, who follows the record, which photos still lack renditions.

Nothing is queued: each round looks at what the database says is undone and does it. So a worker
may be killed at any moment and started again, and several may run side by side.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

import accounts.chores
import accounts.letters
import articles.chores
import counting.chores
import desk.indexing
import fediverse.chores
import feeds.chores
import newsletter.chores
import newsletter.mailings
import photos.likeness
import proofs.mailing
import proofs.tidying
import reader.making_files
import reader.stored_pages
import reader.surroundings
import republishing.pictures
import search.following
import webhooks.delivering
import webhooks.following
import webhooks.letters
import webhooks.tidying
from articles import autosaving, clock, ending_rights, publishing, reminding
from articles.importing import incoming
from masthead import stored_pages
from photos.renditions import make_missing
from record import former_files, withholding
from record.following import caught_up, follow

if TYPE_CHECKING:
    from record.models import Entry

__all__ = ["CHORES", "FOLLOWINGS", "Chore", "Following", "announce", "round_of_work", "work"]

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between looks: a scheduled article appears within a second of its hour
AFTER_FAILURE = 5.0  # seconds to let a database come back
BRISK = 1.0  # seconds between looks, where somebody waits
RELAXED = 5.0  # … where nobody counts seconds
SELDOM = 600.0  # … where only room is gained
AT_ONCE = 5  # articles published in one round
GRACE = 2.0  # seconds the chores get to finish when the worker stops


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
    at_once: int = 100  # entries in one transaction


@dataclass(frozen=True)
class Chore:
    """Something that may take long, done in a thread of its own, so that it delays nobody.

    ``do`` does a part of what is undone and answers how many things it did; it is asked again at
    once while there were any, and after ``pause`` seconds if there was none.
    """

    name: str
    do: Callable[[], int]
    pause: float = PAUSE


FOLLOWINGS: tuple[Following, ...] = (
    Following("announce", announce),
    Following("search", search.following.index),
    # Looks for what is alike in the index, hence after it.
    Following(reader.stored_pages.FOLLOWER, reader.surroundings.follow, at_once=10),
    Following("pictures", republishing.pictures.forget),
    Following("files", reader.making_files.remove_unreadable),
    Following("webhooks", webhooks.following.enqueue, from_now=True),
    Following("feeds", feeds.chores.follow, from_now=True),
    Following("fediverse", fediverse.chores.announce, from_now=True),
    Following("newsletter", newsletter.mailings.announce, from_now=True),
)

CHORES: tuple[Chore, ...] = (
    # Looks through all articles; who searches looks before.
    Chore("newsroom's index", desk.indexing.catch_up, pause=RELAXED),
    Chore("webhooks", webhooks.delivering.deliver_due),
    Chore("proofs by mail", proofs.mailing.send_due, pause=BRISK),
    Chore("letters", webhooks.letters.send_due, pause=RELAXED),
    Chore("newsroom's mail", articles.chores.send_messages, pause=BRISK),
    Chore("feeds to the hub", feeds.chores.announce_feeds, pause=BRISK),
    Chore("pages to search engines", feeds.chores.announce_pages, pause=RELAXED),
    Chore("fediverse, heard", fediverse.chores.believe, pause=BRISK),
    Chore("fediverse, told", fediverse.chores.deliver, pause=BRISK),
    Chore("letters about accounts", accounts.letters.send_due, pause=BRISK),
    Chore("newsletter, addressed", newsletter.chores.address, pause=BRISK),
    Chore("newsletter, sent", newsletter.chores.send, pause=BRISK),
    Chore("reminders", lambda: reminding.remind(clock.now()), pause=RELAXED),
    Chore("rights in photos", lambda: withholding.keep_up(timezone.now()), pause=BRISK),
    Chore("rights about to end", lambda: ending_rights.announce(timezone.now()), pause=SELDOM),
    Chore("unsaved texts", lambda: autosaving.forget_old(timezone.now()), pause=SELDOM),
    Chore("former files", lambda: former_files.forget(timezone.now()), pause=SELDOM),
    Chore("likenesses of photos", photos.likeness.fingerprint_missing, pause=RELAXED),
    Chore("pictures", republishing.pictures.draw_missing, pause=BRISK),
    Chore("manuscripts", incoming.read_next),
    Chore("pages", stored_pages.make_missing, pause=RELAXED),
    Chore("files", reader.making_files.make_missing, pause=RELAXED),
    Chore("readers, forgotten", counting.chores.forget, pause=SELDOM),
    Chore("readings of these days", counting.chores.count_recent, pause=SELDOM),
    Chore("tidying manuscripts", incoming.tidy, pause=SELDOM),
    Chore("tidying accounts", accounts.chores.tidy, pause=SELDOM),
    Chore("tidying inboxes", articles.chores.forget_messages, pause=SELDOM),
    Chore("tidying proofs", lambda: proofs.tidying.forget(timezone.now()), pause=SELDOM),
    Chore("tidying webhooks", webhooks.tidying.forget_old, pause=SELDOM),
    Chore("tidying the fediverse", fediverse.chores.forget, pause=SELDOM),
    Chore("tidying the newsletter", newsletter.chores.forget, pause=SELDOM),
)


def round_of_work() -> int:
    """Do what is undone; how many things were done."""
    # A few at a time, so that the first of a hundred is told of before the last is published.
    done = len(publishing.publish_due(clock.now(), limit=AT_ONCE))
    rested = caught_up()
    for each in FOLLOWINGS:
        if each.name not in rested:
            done += follow(each.name, each.handle, limit=each.at_once, from_now=each.from_now)
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
    # What is then still under way outside is cut off: it counts as undone and comes again.
    end = time.monotonic() + GRACE
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))


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
