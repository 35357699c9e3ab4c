"""The calendar: what goes when, by the publication's clock, of what one may see."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Message, State
from articles.planning import clock_change, entries
from articles.publishing import publish, schedule
from articles.reminding import remind
from publication.models import Issue

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
CALENDAR = reverse("admin:articles_article_calendar")


@pytest.fixture
def brussels(publication):
    publication.time_zone = "Europe/Brussels"
    publication.save()
    return ZoneInfo("Europe/Brussels")


def days(response):
    """Day, kind and clock of every entry of the page."""
    return [
        (day["day"].isoformat(), row["entry"].kind, row["entry"].clock)
        for day in response.context["days"]
        for row in day["entries"]
    ]


def test_everything_that_comes_stands_on_its_day(
    make_article, publication, brussels, managing_editor_client
):
    night = datetime(2027, 3, 14, 23, 30, tzinfo=UTC)  # the next day in Brussels
    scheduled = make_article(title="Scheduled", embargo_until=night - timedelta(days=2))
    schedule(scheduled, by=None, at=night, now=NOW)
    public = make_article(title="Public")
    publish(public, by=None, at=NOW)
    type(public).objects.filter(pk=public.pk).update(
        expires_at=night, expiry_note="Over.", review_by=date(2027, 3, 9)
    )
    Issue.objects.create(
        publication=publication, volume="3", number="1", slug="3-1", published_on=date(2027, 3, 20)
    )

    page = managing_editor_client.get(CALENDAR, {"month": "2027-03"})

    assert days(page) == [
        ("2027-03-09", "review", ""),
        ("2027-03-13", "embargo", "00:30 CET"),
        ("2027-03-15", "scheduled", "00:30 CET"),
        ("2027-03-15", "expiry", "00:30 CET"),
        ("2027-03-20", "issue", ""),
    ]
    html = page.content.decode()
    assert reverse("admin:articles_article_schedule", args=[scheduled.pk]) in html
    assert reverse("admin:articles_article_dates", args=[public.pk]) in html


def test_the_nights_when_clocks_change_are_told_and_hours_follow_them(
    make_article, brussels, managing_editor_client
):
    for at in (datetime(2027, 3, 27, 8, tzinfo=UTC), datetime(2027, 3, 28, 8, tzinfo=UTC)):
        schedule(make_article(), by=None, at=at, now=NOW)

    page = managing_editor_client.get(CALENDAR, {"week": "2027-W12"})

    assert [clock for _, _, clock in days(page)] == ["09:00 CET", "10:00 CEST"]
    assert [day["clocks"] for day in page.context["days"]] == [*[""] * 6, "Clocks go forward"]
    assert clock_change(date(2026, 10, 25), brussels) == "Clocks go back"


def test_one_sees_what_one_may_see_and_moves_what_one_may_move(
    make_article, contributor, contributor_client, editor_client, managing_editor_client
):
    own = make_article(title="Own", created_by=contributor)
    for article in (own, make_article(title="Of another")):
        schedule(article, by=None, at=NOW + timedelta(days=2), now=NOW)

    seen = {
        name: [
            (row["entry"].title, bool(row["move"]))
            for day in client.get(CALENDAR, {"month": "2027-03"}).context["days"]
            for row in day["entries"]
        ]
        for name, client in (
            ("contributor", contributor_client),
            ("editor", editor_client),
            ("managing editor", managing_editor_client),
        )
    }

    assert seen == {
        "contributor": [("Own", False)],
        "editor": [("Own", False), ("Of another", False)],
        "managing editor": [("Own", True), ("Of another", True)],
    }


def test_it_costs_the_same_however_full_it_is(make_article, managing_editor_client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            managing_editor_client.get(CALENDAR, {"month": "2027-03"})
        return len(queries)

    cost()
    empty = cost()
    for number in range(5):
        schedule(make_article(), by=None, at=NOW + timedelta(days=number + 1), now=NOW)

    assert cost() == empty


@pytest.mark.parametrize(
    "asked",
    [{"month": "2027-13"}, {"month": "'"}, {"week": "2027-W53"}, {"week": "2027-W99"}, {}],
    ids=str,
)
def test_a_span_that_is_none_is_answered_with_this_month(managing_editor_client, asked):
    page = managing_editor_client.get(CALENDAR, asked)

    assert page.status_code == 200
    assert page.context["view"].name == "month"


def test_an_entry_dragged_to_another_day_proposes_its_hour_and_changes_nothing(
    make_article, managing_editor_client
):
    article = make_article()
    schedule(article, by=None, at=NOW + timedelta(days=2), now=NOW)
    address = reverse("admin:articles_article_schedule", args=[article.pk])

    page = managing_editor_client.get(address, {"at": "2027-03-20T09:30"}).content.decode()

    assert 'value="2027-03-20T09:30"' in page
    assert '"x"' not in managing_editor_client.get(address, {"at": '"x"'}).content.decode()
    article.refresh_from_db()
    assert article.publish_at == NOW + timedelta(days=2)


def test_nobody_sees_what_is_withdrawn(make_article, managing_editor):
    make_article(state=State.WITHDRAWN, review_by=date(2027, 3, 9))

    assert entries(managing_editor, date(2027, 3, 1), date(2027, 3, 31)) == []


# --- reminders --------------------------------------------------------------------------------


def test_whose_article_it_is_is_told_of_its_expiry_a_week_ahead_and_once(make_article, contributor):
    article = make_article(created_by=contributor)
    publish(article, by=None, at=NOW)
    hour = NOW + timedelta(days=20)
    type(article).objects.filter(pk=article.pk).update(expires_at=hour, expiry_note="Over.")
    told = Message.objects.filter(to=contributor, what__startswith="It expires on")

    assert remind(hour - timedelta(days=7, seconds=1)) == 0
    assert remind(hour - timedelta(days=7)) == 1
    assert remind(hour) == 0

    assert told.count() == 1


def test_the_day_to_look_again_is_the_publications(make_article, publication, contributor):
    publication.time_zone = "Asia/Seoul"
    publication.save()
    make_article(created_by=contributor, review_by=date(2027, 3, 9))
    midnight = datetime(2027, 3, 8, 15, tzinfo=UTC)

    assert remind(midnight - timedelta(seconds=1)) == 0
    assert remind(midnight) == 1

    assert Message.objects.filter(to=contributor, what__contains="looked at again").count() == 1
