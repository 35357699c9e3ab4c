"""The stream of changes, as a partner's program follows it."""

import json
import random
from datetime import timedelta

import jsonschema
import pytest
from django.utils import timezone

from articles import publishing
from record import changes
from record.changes import Place
from record.document import Kind
from record.models import Entry, Version
from record.redacting import redact

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def history(make_public, make_later):
    """Published, corrected, retracted; published, withdrawn; published."""
    first = make_public(slug="first")
    corrected = make_later(first, Kind.CORRECTION, title="First, Corrected")
    make_later(corrected, Kind.RETRACTION)
    make_later(make_public(slug="second"), Kind.WITHDRAWAL)
    make_public(slug="third")


def follow(client, **query):
    """All entries from there on, and the last token."""
    entries = []
    while True:
        page = client.get("/api/v1/changes/", query).json()
        entries += page["results"]
        query["since"] = page["next"]
        if not page["more"]:
            return entries, page["next"]


def test_each_entry_tells_what_happened_and_how_its_article_stands_now(
    read, history, assert_described
):
    page = read("changes/")

    assert_described({**page, "results": []}, "ChangeList")
    told = [(e["event"], e["slug"], e["number"], e["status"]) for e in page["results"]]
    assert told == [
        ("published", "first", 1, "retracted"), ("corrected", "first", 2, "retracted"),
        ("retracted", "first", 3, "retracted"), ("published", "second", 1, "withdrawn"),
        ("withdrawn", "second", 2, "withdrawn"), ("published", "third", 1, "public"),
    ]  # fmt: skip
    assert {e["article"]["title"] for e in page["results"][:3]} == {"First, Corrected"}
    assert [e["article"] for e in page["results"] if not e["available"]] == [None, None]
    assert page["more"] is False


def test_an_entry_tells_the_article_as_the_list_does(read, history):
    listed = {item["id"]: item for item in read("articles/")["results"]}

    for entry in read("changes/")["results"]:
        assert entry["article"] == listed.get(entry["id"])


def test_an_entry_is_as_described(read, history, openapi):
    for query in ({}, {"expand": "article"}):
        whole = {
            "$ref": "#/components/schemas/ChangeList", "components": openapi["components"],
        }  # fmt: skip
        jsonschema.Draft202012Validator(whole).validate(read("changes/", **query))


def test_whole_articles_come_if_they_are_asked_for(read, history):
    entries = read("changes/", expand="article", body="markdown")["results"]

    assert entries[-1]["article"] == read("articles/third/", body="markdown")
    assert "body_html" not in entries[-1]["article"]


@pytest.mark.parametrize("limit", ["1", "2", "1000"])
def test_the_stream_is_the_same_in_pieces_of_any_size(client, history, limit):
    entries, last = follow(client, limit=limit)

    assert len(entries) == 6
    assert entries[-1]["token"] == last
    assert entries == follow(client)[0]


def test_whoever_has_come_to_the_end_asks_on_with_the_same_token(client, history, make_public):
    _, last = follow(client)
    at_the_end = client.get("/api/v1/changes/", {"since": last})
    again = client.get(
        "/api/v1/changes/", {"since": last}, headers={"If-None-Match": at_the_end["ETag"]}
    )
    make_public(slug="fourth")
    later = client.get(
        "/api/v1/changes/", {"since": last}, headers={"If-None-Match": at_the_end["ETag"]}
    )

    assert at_the_end.json()["next"] == last
    assert at_the_end.json()["results"] == []
    assert again.status_code == 304
    assert [entry["slug"] for entry in later.json()["results"]] == ["fourth"]


def test_the_address_of_what_comes_next_is_told(client, read, history):
    page = read("changes/", limit="2", expand="article")

    following = client.get(page["links"]["next"].removeprefix(SITE)).json()

    assert page["links"]["next"].startswith(f"{SITE}/api/v1/changes/?")
    assert following["results"][0]["number"] == 3
    assert "body" in following["results"][0]["article"]


