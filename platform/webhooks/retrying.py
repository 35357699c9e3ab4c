"""When to try again: arithmetic of waits."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

__all__ = ["TRIES", "breaker_pause", "retry_after", "wait"]

# The longest wait after the first failure, the second, and so on. A wait is drawn evenly from
# nothing to that ("full jitter"), so that those who failed together do not come back together;
# half the sum, three days, is what passes on average until a delivery is given up.
LONGEST_WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=30),
    timedelta(hours=34),
    timedelta(hours=36),
)
TRIES = len(LONGEST_WAITS) + 1
LONGEST_RETRY_AFTER = timedelta(days=1)

FAILURES_TO_OPEN = 5  # in a row
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


def wait(failures: int, *, chance: random.Random | None = None) -> timedelta | None:
    """How long to wait after that many failures; ``None``: no longer."""
    if failures >= TRIES:
        return None
    draw = (chance or random).random()
    return LONGEST_WAITS[failures - 1] * draw


def retry_after(text: str, *, now: datetime) -> timedelta:
    """The pause a server asks for (RFC 9110, 10.2.3): seconds or a date; at most a day.

    Nothing, if it is neither or past.
    """
    if text.isascii() and text.isdecimal():
        asked = timedelta(seconds=min(int(text[:9]), LONGEST_RETRY_AFTER.total_seconds()))
    else:
        try:
            date = parsedate_to_datetime(text)
        except (ValueError, OverflowError):  # the latter for a year of twenty digits
            return timedelta()
        asked = (date if date.tzinfo else date.replace(tzinfo=UTC)) - now
    return max(timedelta(), min(asked, LONGEST_RETRY_AFTER))


def breaker_pause(failures: int) -> timedelta:
    """How long an endpoint is left alone after that many failures in a row: a minute after the
    fifth, twice as long after each more, at most an hour. A success ends it."""
    if failures < FAILURES_TO_OPEN:
        return timedelta()
    doublings = min(failures - FAILURES_TO_OPEN, 10)
    return min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
