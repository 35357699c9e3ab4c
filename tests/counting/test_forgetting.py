"""What is kept of readers, and how soon it is gone."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection

from counting.chores import forget_readers
from counting.figures import Figures, readings
from counting.models import Click, DailyUsage, Hour, TotalUsage, Visit
from counting.most_read import count_anew, most_read

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
BROWSER = "Mozilla/5.0 (X11; Plan 9; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture
def ferries(make_public):
    return make_public(slug="ferries")


def everything_stored() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_address_and_no_browser_is_stored_anywhere(ferries, look):
    look("/articles/ferries/", client=ADDRESS, browser=BROWSER)

    stored = everything_stored()
    assert "ferries" in stored
    for secret in (ADDRESS, BROWSER, "Plan 9"):
        assert secret not in stored


def test_the_same_reader_has_another_pseudonym_every_hour(ferries, look, noon):
    for hours in range(3):
        look("/articles/ferries/", client=ADDRESS, at=noon + timedelta(hours=hours, minutes=10))

    assert len(set(Visit.objects.values_list("session", flat=True))) == 3
    assert len({bytes(secret) for secret in Hour.objects.values_list("secret", flat=True)}) == 3


def test_pseudonyms_and_their_secret_go_an_hour_after_theirs(ferries, look, noon):
    look("/articles/ferries/", client=ADDRESS, at=noon + timedelta(minutes=10))

    assert forget_readers(now=noon + timedelta(hours=1, minutes=59)) == 0
    assert Visit.objects.count() == Click.objects.count() == 1
    assert forget_readers(now=noon + timedelta(hours=2)) == 1
    assert not Hour.objects.exists()
    assert not Visit.objects.exists()
    assert not Click.objects.exists()
    assert readings(uuid.UUID(ferries.article)) == Figures(1, 1, 1, 1)


def test_so_does_what_a_wrong_clock_brought_from_the_future(ferries, look, noon):
    look("/articles/ferries/", at=noon + timedelta(days=400, minutes=10))

    assert forget_readers(now=noon) == 1


# --- what is recent ---------------------------------------------------------------------------


def test_what_was_read_is_among_the_most_read_at_once(ferries, make_public, look, noon):
    make_public(slug="tides")
    look("/articles/ferries/")
    look("/articles/tides/")
    look("/articles/tides/")

    assert [row.slug for row in most_read(now=noon, number=5)] == ["tides", "ferries"]


def test_citations_alone_make_nothing_most_read(ferries, look, noon):
    look("/articles/ferries/article.bib")

    assert most_read(now=noon, number=5) == []


def test_after_thirty_days_it_is_recent_no_more(ferries, look, noon):
    look("/articles/ferries/", at=noon)
    look("/articles/ferries/", at=noon + timedelta(days=9))
    numbers = []
    for days in (0, 29, 30, 38, 39):
        count_anew(today=(noon + timedelta(days=days)).date())
        numbers.append(TotalUsage.objects.get().recent)

    assert numbers == [2, 2, 1, 1, 0]
    assert most_read(now=noon + timedelta(days=39), number=5) == []


def test_each_article_is_counted_anew_once_a_day_and_an_unread_one_never(ferries, look, noon):
    look("/articles/ferries/", at=noon)
    tomorrow = date(2026, 3, 3)

    assert count_anew(today=noon.date()) == 0
    assert count_anew(today=tomorrow) == 1
    assert count_anew(today=tomorrow) == 0
    assert count_anew(today=tomorrow + timedelta(days=60)) == 1
    assert count_anew(today=tomorrow + timedelta(days=61)) == 0
    assert DailyUsage.objects.count() == 1


def test_who_is_read_again_is_recent_again(ferries, look, noon):
    look("/articles/ferries/", at=noon)
    count_anew(today=date(2026, 6, 1))
    later = noon + timedelta(days=100)

    look("/articles/ferries/", at=later)

    assert [row.slug for row in most_read(now=later, number=5)] == ["ferries"]
