"""Who is told of which article, and when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import publishing
from authors.models import Author
from newsletter import mailings
from newsletter.choosing import wish_of
from newsletter.models import Frequency, Mail, Mailing, MailState
from newsletter.subscribing import change
from publication.models import Region, Section, Topic
from record import document as parts
from record.document import Kind

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 11, 23, 6, 30, tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def _early_on_a_monday(publication, mail_server, time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def publish(make_public):
    """`publish("Tolls", topics=…)`: an article, first published now."""

    def publish(title, **fields):
        return make_public(title=title, first_published=timezone.now(), **fields)

    return publish


@pytest.fixture
def titles(mail_server):
    """`titles("a@mail.example")`: the subjects of what somebody was sent."""

    def sent_to(address):
        return [mail["Subject"] for mail in mail_server.mails if mail["To"] == address]

    return sent_to


def test_who_wants_everything_at_once_is_told_of_every_article_once(
    make_subscriber, publish, send_news, titles
):
    reader = make_subscriber()

    for title in ("Tolls", "Pilots"):
        publish(title)
        send_news()
        send_news()

    assert titles(reader.address) == ["Tolls", "Pilots"]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Topic, {"topics": (parts.Term("trade", "Trade"),)}),
        (Region, {"regions": (parts.Term("east-asia", "East Asia"),)}),
        (Section, {"section": parts.Section("trade", "Trade", "article-commentary")}),
        (Author, {"byline": (parts.Contribution(name="Mirae Yoon", author="mirae-yoon"),)}),
    ],
    ids=["a topic", "a region", "a section", "an author"],
)
def test_who_chose_hears_of_articles_that_name_it_and_of_no_others(
    make_subscriber, publish, send_news, titles, model, fields
):
    publish("Before", **fields)
    reader = make_subscriber(model.objects.latest("pk"))

    publish("Another matter", byline=(parts.Contribution(name="Ada Okafor"),))
    publish("Wanted", **fields)
    send_news()

    assert titles(reader.address) == ["Wanted"]


def test_what_was_published_before_the_confirmation_is_no_news(
    make_subscriber, publish, send_news, titles
):
    publish("Old")
    reader = make_subscriber()
    send_news()

    assert titles(reader.address) == []


def test_an_archive_taken_over_is_no_news(make_subscriber, make_public, send_news, titles):
    reader = make_subscriber()
    long_ago = timezone.now() - timedelta(days=800)
    make_public(title="From the old site", first_published=long_ago, published=long_ago)
    send_news()

    assert titles(reader.address) == []


def test_a_scheduled_article_is_in_no_mail_before_its_hour(
    make_subscriber, make_article, send_news, titles, time_machine
):
    reader = make_subscriber()
    article = make_article(title="Under embargo")
    hour = MONDAY + timedelta(minutes=20)
    publishing.schedule(article, by=None, at=hour, now=timezone.now())

    for seconds in (1200, 1, 0):
        time_machine.move_to(hour - timedelta(seconds=seconds))
        publishing.publish_due(timezone.now())
        send_news()
        assert titles(reader.address) == (["Under embargo"] if seconds == 0 else [])


def test_corrections_are_not_mailed(make_subscriber, publish, make_later, send_news, titles):
    reader = make_subscriber()
    article = publish("Tolls")
    send_news()
    make_later(article, Kind.CORRECTION, title="Tolls, corrected", published=timezone.now())
    send_news()

    assert titles(reader.address) == ["Tolls"]


@pytest.mark.parametrize("kind", [Kind.RETRACTION, Kind.WITHDRAWAL])
def test_what_is_taken_back_before_the_hour_is_not_mailed(
    make_subscriber, publish, make_later, send_news, titles, time_machine, kind
):
    reader = make_subscriber(frequency=Frequency.DAILY)
    publish("Kept")
    make_later(publish("Taken back"), kind, published=timezone.now())
    time_machine.move_to(MONDAY.replace(hour=7))
    send_news()

    assert titles(reader.address) == ["Kept"]


def test_what_is_taken_back_while_its_mail_waits_is_not_mailed(
    make_subscriber, publish, make_later, read_the_record, send_news, mail_server
):
    make_subscriber()
    article = publish("Taken back")
    mail_server.answer = lambda step, _: "421 not now" if step == "connect" else None
    send_news()
    make_later(article, Kind.WITHDRAWAL, published=timezone.now())
    Mail.objects.update(next_at=timezone.now())
    mail_server.answer = lambda step, _: None
    send_news()

    assert mail_server.raw == []
    assert Mail.objects.get().state == MailState.NEEDLESS


def test_a_digest_comes_at_seven_on_the_publications_clock_and_once(
    make_subscriber, publish, send_news, titles, time_machine
):
    reader = make_subscriber(frequency=Frequency.DAILY)
    publish("Night")
    publish("Dawn")

    time_machine.move_to(MONDAY.replace(hour=6, minute=59))
    send_news()
    assert titles(reader.address) == []
    time_machine.move_to(MONDAY.replace(hour=7))
    send_news()
    publish("Day")
    time_machine.move_to(MONDAY.replace(hour=23))
    send_news()
    assert titles(reader.address) == ["Dawn and 1 more"]
    time_machine.move_to(MONDAY.replace(day=24, hour=7, minute=1))
    send_news()
    time_machine.move_to(MONDAY.replace(day=25, hour=8))
    send_news()

    assert titles(reader.address) == ["Dawn and 1 more", "Day"]


def test_a_weekly_digest_comes_on_monday(make_subscriber, publish, send_news, titles, time_machine):
    reader = make_subscriber(frequency=Frequency.WEEKLY)
    time_machine.move_to(MONDAY.replace(hour=9))
    publish("Monday’s")
    for day in range(24, 30):
        time_machine.move_to(MONDAY.replace(day=day, hour=12))
        send_news()
    assert titles(reader.address) == []

    time_machine.move_to(MONDAY.replace(day=30, hour=7))
    send_news()

    assert titles(reader.address) == ["Monday’s"]


def test_a_worker_that_slept_for_days_sends_one_digest(
    make_subscriber, publish, send_news, titles, time_machine
):
    reader = make_subscriber(frequency=Frequency.DAILY)
    for day in (23, 24, 25):
        time_machine.move_to(MONDAY.replace(day=day, hour=12))
        publish(f"Of the {day}th")
    time_machine.move_to(MONDAY.replace(day=27, hour=12))
    send_news()

    assert titles(reader.address) == ["Of the 25th and 2 more"]


def test_daylight_saving_does_not_move_the_hour(
    make_subscriber, publish, send_news, titles, time_machine
):
    time_machine.move_to(datetime(2027, 3, 27, 12, tzinfo=BRUSSELS), tick=False)
    reader = make_subscriber(frequency=Frequency.DAILY)
    publish("Before the clocks change")
    time_machine.move_to(datetime(2027, 3, 28, 6, 59, tzinfo=BRUSSELS))
    send_news()
    assert titles(reader.address) == []
    time_machine.move_to(datetime(2027, 3, 28, 7, 0, tzinfo=BRUSSELS))
    send_news()

    assert titles(reader.address) == ["Before the clocks change"]


def test_who_changes_the_frequency_misses_nothing_and_gets_nothing_twice(
    make_subscriber, publish, send_news, titles, time_machine
):
    reader = make_subscriber(frequency=Frequency.AT_ONCE)
    publish("At once")
    send_news()
    change(reader, wish_of(reader), Frequency.DAILY)
    publish("For the morning")
    send_news()
    change(reader, wish_of(reader), Frequency.AT_ONCE)
    publish("At once again")
    send_news()
    change(reader, wish_of(reader), Frequency.DAILY)
    time_machine.move_to(MONDAY.replace(hour=7))
    send_news()

    assert titles(reader.address) == ["At once", "At once again and 1 more"]


def test_whoever_is_to_be_told_is_told_whatever_the_number(
    make_subscriber, publish, send_news, mail_server, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("newsletter.mailings.SLICE", 7)
    readers = [make_subscriber() for _ in range(20)]
    make_subscriber(confirmed=False)
    publish("Tolls")
    send_news()

    assert sorted(mail_server.recipients) == sorted(reader.address for reader in readers)
    assert Mailing.objects.get().addressed


def test_looking_at_a_slice_costs_the_same_whatever_its_length(
    make_subscriber, publish, read_the_record, django_assert_num_queries
):
    topic = Topic.objects.create(name="Trade", slug="trade")
    for _ in range(30):
        make_subscriber(topic)
    publish("Tolls", topics=(parts.Term("trade", "Trade"),))
    read_the_record()

    with django_assert_num_queries(12):
        assert mailings.address_some(now=timezone.now()) == 30