def test_a_redaction_is_told_and_brings_nothing_back(read, make_public, make_later):
    first = make_public(slug="first", title="What Must Go")
    make_later(first, Kind.CORRECTION, title="What Stays")
    redact(Version.objects.get(number=1), notice="By order.", by="desk", at=timezone.now())

    entries = read("changes/")["results"]

    assert [entry["event"] for entry in entries] == ["published", "corrected", "redacted"]
    assert "What Must Go" not in json.dumps(entries)
    assert {entry["article"]["title"] for entry in entries} == {"What Stays"}


@pytest.mark.parametrize(
    "since", ["", "x", "AAAA", "null", "a" * 500, "é", "\0", changes.token(Place(9999, 9999))]
)
def test_a_token_that_is_none_of_this_stream_is_refused(refused, history, since):
    assert refused("since", "changes/", {"since": since})["detail"]


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "9" * 30, "x", ""])
def test_a_limit_that_is_none_is_refused(refused, limit):
    assert refused("limit", "changes/", {"limit": limit})["detail"]


def test_an_empty_record_has_a_beginning_too(read):
    page = read("changes/")

    assert (page["results"], page["more"]) == ([], False)
    assert read("changes/", since=page["next"])["next"] == page["next"]


def test_nothing_of_a_draft_or_a_scheduled_article_is_told(read, make_article, history):
    make_article(title="canary-draft", slug="canary-draft")
    waiting = make_article(title="canary-waiting", slug="canary-waiting")
    now = timezone.now()
    publishing.schedule(waiting, by=None, at=now + timedelta(hours=1), now=now)

    assert "canary" not in json.dumps(read("changes/"))
    assert Entry.objects.count() == 6


@pytest.mark.parametrize("query", [{}, {"limit": "1000"}, {"expand": "article"}])
def test_a_page_takes_the_same_queries_however_long(
    client, make_public, django_assert_num_queries, query
):
    for _ in range(30):
        make_public()
    token = client.get("/api/v1/changes/", {"limit": "5"}).json()["next"]

    # One looks for what is due, one for the head of the record.
    for since in ({}, {"since": token}):
        with django_assert_num_queries(1 + 2 + len(since)):
            client.get("/api/v1/changes/", {**query, **since})


def test_random_acts_of_the_newsroom_are_followed_through_the_door(client, make_article):
    """The property itself is shown in tests/record; this is the whole way, from act to answer."""
    chance = random.Random(7)
    mirror, since, live = {}, "", []
    now = timezone.now()
    for number in range(24):
        now += timedelta(minutes=1)
        act = chance.choice(["publish", "publish", "correct", "update", "retract", "withdraw"])
        if act == "publish" or not live:
            live.append(make_article(slug=f"story-{number}"))
            publishing.publish(live[-1], by=None, at=now)
        else:
            article = chance.choice(live)
            if act in ("correct", "update"):
                article.title = f"Version {number}"
                article.save()
            if act == "withdraw":
                live.remove(article)
            getattr(publishing, act)(article, by=None, note="Said why.", at=now)
        if chance.random() < 0.5:
            since = take(client, mirror, since, killed=chance.random() < 0.4)
    for _ in range(30):
        since = take(client, mirror, since, killed=False)

    listed = client.get("/api/v1/articles/", {"page_size": "100"}).json()["results"]
    assert mirror == {item["id"]: item for item in listed}
    assert len(mirror) > 3


def take(client, mirror, since, *, killed):
    """One page, kept entry by entry; a client that is killed has kept half of them."""
    query = {"limit": "3", **({"since": since} if since else {})}
    page = client.get("/api/v1/changes/", query).json()
    entries = page["results"]
    for entry in entries[: len(entries) // 2] if killed else entries:
        if entry["available"]:
            mirror[entry["id"]] = entry["article"]
        else:
            mirror.pop(entry["id"], None)
        since = entry["token"]
    return since
