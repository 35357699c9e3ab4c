"""How the API answers: methods, caches, conditions, other sites' pages, problems."""

import http
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.test import Client

from api.views.articles import ArticleList
from record import listings
from record.document import Kind

pytestmark = pytest.mark.django_db

PATHS = (
    "", "articles/", "articles/lanes/", "articles/lanes/versions/", "articles/lanes/versions/1/",
    "authors/", "authors/mirae-yoon/", "publications/", "sections/", "sections/commentary/",
    "topics/", "regions/", "issues/", "photos/", "licences/", "disclaimers/", "search/?q=lanes",
    "changes/", "schema/", "docs/",
)  # fmt: skip
DATA = PATHS[:-1]
MISSING = ("articles/none/", "authors/none/", "nothing/", "articles/lanes/versions/9/", "a/b/c")


@pytest.fixture(autouse=True)
def lanes(make_public):
    return make_public(slug="lanes")


def test_head_says_what_get_says_without_the_body(client):
    for path in PATHS:
        got, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")

        assert (head.status_code, head.content) == (200, b"")
        assert dict(head.headers) == dict(got.headers)


def test_nothing_can_be_written(client):
    for path in PATHS:
        for method in ("post", "put", "patch", "delete", "trace"):
            answer = getattr(client, method)(f"/api/v1/{path}")

            assert answer.status_code == 405
            assert answer["Allow"] == "GET, HEAD, OPTIONS"
            assert_problem(answer, 405)


def test_a_body_in_whatever_form_changes_nothing(client):
    nested = "[" * 100_000
    for content_type in ("application/json", "text/plain", "multipart/form-data; boundary=x", "x"):
        answer = client.post("/api/v1/articles/", nested, content_type=content_type)

        assert_problem(answer, 405)


