"""A clock on the wall, and the instants it may mean."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.local_times import Ambiguous, Nonexistent, instant, spelt_out

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = ["Europe/Brussels", "Asia/Seoul", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]


def test_an_ordinary_time_is_one_instant() -> None:
    assert instant(datetime.fromisoformat("2026-05-04T09:30"), BRUSSELS) == datetime(
        2026, 5, 4, 7, 30, tzinfo=UTC
    )


def test_an_hour_that_happens_twice_is_refused_with_both_instants() -> None:
    with pytest.raises(Ambiguous) as refusal:
        instant(datetime.fromisoformat("2026-10-25T02:30"), BRUSSELS)

    assert [spelt_out(at, BRUSSELS) for at in refusal.value.choices] == [
        "Sunday 25 October 2026, 02:30 CEST (UTC+02:00)",
        "Sunday 25 October 2026, 02:30 CET (UTC+01:00)",
    ]


def test_an_hour_that_is_skipped_is_refused_with_times_around_it() -> None:
    with pytest.raises(Nonexistent) as refusal:
        instant(datetime.fromisoformat("2027-03-28T02:30"), BRUSSELS)

    assert [spelt_out(at, BRUSSELS) for at in refusal.value.choices] == [
        "Sunday 28 March 2027, 01:30 CET (UTC+01:00)",
        "Sunday 28 March 2027, 03:30 CEST (UTC+02:00)",
    ]


def test_the_first_minute_after_the_skipped_hour_exists() -> None:
    assert instant(datetime.fromisoformat("2027-03-28T03:00"), BRUSSELS) == datetime(
        2027, 3, 28, 1, tzinfo=UTC
    )


def test_a_zone_without_an_abbreviation_is_told_by_its_offset() -> None:
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)

    assert spelt_out(at, ZoneInfo("America/Sao_Paulo")) == "Monday 4 May 2026, 06:00 (UTC-03:00)"


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("2020-01-01"),
        max_value=datetime.fromisoformat("2035-01-01"),
    ),
    st.sampled_from(ZONES),
)
def test_what_is_accepted_reads_back_as_it_was_typed(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)

    try:
        meant = [instant(local, zone)]
    except Ambiguous as refusal:
        meant = list(refusal.choices)
    except Nonexistent:
        meant = []

    assert [at.astimezone(zone).replace(tzinfo=None) for at in meant] == [local] * len(meant)


@given(st.sampled_from(["02:00", "02:15", "02:59"]))
def test_a_skipped_time_lies_between_the_times_proposed(clock: str) -> None:
    local = datetime.fromisoformat(f"2027-03-28T{clock}")

    with pytest.raises(Nonexistent) as refusal:
        instant(local, BRUSSELS)

    before, after = (at.astimezone(BRUSSELS).replace(tzinfo=None) for at in refusal.value.choices)
    assert before < local < after
