"""Counts where articles are read, without slowing anything and without knowing any reader.

Counts are gathered in memory and written together, at most once a second in each process: a busy
partner costs the database one write a second, a quiet one is written at once. What a process
holds when it ends is lost: at most its last second.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F

from partners import carriage
from partners.hosts import InvalidHost, normalise_host
from partners.models import How
from record.models import PublishedArticle
from republishing.models import OTHER, UNKNOWN, Reading

__all__ = ["TALLY", "Place", "Tally", "host_of", "is_robot", "write"]

PAUSE = 1.0  # seconds between two writes
MOST_PLACES = 1_000  # kept in memory until they are written
HOSTS_A_DAY = 50  # named for one article; more are somebody's game, and counted together
ROWS_A_DAY = 20_000  # of all articles

# A CUBOT is a telephone.
ROBOTS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scan|archiv|fetch|preview|monitor|headless|externalhit|validator"
    r"|^(?:curl|wget|python|java|go-http|okhttp|libwww|axios|node)",
    re.IGNORECASE,
)

logger = logging.getLogger("republishing")


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a version was read. ``day`` is in UTC."""

    article: UUID
    number: int
    host: str
    day: date


def host_of(address: str) -> str:
    """The host of a page; ``UNKNOWN`` without one that has a public name."""
    try:
        return normalise_host(urlsplit(address).hostname or "")
    except (InvalidHost, ValueError):
        return UNKNOWN


def is_robot(user_agent: str) -> bool:
    """Whether nobody reads: a robot by its own word, or without one."""
    return not user_agent or ROBOTS.search(user_agent) is not None


class Tally:
    """Counts of one process. ``write`` is given them; if it fails, they are lost, and logged."""

    def __init__(
        self,
        write: Callable[[Mapping[Place, int], datetime], None],
        *,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._write, self._pause, self._clock = write, pause, clock
        self._counts: Counter[Place] = Counter()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._written = float("-inf")

    def count(self, article: UUID, number: int, host: str, at: datetime) -> None:
        """Once more. Writes if it is time to, and nobody else does."""
        place = Place(article, number, host, at.astimezone(UTC).date())
        with self._lock:
            if place in self._counts or len(self._counts) < MOST_PLACES:
                self._counts[place] += 1
            due = self._clock() - self._written >= self._pause
        if due:
            self.flush(at)

    def flush(self, at: datetime) -> None:
        """Write what there is, unless another thread is at it."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            with self._lock:
                counts, self._counts = self._counts, Counter()
            if counts:
                self._write(counts, at)
        except DatabaseError:
            logger.exception("%d counts could not be written and are lost", counts.total())
        finally:
            self._written = self._clock()
            self._writing.release()


def write(counts: Mapping[Place, int], at: datetime) -> None:
    """Add the counts to the table and tell which partners carry what."""
    latest = dict(
        PublishedArticle.objects.filter(
            article__in={place.article for place in counts}
        ).values_list("article", "current__number")
    )
    true = {p: n for p, n in counts.items() if 0 < p.number <= latest.get(p.article, 0)}
    with transaction.atomic():
        for place, times in _bounded(true).items():
            _add(place, times)
    for article, number, host in {(p.article, p.number, p.host) for p in true}:
        if host != UNKNOWN and (partner := carriage.partner_at(host)):
            carriage.note(partner, article, how=How.COUNTER, number=number, at=at)


def _add(place: Place, times: int) -> None:
    row = Reading.objects.filter(
        article=place.article, number=place.number, host=place.host, day=place.day
    )
    if not row.update(times=F("times") + times):
        blank = Reading(
            article=place.article, number=place.number, host=place.host, day=place.day, times=0
        )
        # Two processes may meet here; whoever is second finds the row.
        Reading.objects.bulk_create([blank], ignore_conflicts=True)
        row.update(times=F("times") + times)


def _bounded(counts: Mapping[Place, int]) -> Counter[Place]:
    """The counts with a day's surplus of hosts put together under ``OTHER``.

    A host is a claim of whoever asks; without a bound, anybody could fill the table. Partners
    are known, and are always named.
    """
    bounded: Counter[Place] = Counter()
    named: dict[tuple[UUID, date], set[str]] = defaultdict(set)
    for article, day in {(place.article, place.day) for place in counts}:
        rows = Reading.objects.filter(article=article, day=day)
        named[article, day] = set(rows.values_list("host", flat=True))
    room = {
        day: ROWS_A_DAY - Reading.objects.filter(day=day).count()
        for day in {place.day for place in counts}
    }
    for place, times in counts.items():
        hosts = named[place.article, place.day]
        if place.host not in hosts and place.host != UNKNOWN:
            full = len(hosts) >= HOSTS_A_DAY or room[place.day] <= 0
            if full and carriage.partner_at(place.host) is None:
                place = Place(place.article, place.number, OTHER, place.day)  # noqa: PLW2901
            hosts.add(place.host)
            room[place.day] -= 1
        bounded[place] += times
    return bounded


TALLY = Tally(write)
