"""What changed is told to a hub and to search engines: at least once, each address once."""

import json
from collections import Counter
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from django.utils import timezone

from articles import publishing
from feeds import announcing, chores
from feeds.models import Announcement, Receiver
from masthead import working
from record.document import Contribution, Issue, Kind, Term
from record.following import follow
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
KEY = "0123456789abcdef-Invented"
FORMS = ("rss", "atom", "json")


@pytest.fixture
def hub(listener, settings):
    settings.WEBSUB_HUB = listener.address
    settings.OUTGOING_ALLOWED_NETWORKS = ("127.0.0.1/32",)
    follow("feeds", chores.follow, from_now=True)
    return listener


@pytest.fixture
def engines(listener, settings):
    settings.INDEXNOW_KEY = KEY
    settings.OUTGOING_ALLOWED_NETWORKS = ("127.0.0.1/32",)
    listener.ok = 202
    follow("feeds", chores.follow, from_now=True)
    return listener


def noted() -> int:
    """What the follower of the worker does."""
    return follow("feeds", chores.follow, from_now=True)


def told(chore=chores.announce_feeds) -> int:
    """What the chore of the worker does, until there is nothing to do."""
    number = 0
    while done := chore():
        number += done
    return number


def in_all_forms(*stems: str) -> list[str]:
    return sorted(f"{SITE}{stem}.{form}" for stem in stems for form in FORMS)


# --- a hub ------------------------------------------------------------------------------------


def test_a_hub_is_told_of_every_feed_an_article_is_in(hub, make_public):
    make_public(topics=(Term("trade", "Trade"),), regions=(Term("east-asia", "East Asia"),))

    noted()
    told()

    assert sorted(hub.feeds) == in_all_forms(
        "/feeds/articles", "/authors/mirae-yoon/feed", "/sections/commentary/feed",
        "/topics/trade/feed", "/regions/east-asia/feed",
    )  # fmt: skip
    headers, body = hub.requests[0]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body)["hub.mode"] == ["publish"]
    assert not Announcement.objects.exists()


def test_the_worker_tells_it_when_an_editor_publishes(hub, make_article):
    publishing.publish(make_article(), by=None, at=timezone.now())

    working.round_of_work()
    [chore] = [each for each in working.CHORES if each.do is chores.announce_feeds]
    told(chore.do)

    assert set(in_all_forms("/feeds/articles", "/sections/commentary/feed")) < set(hub.feeds)


def test_what_is_announced_is_what_the_feed_says_it_is_called(hub, client, make_public):
    make_public()
    noted()
    told()

    for address in hub.feeds:
        answer = client.get(address.removeprefix(SITE))
        assert answer["Link"] == f'<{address}>; rel="self", <{hub.address}>; rel="hub"'
        if address.endswith("json"):
            assert answer.json()["hubs"] == [{"type": "WebSub", "url": hub.address}]
            continue
        links = {link.rel: link.href for link in feedparser.parse(answer.content).feed.links}
        assert (links["self"], links["hub"]) == (address, hub.address)
        again = client.get(address.removeprefix(SITE), headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again["Link"]) == (304, answer["Link"])


def test_without_a_hub_no_feed_names_one_and_nothing_is_noted(client, make_public):
    make_public()
    noted()

    answer = client.get("/feeds/articles.atom")

    assert "Link" not in answer
    assert b'rel="hub"' not in answer.content
    assert not Announcement.objects.exists()


def test_many_changes_are_announced_once(hub, make_public, make_later):
    article = make_public()
    for _ in range(5):
        article = make_later(article, Kind.CORRECTION)
        noted()

    told()

    assert set(Counter(hub.feeds).values()) == {1}


def test_an_article_that_moves_changes_the_feed_it_leaves_too(hub, make_public, make_later):
    first = make_public(topics=(Term("trade", "Trade"),))
    make_public(topics=(Term("trade", "Trade"),))
    noted()
    told()
    hub.requests.clear()

    make_later(first, Kind.CORRECTION, topics=(Term("fishing", "Fishing"),))
    noted()
    told()

    assert set(in_all_forms("/topics/trade/feed", "/topics/fishing/feed")) < set(hub.feeds)


def test_a_withdrawal_is_announced_where_it_is_told(hub, make_public, make_later):
    bo = (Contribution("Bo Lund", author="bo-lund", family_name="Lund"),)
    make_public()
    article = make_public(byline=bo)
    noted()
    told()
    hub.requests.clear()

    make_later(article, Kind.WITHDRAWAL)
    noted()
    told()

    # Nobody reads of Bo Lund any more, so there is no such feed.
    assert sorted(hub.feeds) == in_all_forms("/feeds/articles", "/sections/commentary/feed")


def test_a_redaction_changes_no_feed(hub, make_public, make_later):
    first = make_public()
    second = make_later(first, Kind.CORRECTION)
    noted()
    told()
    hub.requests.clear()

    version = Version.objects.get(article=first.article, number=1)
    redact(version, notice="Removed.", by="desk", at=second.published)
    noted()

    assert told() == 0


def test_what_changes_while_it_is_told_is_told_again(hub, make_public, monkeypatch):
    make_public()
    noted()
    send, news = chores.websub.send, iter([make_public])

    def send_slowly(*arguments, **named):
        next(news, lambda: None)()
        noted()
        return send(*arguments, **named)

    monkeypatch.setattr(chores.websub, "send", send_slowly)
    told()

    # The one being told when the news came; the others weren't told yet.
    assert sorted(Counter(hub.feeds).values())[-2:] == [1, 2]
    assert not Announcement.objects.exists()


