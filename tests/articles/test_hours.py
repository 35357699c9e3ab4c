"""A schedule is kept to the second: over both nights when clocks change, and by wrong clocks."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import clock, publishing
from articles.models import Article, State
from masthead import health
from masthead.working import round_of_work
from record.models import Version

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def plan(make_article, publication, managing_editor_client, filled_form):
    """`plan("Europe/Brussels", "2037-10-25T02:30", which=1)`: schedules by the form; the hour."""

    def scheduled(zone, typed, *, which=0):
        publication.time_zone = zone
        publication.save()
        article = make_article()
        address = reverse("admin:articles_article_schedule", args=[article.pk])
        form = filled_form(managing_editor_client.get(address)) | {"at": typed}
        answer = managing_editor_client.post(address, form)
        if answer.status_code == 200:
            offered = answer.context["form"].fields["meant"].choices
            managing_editor_client.post(address, form | {"meant": offered[which][0]})
        return Article.objects.get(pk=article.pk).publish_at

    return scheduled


@pytest.mark.parametrize(
    ("zone", "typed", "which", "hour"),
    [
        ("Europe/Brussels", "2037-10-25T02:30", 0, "2037-10-25T00:30Z"),
        ("Europe/Brussels", "2037-10-25T02:30", 1, "2037-10-25T01:30Z"),
        ("Europe/Brussels", "2037-03-29T02:30", 0, "2037-03-29T00:30Z"),
        ("Europe/Brussels", "2037-03-29T03:00", 0, "2037-03-29T01:00Z"),
        ("America/New_York", "2037-11-01T01:30", 1, "2037-11-01T06:30Z"),
        ("Australia/Lord_Howe", "2037-04-05T01:45", 1, "2037-04-04T15:15Z"),
        ("Asia/Seoul", "2040-02-29T23:59", 0, "2040-02-29T14:59Z"),
        ("Pacific/Kiritimati", "2038-01-01T00:00", 0, "2037-12-31T10:00Z"),
    ],
    ids=str,
)
def test_it_is_published_at_the_hour_that_was_meant_and_no_second_before(
    plan, zone, typed, which, hour
):
    at = plan(zone, typed, which=which)

    assert at == datetime.fromisoformat(hour)
    assert publishing.publish_due(at - SECOND) == []
    (version,) = publishing.publish_due(at)
    assert version.published_at == at


@pytest.fixture
def host_clock(monkeypatch):
    """`host_clock(hours)`: this host's clock is off by so much, the database's is right."""
    right = timezone.now()

    def off(by):
        monkeypatch.setattr(timezone, "now", lambda: right + by)
        monkeypatch.setattr(clock, "now", lambda: right)
        return right

    return off


@pytest.mark.parametrize(
    "ask", [round_of_work, lambda: Client().get("/")], ids=["worker", "request"]
)
def test_a_host_whose_clock_is_an_hour_ahead_publishes_nothing_early(make_article, host_clock, ask):
    now = host_clock(timedelta(hours=1))
    article = make_article()
    publishing.schedule(article, by=None, at=now + timedelta(minutes=30), now=now)

    ask()

    assert not Version.objects.exists()
    article.refresh_from_db()
    assert article.state == State.SCHEDULED


def test_a_worker_whose_clock_is_an_hour_behind_publishes_in_time(make_article, host_clock):
    now = host_clock(timedelta(hours=-1))
    publishing.schedule(make_article(), by=None, at=now - SECOND, now=now - timedelta(days=1))

    round_of_work()

    assert Version.objects.get().published_at == now.replace(microsecond=0)


@pytest.mark.parametrize("hours", [1, -1])
def test_clocks_that_differ_are_told_to_who_watches(client, host_clock, hours):
    assert client.get("/readyz").json() == {"status": "ok"}

    host_clock(timedelta(hours=hours))

    assert client.get("/readyz").json()["failing"] == ["clock"]
    assert timedelta(seconds=2) == health.MOST_SKEW


@pytest.mark.postgresql
def test_the_clock_is_the_databases(host_clock, monkeypatch):
    before = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: before + timedelta(hours=1))

    assert abs(clock.now() - before) < timedelta(minutes=1)
    assert clock.skew() > timedelta(minutes=59)
