"""Keys of partners in the API: where they are accepted, and what a wrong one learns (T13)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from api.urls import urlpatterns
from partners import keys

pytestmark = pytest.mark.django_db

ARTICLES = "/api/v1/articles/"
# The documentation is a page of files for everybody.
WITHOUT_KEYS = {"docs", "schema"}


def bearing(text):
    return {"Authorization": f"Bearer {text}"}


def whole(answer):
    """Status, headers and body: everything a client is told."""
    return answer.status_code, sorted(answer.headers.items()), answer.content


def test_a_partner_gets_what_anybody_gets_but_privately(client, make_public, bearer):
    make_public()

    anonymous = client.get(ARTICLES)
    keyed = client.get(ARTICLES, headers=bearer())

    assert keyed.json() == anonymous.json()
    assert keyed["Cache-Control"] == "private, no-store"
    assert "Authorization" in keyed["Vary"]
    assert "Authorization" in anonymous["Vary"]
    assert anonymous["Cache-Control"].startswith("public")


def test_every_wrong_key_gets_the_same_answer(client, make_key):
    now = timezone.now()
    right = make_key()
    expired = make_key(expires_at=now - timedelta(seconds=1))
    revoked = make_key()
    keys.revoke(revoked.key, now=now)
    prefix = right.text.rpartition("_")[0]
    wrong = [
        bearing(text)
        for text in (
            expired.text,
            revoked.text,
            f"{prefix}_{'0' * 40}",
            right.text[:-1],
            right.text + "0",
            right.text.upper(),
            "mh_",
            "x",
            "",
            "é",
            "x" * 5_000,
        )
    ]
    wrong += [
        {"Authorization": text}
        for text in ("", "Bearer", "Basic dXNlcjpwYXNz", f"Token {right.text}", right.text)
    ]

    answers = [whole(client.get(ARTICLES, headers=headers)) for headers in wrong]

    assert all(answer == answers[0] for answer in answers)
    status, headers, body = answers[0]
    assert status == 401
    assert ("WWW-Authenticate", "Bearer") in headers
    assert ("Content-Type", "application/problem+json") in headers
    assert b"not valid" in body


def test_a_thousand_guesses_learn_nothing_and_cost_one_read_each(
    client, make_key, django_assert_num_queries
):
    prefix = make_key().text.rpartition("_")[0]
    path = "/api/v1/articles/nothing/"
    guesses = [f"{prefix}_{number:040d}" for number in range(500)]
    guesses += [f"mh_{number:08d}_{number:040d}" for number in range(500)]

    with django_assert_num_queries(2):  # what is due, as at every address, and the key
        first = whole(client.get(path, headers=bearing(guesses[0])))

    assert {str(whole(client.get(path, headers=bearing(text)))) for text in guesses} == {str(first)}


def test_a_revoked_key_is_refused_from_the_very_next_request(client, make_key):
    made = make_key()
    assert client.get(ARTICLES, headers=bearing(made.text)).status_code == 200

    keys.revoke(made.key, now=timezone.now())

    assert client.get(ARTICLES, headers=bearing(made.text)).status_code == 401


@pytest.mark.parametrize("name", ["api_key", "access_token", "key", "q", "anything"])
def test_a_key_in_an_address_is_not_used_and_its_owner_is_told(client, make_key, name):
    text = make_key().text

    answer = client.get(ARTICLES, {name: text})

    assert answer.status_code == 401
    assert "stands in the address" in answer.json()["detail"]
    assert text.encode() not in answer.content


def test_a_word_that_begins_as_a_key_does_may_be_looked_for(client):
    assert client.get(ARTICLES, {"author": "mh_nobody"}).status_code != 401


def test_a_partner_that_is_switched_off_is_refused(client, make_partner, bearer):
    partner = make_partner()
    headers = bearer(partner)
    partner.active = False
    partner.save()

    answer = client.get(ARTICLES, headers=headers)

    assert answer.status_code == 403
    assert "switched off" in answer.json()["detail"]


def test_a_key_for_nothing_opens_nothing(client, bearer):
    assert client.get(ARTICLES, headers=bearer(scopes=[])).status_code == 403


def test_every_address_refuses_a_wrong_key(client):
    """Walked from the table of addresses, so that a new one is covered on the day it is added."""
    paths = {
        pattern.name: "/api/" + re.sub("<[^>]+>", "1", str(pattern.pattern))
        for pattern in urlpatterns
    }
    assert len(paths) > 8

    answers = {
        name: client.get(path, headers=bearing("mh_wrong")).status_code
        for name, path in paths.items()
        if name not in WITHOUT_KEYS
    }

    assert set(answers.values()) == {401}, answers


def test_a_browser_may_ask_whether_it_may_send_a_key(client):
    answer = client.options(ARTICLES, headers={"Access-Control-Request-Headers": "authorization"})

    assert answer.status_code == 204
    assert "Authorization" in answer["Access-Control-Allow-Headers"]


def test_no_answer_and_no_log_repeats_a_key(client, make_key, bearer, caplog):
    made = make_key()
    secret = made.text.rpartition("_")[2]
    paths = ("/api/v1/", ARTICLES, "/api/v1/articles/nothing/", "/api/v1/nowhere/", "/nowhere/")

    answers = [client.get(path, headers=bearing(made.text)) for path in paths]
    answers += [client.get(f"{path}?key={made.text}") for path in paths]
    answers += [client.post(ARTICLES, headers=bearing(made.text))]

    for answer in answers:
        assert secret not in str(answer.headers)
        assert secret.encode() not in answer.content
    assert secret not in caplog.text
