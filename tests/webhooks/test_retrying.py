"""The arithmetic of waits."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from webhooks.retrying import TRIES, breaker_pause, retry_after, wait

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_waits_grow_to_three_days_in_all_on_average_and_then_end():
    chance = random.Random(5)

    def patience():
        waits = [wait(n, chance=chance) for n in range(1, TRIES)]
        return sum(waits, start=timedelta())

    average = sum((patience() for _ in range(1000)), start=timedelta()) / 1000
    assert timedelta(days=2, hours=20) < average < timedelta(days=3, hours=4)
    assert wait(TRIES) is None
    assert 8 <= TRIES <= 12


def test_those_who_failed_together_do_not_come_back_together():
    waits = [wait(5, chance=random.Random(seed)) for seed in range(200)]

    assert min(waits) < timedelta(minutes=12)
    assert max(waits) > timedelta(minutes=108)
    assert len(set(waits)) == 200


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("", 0),
        ("soon", 0),
        ("99999999999999999999", 86400),
        ("²", 0),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), 0),
        ("Sun, 01 Mar 2026 12:05:00 -0000", 300),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400),
    ],
)
def test_a_pause_asked_for_is_read_as_seconds_or_as_a_date(text, seconds):
    assert retry_after(text, now=NOW) == timedelta(seconds=seconds)


def test_the_pauses_of_the_breaker_double_up_to_an_hour():
    minutes = [breaker_pause(n) / timedelta(minutes=1) for n in range(1, 14)]

    assert minutes == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert breaker_pause(10_000) == timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2030 99999999999999999999:00:00 GMT",
        "Mon, 01 Jan 2030 00:00:00 +9999999999999999999999",
    ],
)
def test_a_date_beyond_all_numbers_asks_for_nothing(text):
    assert retry_after(text, now=NOW) == timedelta()
