"""Finished pages answer readers from memory, and never a moment longer than they are true."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.test import RequestFactory
from django.utils import timezone

from masthead.page_cache import PageCache, record_state
from reader.stored_pages import Stored
from record.document import Kind

pytestmark = pytest.mark.django_db


class Site:
    """A WSGI application that counts how often it is asked, behind a page cache."""

    def __init__(self, headers=(), status="200 OK", **options):
        self.asked = 0
        self.status = status
        self.headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "public, max-age=0"),
            ("ETag", '"abc"'),
            *headers,
        ]
        self.cache = PageCache(self.application, **options)

    def application(self, environ, start_response):
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [f"page {self.asked} of {environ['PATH_INFO']} ".encode() * 50]

    def get(self, path="/", method="GET", **extra):
        answer = {}

        def start_response(status, headers, exc_info=None):
            answer.update(status=status, headers=dict(headers))

        environ = RequestFactory().generic(method, path, **extra).environ
        answer["body"] = b"".join(self.cache(environ, start_response))
        return answer


def test_a_page_is_made_once_for_any_number_of_readers():
    site = Site()

    bodies = {site.get()["body"] for _ in range(5)}

    assert site.asked == 1
    assert len(bodies) == 1


def test_a_publication_shows_at_once(make_public):
    site = Site()
    site.get()

    make_public()

    assert b"page 2" in site.get()["body"]


def test_a_withdrawal_shows_at_once(make_public, make_later):
    document = make_public()
    site = Site()
    site.get()

    make_later(document, Kind.WITHDRAWAL)

    assert b"page 2" in site.get()["body"]


def test_while_something_is_due_the_site_itself_is_asked(make_article):
    from articles.models import Article, State  # noqa: PLC0415

    article = make_article()
    site = Site()
    site.get()
    Article.objects.filter(pk=article.pk).update(
        state=State.SCHEDULED, publish_at=timezone.now() - timedelta(seconds=1)
    )

    assert b"page 2" in site.get()["body"]


def test_a_change_in_the_directory_shows_when_the_seconds_are_over():
    site = Site(seconds=0)
    site.get()

    assert b"page 2" in site.get()["body"]


@pytest.mark.parametrize(
    "extra",
    [
        {"HTTP_COOKIE": "session=1234"},
        {"HTTP_AUTHORIZATION": "Bearer 1234"},
        {"method": "POST"},
        {"path": "/admin/"},
        {"path": "/photos/abc/full-320.jpg"},
    ],
    ids=["with a session", "with credentials", "a post", "the admin", "a photo"],
)
def test_what_may_differ_between_readers_is_never_kept(extra):
    site = Site()

    site.get(**extra)
    site.get(**extra)

    assert site.asked == 2


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ((("Set-Cookie", "a=b"),), "200 OK"),
        ((("Vary", "Cookie"),), "200 OK"),
        ((), "404 Not Found"),
        ((), "301 Moved Permanently"),
    ],
    ids=["setting a cookie", "varying by cookie", "not found", "moved"],
)
def test_an_answer_that_is_not_for_everybody_is_not_kept(headers, status):
    site = Site(headers=headers, status=status)

    site.get()
    answer = site.get()

    assert site.asked == 2
    assert answer["status"] == status


def test_an_answer_not_declared_public_is_not_kept():
    site = Site()
    site.headers[1] = ("Cache-Control", "private, no-store")

    site.get()
    site.get()

    assert site.asked == 2


def test_hosts_queries_and_accepted_types_are_told_apart():
    site = Site()

    for extra in (
        {},
        {"path": "/?page=2"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_ACCEPT": "application/json"},
    ):
        site.get(**extra)

    assert site.asked == 4


def test_a_reader_who_has_the_page_is_told_so_without_a_body():
    site = Site()
    site.get()

    for tag in ('"abc"', 'W/"abc"', '"x", "abc"', "*"):
        answer = site.get(HTTP_IF_NONE_MATCH=tag)
        assert (answer["status"], answer["body"]) == ("304 Not Modified", b"")
    assert site.get(HTTP_IF_NONE_MATCH='"old"')["status"] == "200 OK"
    assert site.asked == 1


UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("br;q=0.2, gzip;q=0.9", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*;q=0.1", "br"),
    ],
)
def test_a_page_is_compressed_as_its_reader_likes_and_says_that_it_varies(accepted, coding):
    site = Site()

    plain = site.get()
    packed = site.get(HTTP_ACCEPT_ENCODING=accepted)

    assert packed["headers"]["Content-Encoding"] == coding
    assert UNPACK[coding](packed["body"]) == plain["body"]
    assert packed["headers"]["Vary"] == plain["headers"]["Vary"] == "accept-encoding"
    assert packed["headers"]["ETag"] == 'W/"abc"'
    assert packed["headers"]["Content-Length"] == str(len(packed["body"]))


@pytest.mark.parametrize("accepted", ["", "identity", "zstd", "br;q=0, gzip;q=0", ";q=x,"])
def test_a_page_comes_as_it_is_to_whoever_understands_no_coding(accepted):
    site = Site()

    answer = site.get(HTTP_ACCEPT_ENCODING=accepted)

    assert "Content-Encoding" not in answer["headers"]
    assert answer["body"] == site.get()["body"]


def test_a_partner_gets_an_answer_of_their_own_compressed_all_the_same():
    site = Site(headers=[("Vary", "Accept")])

    answers = [site.get(HTTP_AUTHORIZATION="Bearer x", HTTP_ACCEPT_ENCODING="br") for _ in "12"]

    assert site.asked == 2
    assert brotli.decompress(answers[0]["body"]).startswith(b"page 1 of /")
    assert answers[0]["headers"]["Vary"] == "Accept, accept-encoding"


def test_a_sheet_is_compressed_unless_it_is_so_already_or_only_a_part_is_wanted():
    def sheet(*headers, **extra):
        site = Site(headers=(("Content-Type", "text/css"), *headers))
        return site.get("/static/reader/reader.css", HTTP_ACCEPT_ENCODING="br", **extra)

    assert brotli.decompress(sheet()["body"]).startswith(b"page 1")
    assert sheet(HTTP_RANGE="bytes=0-9")["body"].startswith(b"page 1")
    assert sheet(("Content-Encoding", "gzip"))["body"].startswith(b"page 1")


def test_a_page_with_a_secret_beside_what_was_asked_is_never_compressed():
    site = Site()

    for extra in ({}, {"HTTP_AUTHORIZATION": "Bearer x"}):
        answer = site.get(path="/admin/", HTTP_ACCEPT_ENCODING="gzip, br", **extra)

        assert "Content-Encoding" not in answer["headers"]


def test_what_one_client_is_told_of_its_limits_is_not_handed_to_another():
    site = Site(headers=[("RateLimit", '"minute";r=3;t=20')])

    assert "RateLimit" not in site.get()["headers"]


def test_head_has_the_headers_of_get_and_no_body():
    site = Site()

    head = site.get(method="HEAD")

    assert head["body"] == b""
    assert head["headers"] == site.get()["headers"]
    assert site.asked == 1


def test_memory_is_bounded_and_the_oldest_page_goes_first():
    site = Site(size=4000)
    for number in range(10):
        site.get(path=f"/{number}/")
    before = site.asked

    site.get(path="/9/")
    assert site.asked == before
    site.get(path="/0/")
    assert site.asked == before + 1


def test_what_is_stored_is_answered_without_asking_the_site_and_then_from_memory():
    headers = [("Content-Type", "text/html"), ("Cache-Control", "public"), ("ETag", '"stored"')]
    page = Stored(headers, brotli.compress(b"a stored page " * 50))
    looked = []

    def stored(environ):
        looked.append(environ["PATH_INFO"])
        return record_state(), page

    site = Site(stored=stored)

    answers = [site.get(), site.get()]

    assert {answer["body"] for answer in answers} == {b"a stored page " * 50}
    assert (site.asked, looked) == (0, ["/"])
    assert site.get(HTTP_ACCEPT_ENCODING="br")["body"] == page.compressed


def test_a_stored_answer_that_is_not_for_everybody_is_not_used():
    page = Stored([("Cache-Control", "private")], brotli.compress(b"a secret"))
    site = Site(stored=lambda _: (record_state(), page))

    assert b"page 1" in site.get()["body"]
