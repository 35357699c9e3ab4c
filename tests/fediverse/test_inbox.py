"""What the inbox makes of requests that are not as they should be."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from fediverse import chores, inbox
from fediverse.models import Arrival, Follower
from tests.factories.fediverse import ACTOR, TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("federated")]

TWO_HOURS = timedelta(hours=2)


def assert_no_trace(elsewhere):
    chores.believe()
    assert not Arrival.objects.exists()
    assert not Follower.objects.exists()
    assert elsewhere.received == []


@pytest.mark.parametrize(
    "changes",
    [
        {"headers": {"signature": ""}},
        {"headers": {"signature": "keyId=x"}},
        {"headers": {"signature": 'keyId="https://a.example/k",signature="!!"'}},
        {"headers": {"digest": ""}},
        {"headers": {"digest": "SHA-256=AAAA"}},
        {"headers": {"digest": "MD5=AAAA"}},
        {"headers": {"date": ""}},
        {"headers": {"date": "yesterday"}},
        {"body": b'{"type": "Follow"}'},
        {"covered": "date"},
        {"covered": "(request-target) host date"},
        {"covered": "host date digest"},
        {"covered": "(request-target) date digest"},
        {"covered": "(request-target) host digest"},
        {"covered": "(request-target) host date digest digest"},
        {"algorithm": "hmac-sha256"},
        {"date": datetime.now(UTC) - TWO_HOURS},
        {"date": datetime.now(UTC) + TWO_HOURS},
        {"key_id": ""},
        {"key_id": "https://other.example/users/ama#main-key"},
        {"key_id": "http://127.0.0.1:1/users/ama#main-key"},
    ],
    ids=[
        "unsigned",
        "unreadable signature",
        "nothing covered",
        "no digest",
        "wrong digest",
        "weak digest",
        "no date",
        "date in words",
        "another body",
        "only the date covered",
        "digest not covered",
        "target not covered",
        "host not covered",
        "date not covered",
        "a header twice",
        "symmetric",
        "too old",
        "too early",
        "nameless key",
        "key of another host",
        "key of another port",
    ],
)
def test_what_is_not_signed_as_it_must_be_is_refused(client, elsewhere, changes):
    answer = elsewhere.send(client, "ama", elsewhere.follow("ama"), **changes)

    assert answer.status_code == 401
    assert answer["Cache-Control"] == "no-store"
    assert_no_trace(elsewhere)


def test_nobody_speaks_for_somebody_of_another_server(client, elsewhere, make_elsewhere):
    other = make_elsewhere()
    answer = elsewhere.send(client, "ama", other.follow("bo"))

    assert answer.status_code == 401
    assert_no_trace(other)


def test_nobody_speaks_for_a_neighbour(client, elsewhere):
    """The key is of the same server, but of somebody else: their document doesn't have it."""
    elsewhere.person("bo")
    elsewhere.send(client, "ama", elsewhere.follow("bo"))
    chores.believe()

    assert not Follower.objects.exists()


