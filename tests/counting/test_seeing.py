"""What is seen at the door, in front of the page cache; and that no page waits or breaks for it."""

import logging
import threading
import uuid
from collections import deque

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections
from django.test import RequestFactory

from counting import gathering
from counting.figures import Figures, readings
from counting.gathering import Gatherer
from counting.models import Hour, TotalUsage
from masthead import readers, wsgi
from masthead.page_cache import PageCache
from masthead.readers import CountedPages
from record.document import Kind

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


class Kept:
    """In place of a gatherer: everything that was seen."""

    def __init__(self) -> None:
        self.seen: list[readers.Seen] = []

    def put(self, seen: readers.Seen) -> None:
        self.seen.append(seen)


@pytest.fixture(autouse=True)
def _one_connection():
    """A request leaves the test's connection open, as with Django's own client of tests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def ask(kept):
    """`ask("/articles/ferries/", HTTP_…=…)`: status and headers, as servers get them."""
    application = CountedPages(PageCache(WSGIHandler()), kept)

    def one(path="/articles/ferries/", method="GET", **extra):
        extra = {"HTTP_USER_AGENT": FIREFOX, "REMOTE_ADDR": "192.0.2.1"} | extra
        environ = RequestFactory().generic(method, path, **extra).environ
        statuses = []
        body = application(environ, lambda status, *_: statuses.append((status, *_)))
        getattr(body, "close", lambda: None)()
        return int(statuses[0][0][:3]), dict(statuses[0][1])

    return one


@pytest.fixture
def ferries(make_public):
    return make_public(slug="ferries")


# --- what is seen -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_page_is_seen_whoever_answers_it(ferries, ask, kept):
    made, headers = ask()
    from_memory, _ = ask()
    not_modified, _ = ask(HTTP_IF_NONE_MATCH=headers["ETag"])

    assert (made, from_memory, not_modified) == (200, 200, 304)
    assert [seen.path for seen in kept.seen] == ["/articles/ferries/"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {"method": "HEAD"},
        {"method": "OPTIONS"},
        {"path": "/"},
        {"path": "/api/v1/articles/ferries/"},
        {"path": "/articles/never-written/"},
        {"path": "/articles/ferries"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_COOKIE": "session=of-an-editor"},
    ],
    ids=lambda asked: " ".join(map(str, asked.values())),
)
def test_what_is_no_reader_at_an_article_is_not_seen(ferries, ask, kept, asked):
    ask(**asked)

    assert kept.seen == []


@pytest.mark.django_db
def test_what_is_gone_is_not_seen(ferries, make_later, ask, kept):
    make_later(ferries, Kind.WITHDRAWAL)

    assert ask()[0] == 410
    assert kept.seen == []


@pytest.mark.django_db
def test_who_is_seen_is_counted(ferries, ask, kept):
    ask()
    ask(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 10.0.0.2")
    ask(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="8.8.8.8, 10.0.0.2")
    ask(REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR="8.8.8.8")

    readers.count(kept.seen)

    assert readings(uuid.UUID(ferries.article)).unique_requests == 3


@pytest.mark.django_db
def test_neither_the_test_client_nor_runserver_counts(ferries, client):
    client.get("/articles/ferries/", headers={"User-Agent": FIREFOX})

    assert readings(uuid.UUID(ferries.article)) is None
    assert isinstance(wsgi.pages, PageCache)
    assert isinstance(wsgi.application, CountedPages)


# --- what waits -------------------------------------------------------------------------------


@pytest.fixture
def gather():
    """`gather(write, …)`: a gatherer whose thread ends with the test."""
    made = []

    def one(write, **options):
        made.append(Gatherer(write, **({"pause": 0.001} | options)))
        return made[-1]

    yield one
    for gatherer in made:
        gatherer.stop()


def test_what_is_put_is_written_by_another_thread(gather):
    written, by = [], []
    done = threading.Event()

    def write(batch):
        written.extend(batch)
        by.append(threading.current_thread().name)
        if len(written) == 3:
            done.set()

    gatherer = gather(write)
    for number in range(3):
        gatherer.put(number)

    assert done.wait(10)
    assert written == [0, 1, 2]
    assert set(by) == {"counting"}


def test_what_waits_is_written_when_the_process_ends(gather):
    written = []
    gatherer = gather(written.extend, pause=600)

    gatherer.put("a reader")
    gatherer.stop()

    assert written == ["a reader"]


def test_enough_is_written_before_its_time(gather):
    done = threading.Event()
    gatherer = gather(lambda batch: len(batch) == 5 and done.set(), pause=600, batch=5)

    for number in range(5):
        gatherer.put(number)

    assert done.wait(10)


def test_too_much_is_dropped_and_told_once(gather, caplog):
    writing, go_on = threading.Event(), threading.Event()
    written = []

    def write(batch):
        writing.set()
        assert go_on.wait(10)
        written.extend(batch)

    gatherer = gather(write, most=3)
    gatherer.put("first")
    assert writing.wait(10)
    for number in range(8):
        gatherer.put(number)
    go_on.set()
    gatherer.stop()

    assert written == ["first", 0, 1, 2]
    assert [record.getMessage() for record in caplog.records] == [
        "5 readings came too fast to be counted"
    ]


def test_a_database_that_fails_loses_counts_and_nothing_else(gather, caplog):
    failures = deque([DatabaseError("disk full"), DatabaseError("locked"), ValueError("whatever")])
    written, done = [], threading.Event()

    def write(batch):
        if failures:
            raise failures.popleft()
        written.extend(batch)
        done.set()

    gatherer = gather(write, batch=1)
    for number in range(4):
        gatherer.put(number)

    assert done.wait(10)
    assert written == [3]
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in errors] == ["1 readings could not be counted"]


def test_a_machine_without_room_for_a_thread_answers_all_the_same(gather, monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(gathering.threading.Thread, "start", refuse)
    gatherer = gather(lambda _: None)

    gatherer.put("a reader")


@pytest.mark.django_db
def test_pages_are_answered_while_nothing_can_be_counted(ferries, monkeypatch, gather, caplog):
    """The tables of counting are gone: readers notice nothing, and the log says it."""
    told = threading.Event()

    def write(batch):
        try:
            raise DatabaseError("no such table: counting_hour")
        finally:
            told.set()

    application = CountedPages(PageCache(WSGIHandler()), gather(write))
    statuses = []
    for _ in range(20):
        environ = RequestFactory().get("/articles/ferries/", HTTP_USER_AGENT=FIREFOX).environ
        application(environ, lambda status, *_: statuses.append(status))

    assert told.wait(10)
    assert statuses == ["200 OK"] * 20


@pytest.mark.django_db
def test_a_batch_is_counted_whole_or_not_at_all(ferries, look, monkeypatch):
    def fail(*_):
        raise DatabaseError("disk full")

    monkeypatch.setattr("counting.writing.keep", fail)
    with pytest.raises(DatabaseError):
        look("/articles/ferries/")
    assert not TotalUsage.objects.exists()
    assert not Hour.objects.exists()

    monkeypatch.undo()
    look("/articles/ferries/")
    assert readings(uuid.UUID(ferries.article)) == Figures(1, 1, 1, 1)