def test_a_hub_that_fails_is_asked_again_later_and_later(hub, make_public, time_machine, caplog):
    hub.statuses = [503] * 1000
    make_public()
    noted()
    now = timezone.now()
    tries = []
    for minute in range(60):
        time_machine.move_to(now + timedelta(minutes=minute))
        hub.requests.clear()
        told()
        tries.append(hub.feeds.count(f"{SITE}/feeds/articles.atom"))

    assert tries[0] == 1
    assert 4 <= sum(tries) <= 9
    assert "the answer was 503" in caplog.text
    hub.statuses = []
    time_machine.move_to(now + timedelta(hours=12))
    told()
    assert not Announcement.objects.exists()


def test_after_three_days_it_is_given_up_and_said_so(hub, make_public, time_machine, caplog):
    hub.statuses = [500] * 1000
    make_public()
    noted()
    told()

    time_machine.move_to(timezone.now() + timedelta(days=4))
    told()

    assert not Announcement.objects.exists()
    assert f"given up announcing {SITE}/feeds/articles.atom to hub" in caplog.text


def test_a_hub_where_nobody_answers_delays_nothing_and_is_tried_again(
    hub, make_public, settings, caplog
):
    settings.WEBSUB_HUB = "http://127.0.0.1:9/"
    make_public()

    noted()
    number = told()

    assert number == len(in_all_forms("", "", ""))
    assert Announcement.objects.filter(attempts=1).count() == number


def test_a_hub_on_the_inside_is_not_reached_unless_the_operator_allows_it(
    hub, make_public, settings, caplog
):
    settings.OUTGOING_ALLOWED_NETWORKS = ()
    make_public()

    noted()
    told()

    assert hub.requests == []
    assert "not on the public Internet" in caplog.text


def test_of_two_workers_one_gets_it_and_one_that_dies_leaves_it_to_the_other(make_public):
    now = timezone.now()
    announcing.queue(Receiver.HUB, ["https://x.example/"], position=1, now=now)
    seen = []

    def die(addresses):
        seen.append(("one", addresses))
        # Another worker comes while the first is under way.
        announcing.announce(Receiver.HUB, tell, at_once=5, now=now)
        raise KeyboardInterrupt

    def tell(addresses):
        seen.append(("other", addresses))

    with pytest.raises(KeyboardInterrupt):
        announcing.announce(Receiver.HUB, die, at_once=5, now=now)
    announcing.announce(Receiver.HUB, tell, at_once=5, now=now + timedelta(minutes=1))
    announcing.announce(Receiver.HUB, tell, at_once=5, now=now + timedelta(minutes=3))

    assert [who for who, _ in seen] == ["one", "other"]
    assert not Announcement.objects.exists()


def test_noting_costs_a_constant_number_of_queries(hub, make_public, django_assert_num_queries):
    make_public()
    noted()
    named = {
        "topics": (Term("trade", "Trade"),),
        "regions": (Term("east-asia", "East Asia"),),
        "issue": Issue("3-2", "3", "2"),
    }
    many = [make_public(**named) for _ in range(12)]
    entries = [
        version.entries.select_related("version").get()
        for version in Version.objects.filter(article__in=[each.article for each in many])
    ]

    # One for each kind of entry, one to forget the receivers nobody wants, one to write.
    with django_assert_num_queries(7):
        chores.follow(entries)


def test_what_was_noted_for_a_hub_that_is_no_more_is_forgotten(hub, make_public, settings):
    make_public()
    noted()
    settings.WEBSUB_HUB = ""
    make_public()

    noted()

    assert not Announcement.objects.exists()


# --- search engines ---------------------------------------------------------------------------


def pages(engines) -> list[str]:
    return [page for _, body in engines.requests for page in json.loads(body)["urlList"]]


def tell_engines(engines) -> int:
    return told(lambda: chores.announce_pages(engines.address))


def test_search_engines_are_told_of_pages_by_a_key_that_can_be_looked_up(
    engines, client, make_public
):
    make_public(slug="lanes")

    noted()
    tell_engines(engines)

    [(headers, body)] = engines.requests
    sent = json.loads(body)
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert sent == {
        "host": "127.0.0.1:8000",
        "key": KEY,
        "keyLocation": f"{SITE}/{KEY}.txt",
        "urlList": [f"{SITE}/articles/lanes/"],
    }
    answer = client.get(urlsplit(sent["keyLocation"]).path)
    assert (answer.content.decode(), answer["Content-Type"]) == (KEY, "text/plain; charset=utf-8")
    assert not Announcement.objects.exists()


def test_search_engines_are_told_of_corrections_renamings_and_withdrawals(
    engines, make_public, make_later
):
    first = make_public(slug="lanes")
    noted()
    tell_engines(engines)
    engines.requests.clear()

    renamed = make_later(first, Kind.CORRECTION, slug="other-lanes")
    noted()
    tell_engines(engines)
    assert sorted(pages(engines)) == [f"{SITE}/articles/lanes/", f"{SITE}/articles/other-lanes/"]
    engines.requests.clear()

    make_later(renamed, Kind.WITHDRAWAL)
    noted()
    tell_engines(engines)
    assert pages(engines) == [f"{SITE}/articles/other-lanes/"]


def test_search_engines_that_refuse_are_asked_again(engines, make_public, caplog):
    engines.statuses = [429]
    make_public()
    noted()

    tell_engines(engines)

    assert Announcement.objects.get().attempts == 1
    assert "not announced to the search-engines: the answer was 429" in caplog.text


@pytest.mark.parametrize("path", [f"/{KEY}.txt", "/00000000.txt", "/x.txt"])
def test_no_other_file_is_taken_for_the_key(client, db, settings, path):
    assert client.get(path).status_code == 404
    settings.INDEXNOW_KEY = "another-key-of-another-site"
    assert client.get(path).status_code == 404