def test_our_own_server_follows_nobody(client, elsewhere):
    follow = {**elsewhere.follow("ama"), "actor": ACTOR}
    answer = elsewhere.send(client, "ama", follow, key_id=f"{ACTOR}#main-key")

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"[]",
        b"7",
        b"nothing",
        b'{"actor": "https://a.example/", "actor": "https://b.example/"}',
        b'{"type": NaN}',
        b"\xff\xfe",
        b'{"actor": "javascript:alert(1)"}',
        b'{"actor": ["https://a.example/"]}',
        b'{"actor": "https://user:word@a.example/"}',
        b'{"actor": "https://[::1/"}',
        b'{"actor": "https://a.example/\\ud800"}',
        b'{"actor": "https://a.example/\\u0000"}',
        json.dumps({"actor": f"https://a.example/{'x' * 500}"}).encode(),
        b'{"@context": ' + b'{"a": ' * 40 + b"1" + b"}" * 41,
        b"[" * 30_000 + b"]" * 30_000,
        b'{"n": ' + b"9" * 5_000 + b"}",
    ],
    ids=range(17),
)
def test_what_is_no_activity_is_refused(client, elsewhere, body):
    assert elsewhere.send(client, "ama", body).status_code == 400
    assert_no_trace(elsewhere)


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Like"},
        {"type": ["Follow"]},
        {"type": None},
        {"type": "Follow", "object": f"{ACTOR}x"},
        {"type": "Follow", "object": [ACTOR]},
        {"type": "Follow", "object": {"id": 7}},
        {"type": "https://www.w3.org/ns/activitystreams#Follow"},
        {"@context": {"type": "@id", "Follow": "Undo"}, "type": "Block"},
        {"@context": "http://127.0.0.1:1/evil.jsonld", "type": "Create", "object": {"id": ACTOR}},
        {"@graph": [{"type": "Follow", "object": ACTOR}], "type": "Announce"},
        {
            "type": "Undo",
            "object": {"type": "Follow", "object": ACTOR, "actor": "https://b.example"},
        },
        {"type": "Accept", "object": {"type": "Follow", "actor": ACTOR}},
        {"type": "Delete", "object": ACTOR},
        {"type": "Update", "object": {"id": ACTOR, "name": "Mine"}},
        {"type": "Move", "object": ACTOR, "target": "https://evil.example/"},
    ],
    ids=lambda changes: str(changes["type"]),
)
def test_what_does_not_concern_us_is_taken_and_ignored(client, elsewhere, changes):
    before = client.get("/fediverse/actor/").content
    answer = elsewhere.send(client, "ama", {**elsewhere.follow("ama"), **changes})

    assert (answer.status_code, answer.content) == (202, b"")
    assert_no_trace(elsewhere)
    assert client.get("/fediverse/actor/").content == before


def test_a_body_beyond_64_kib_is_not_read(client, elsewhere):
    large = {**elsewhere.follow("ama"), "summary": "x" * 64 * 1024}

    assert elsewhere.send(client, "ama", large).status_code == 413
    assert_no_trace(elsewhere)


def test_the_inbox_is_for_posting(client):
    for method in (client.get, client.put, client.delete, client.options):
        answer = method("/fediverse/inbox/")
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_a_server_that_asks_too_much_waits_and_others_do_not(
    client, elsewhere, make_elsewhere, monkeypatch
):
    monkeypatch.setattr(inbox, "MOST_OF_A_HOST", 2)
    other = make_elsewhere()

    answers = [elsewhere.send(client, n, elsewhere.follow(n)) for n in ("ama", "bo", "cy")]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert int(answers[2]["Retry-After"]) > 0
    assert other.send(client, "di", other.follow("di")).status_code == 202


def test_only_so_much_waits_to_be_looked_at(client, elsewhere, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_WAITING", 1)

    statuses = [
        elsewhere.send(client, name, elsewhere.follow(name)).status_code
        for name in ("ama", "bo", "cy")
    ]

    assert statuses == [202, 503, 503]
    chores.believe()
    assert elsewhere.send(client, "di", elsewhere.follow("di")).status_code == 202


def test_an_answer_takes_no_request_to_anybody(client, elsewhere, django_assert_num_queries):
    with django_assert_num_queries(4):  # due articles, this server's count, the queue, the row
        elsewhere.send(client, "ama", elsewhere.follow("ama"))

    assert elsewhere.received == []


def test_the_same_request_a_second_time_is_one_request(client, elsewhere):
    body = json.dumps(elsewhere.follow("ama")).encode()
    headers = elsewhere.signed("ama", body)
    for _ in range(3):
        client.post("/fediverse/inbox/", data=body, content_type=TYPE, headers=headers)

    assert Arrival.objects.count() == 1


def test_what_came_is_forgotten_after_hours(client, elsewhere, time_machine):
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()
    assert chores.forget() == 0

    time_machine.move_to(datetime.now(UTC) + timedelta(hours=4))
    assert chores.forget() == 1
    assert not Arrival.objects.exists()
    assert Follower.objects.exists()