def test_a_form_there_is_not_is_refused(client):
    for path in DATA:
        answer = client.get(f"/api/v1/{path}", headers={"Accept": "text/csv"})

        assert_problem(answer, 406)


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, */*;q=0.1", "", " , "])
def test_whoever_takes_anything_gets_json(client, accept):
    answer = client.get("/api/v1/articles/", headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_an_accept_that_can_not_be_served_is_refused(client):
    for accept in ("a/b/c;q=z", "text/é", "text/html;q=1", "application/xml"):
        assert_problem(client.get("/api/v1/articles/", headers={"Accept": accept}), 406)


def test_the_same_bytes_come_whatever_indent_is_named(client):
    plain = client.get("/api/v1/articles/")
    indented = client.get("/api/v1/articles/", headers={"Accept": "application/json; indent=8"})

    assert indented.content == plain.content


def test_every_answer_may_be_kept_for_seconds_and_sets_no_cookie(client):
    for path in PATHS:
        answer = client.get(f"/api/v1/{path}")

        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
        assert answer["Vary"] == "Accept, Authorization"
        assert not answer.cookies


def test_whoever_has_it_gets_it_not_again(client):
    for path in DATA:
        first = client.get(f"/api/v1/{path}")

        for known in (first["ETag"], f"W/{first['ETag']}", f'"x", {first["ETag"]}', "*"):
            again = client.get(f"/api/v1/{path}", headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
            assert again["Access-Control-Allow-Origin"] == "*"
            assert again["Cache-Control"] == first["Cache-Control"]
        other = client.get(f"/api/v1/{path}", headers={"If-None-Match": '"other"'})
        assert other.content == first.content


def test_whoever_names_the_time_gets_it_not_again(client):
    for path in ["articles/", "articles/lanes/"]:
        first = client.get(f"/api/v1/{path}")

        again = client.get(f"/api/v1/{path}", headers={"If-Modified-Since": first["Last-Modified"]})
        earlier = client.get(
            f"/api/v1/{path}", headers={"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}
        )

        assert (again.status_code, earlier.status_code) == (304, 200)


def test_a_state_demanded_in_vain_is_told(client):
    answer = client.get("/api/v1/articles/lanes/", headers={"If-Match": '"other"'})

    assert_problem(answer, 412)


def test_a_correction_and_a_withdrawal_make_every_tag_stale(client, lanes, make_public, make_later):
    make_public(slug="other")
    paths = [
        f"/api/v1/{path}" for path in ("articles/", "articles/lanes/", "articles/lanes/versions/")
    ]
    before = {path: client.get(path) for path in paths}

    corrected = make_later(lanes, Kind.CORRECTION, title="Other Lanes")

    for path, was in before.items():
        known = {"If-None-Match": was["ETag"]}
        assert client.get(path, headers=known).status_code == 200, path

    listed = client.get("/api/v1/articles/")
    make_later(corrected, Kind.WITHDRAWAL)

    for known in (
        {"If-None-Match": listed["ETag"]},
        {"If-Modified-Since": listed["Last-Modified"]},
    ):
        assert b"lanes" not in client.get("/api/v1/articles/", headers=known).content
        assert client.get("/api/v1/articles/", headers=known).status_code == 200


def test_a_page_of_any_site_may_read_it(client):
    for path in [*PATHS, *MISSING]:
        answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://partner.example"})

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert "ETag" in answer["Access-Control-Expose-Headers"]


def test_a_browser_that_asks_first_is_told_what_it_may_do(client):
    for path in [*PATHS, *MISSING]:
        answer = client.options(
            f"/api/v1/{path}",
            headers={
                "Origin": "https://partner.example",
                "Access-Control-Request-Method": "GET",
                "Access-Control-Request-Headers": "if-none-match",
            },
        )

        assert (answer.status_code, answer.content) == (204, b"")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert "if-none-match" in answer["Access-Control-Allow-Headers"].lower()


def test_what_is_not_there_is_told_as_a_problem(client):
    for path in MISSING:
        assert_problem(client.get(f"/api/v1/{path}"), 404)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/articles/", "/api/v1/articles/%00/", "/api/v1/articles/%ff/",
             "/api/v1/articles/A/", "/api/v1/articles/../x/", "/api/v1/" + "x" * 5000]
)  # fmt: skip
def test_no_address_below_the_api_is_answered_by_a_page(client, path):
    assert_problem(client.get(path), 404)


def test_a_forgotten_slash_is_added(client):
    for path in ["articles", "articles/lanes", "authors", "docs", "schema", ""]:
        answer = client.get(f"/api/v1/{path}".rstrip("/"), {"topic": "a b", "x": "é"})

        assert answer.status_code == 301
        assert answer["Location"] == f"{f'/api/v1/{path}'.rstrip('/')}/?topic=a+b&x=%C3%A9"


def test_what_is_deprecated_says_since_when_and_until_when(client, monkeypatch):
    since, gone = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    assert "Deprecation" not in client.get("/api/v1/articles/")
    monkeypatch.setattr(ArticleList, "deprecated", (since, gone))

    answer = client.get("/api/v1/articles/")

    assert answer["Deprecation"] == "@1798761600"
    assert answer["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert answer["Link"].endswith('/api/v1/docs/#deprecation>; rel="deprecation"')


@pytest.mark.parametrize("content_type", ["application/json", "text/csv", "\x00", ""])
def test_a_body_sent_along_is_not_read(client, content_type):
    answer = client.generic("GET", "/api/v1/articles/", b"[" * 100_000, content_type=content_type)

    assert answer.content == client.get("/api/v1/articles/").content


def test_a_fault_of_ours_tells_nothing_of_its_cause(client, monkeypatch, caplog):
    def fail(slug):
        raise RuntimeError("secret-of-the-house")

    monkeypatch.setattr(listings, "find_article", fail)

    answer = client.get("/api/v1/articles/lanes/")

    assert_problem(answer, 500)
    assert b"secret-of-the-house" not in answer.content
    assert "secret-of-the-house" in caplog.text


def test_a_database_out_of_reach_is_told_as_such(client, monkeypatch):
    def fail(slug):
        raise OperationalError("database is locked")

    monkeypatch.setattr(listings, "find_article", fail)

    assert_problem(client.get("/api/v1/articles/lanes/"), 503)


def test_whoever_is_logged_in_gets_the_same_bytes(client, admin_client):
    for path in PATHS:
        anonymous, editor = client.get(f"/api/v1/{path}"), admin_client.get(f"/api/v1/{path}")

        assert editor.content == anonymous.content
        assert dict(editor.headers) == dict(anonymous.headers)


def test_the_addresses_are_those_of_the_configuration(client, settings):
    settings.SITE_URL = "https://review.example"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    pretending = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher",
                  "Forwarded": "host=evil.example"}  # fmt: skip

    for path in ("", "articles/", "articles/lanes/", "authors/"):
        plain = client.get(f"/api/v1/{path}")
        answer = client.get(f"/api/v1/{path}", headers=pretending)

        assert answer.content == plain.content
        assert b"evil" not in answer.content
        assert b'"https://review.example/' in answer.content
    assert Client(headers={"Host": "evil.example"}).get("/api/v1/").status_code == 400


def assert_problem(answer, status):
    """As RFC 9457 has it, readable from anywhere, kept by nobody."""
    told = answer.json()
    assert answer.status_code == told["status"] == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert told["title"] == http.HTTPStatus(status).phrase
    assert told["detail"]
    assert told["instance"].startswith("/api/")
    assert told["type"] == "about:blank" or told["type"].startswith("http")
