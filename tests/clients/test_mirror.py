"""The mirror package, as a partner runs it, against publications that behave and that do not."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from record.document import Kind

SOURCE = "clients/python/src"


@pytest.fixture
def mirrored(root, tmp_path):
    """`mirrored(site, key=…)`: one run of the command; its exit status, words and articles."""

    def run(site: str, *, key: str = "", path=tmp_path / "mirror.sqlite3"):
        done = subprocess.run(
            [sys.executable, "-m", "masthead_mirror", site, str(path), "--once"],
            env={**os.environ, "PYTHONPATH": str(root / SOURCE), "MASTHEAD_KEY": key},
            capture_output=True,
            text=True,
            timeout=60,
        )
        titles = []
        if path.exists() and done.returncode == 0:
            with sqlite3.connect(path) as database:
                titles = [row[0] for row in database.execute("SELECT title FROM article")]
        return done.returncode, done.stderr, sorted(titles)

    return run


Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def publication() -> Iterator[Callable[..., Any]]:
    """`publication(answer)`: a server whose answers are given by the place asked for."""
    servers = []

    def serve(answer: Callable[[str], Answer]) -> Any:
        class Handler(BaseHTTPRequestHandler):
            asked: list[dict[str, str]] = []

            def do_GET(self) -> None:
                self.asked.append(dict(self.headers))
                query = parse_qs(urlsplit(self.path).query)
                status, headers, body = answer(query.get("since", [""])[0])
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        server.asked = Handler.asked
        server.site = f"http://127.0.0.1:{server.server_port}"
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def article(identifier: str, title: str) -> dict[str, Any]:
    return {
        "id": identifier, "slug": identifier, "title": title, "language": "en", "number": 1,
        "first_published": "2026-01-05T09:00:00Z", "published": "2026-01-05T09:00:00Z",
        "retracted": False, "licence": None, "doi": "",
    }  # fmt: skip


def page(*articles: dict[str, Any], following: str = "t1", more: bool = False) -> Answer:
    entries = [
        {"token": "t", "event": "published", "id": a["id"], "available": True, "article": a}
        for a in articles
    ]
    told = {"results": entries, "next": following, "more": more}
    return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()


def problem(status: int, detail: str, **members: Any) -> Answer:
    told = json.dumps({"status": status, "detail": detail, **members}).encode()
    return status, {"Content-Type": "application/problem+json"}, told


def test_a_mirror_takes_what_is_published_corrected_and_withdrawn(
    served, mirrored, make_public, make_later
):
    ferry, cable = make_public(title="A ferry"), make_public(title="A cable")
    assert mirrored(served) == (0, "", ["A cable", "A ferry"])

    make_later(ferry, Kind.CORRECTION, title="A slow ferry")
    make_later(cable, Kind.WITHDRAWAL)

    assert mirrored(served) == (0, "", ["A slow ferry"])
    assert mirrored(served) == (0, "", ["A slow ferry"])


def test_a_token_that_is_not_known_any_more_begins_the_mirror_anew(publication, mirrored):
    unknown = problem(400, "No.", errors=[{"parameter": "since", "detail": "Unknown."}])
    answers = {"": page(article("old", "Old"), following="t1"), "t1": unknown}
    server = publication(lambda since: answers[since])
    assert mirrored(server.site)[0] == 0

    answers[""] = page(article("new", "New"), following="t2", more=True)
    answers["t2"] = page(article("newer", "Newer"), following="t3")

    assert mirrored(server.site) == (0, "", ["New", "Newer"])


def test_a_key_is_sent_in_its_header_and_stands_in_no_file(publication, mirrored, tmp_path):
    server = publication(lambda _: page(article("a", "A")))

    mirrored(server.site, key="mh_abcdefgh_secret")

    assert server.asked[0]["Authorization"] == "Bearer mh_abcdefgh_secret"
    assert all(b"secret" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_key_is_not_carried_to_another_house(publication, mirrored):
    thief = publication(lambda _: page(article("a", "A")))
    server = publication(lambda _: (302, {"Location": f"{thief.site}/api/v1/changes/"}, b""))

    status, said, _ = mirrored(server.site, key="mh_abcdefgh_secret")

    assert (status, thief.asked) == (2, [])
    assert "moved" in said


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (problem(401, "The key is not valid."), 2, "The key is not valid."),
        (problem(403, "Not for you."), 2, "Not for you."),
        (problem(429, "Too many requests."), 1, "Too many requests."),
        (problem(503, "Later."), 1, "Later."),
        ((500, {}, b"<html>"), 1, "Internal Server Error"),
        ((200, {}, b"{"), 1, "does not answer"),
        ((200, {}, b"[]"), 1, "no stream of changes"),
        ((200, {"Content-Encoding": "gzip"}, b"nonsense"), 1, "does not answer"),
    ],
    ids=["401", "403", "429", "503", "500", "half", "another thing", "broken"],
)
def test_what_the_publication_says_is_told_and_the_status_says_whether_to_try_again(
    publication, mirrored, answer, status, said
):
    server = publication(lambda _: answer)

    ended, words, _ = mirrored(server.site)

    assert ended == status
    assert said in words
    assert "Traceback" not in words


def test_compressed_pages_are_understood(publication, mirrored):
    status, headers, body = page(article("a", "A"))
    server = publication(
        lambda _: (status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(body))
    )

    assert mirrored(server.site)[2] == ["A"]


def test_a_mirror_of_one_publication_takes_nothing_from_another(publication, mirrored):
    one = publication(lambda _: page(article("a", "A")))
    other = publication(lambda _: page(article("b", "B")))
    mirrored(one.site)

    status, said, _ = mirrored(other.site)

    assert status == 2
    assert one.site in said
    assert mirrored(one.site)[2] == ["A"]


@pytest.mark.parametrize("content", [b"not a database at all", b""], ids=["text", "empty"])
def test_a_file_that_is_something_else_is_left_as_it_is(publication, mirrored, tmp_path, content):
    server = publication(lambda _: page(article("a", "A")))
    path = tmp_path / "notes"
    path.write_bytes(content)
    if not content:
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()

    status, said, _ = mirrored(server.site, path=path)

    assert status == 2
    assert str(path) in said
    if content:
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "site", ["review.example", "file:///etc/passwd", "ftp://x.example", "http://"]
)
def test_what_is_no_address_is_refused(mirrored, site):
    status, said, _ = mirrored(site)

    assert status == 2
    assert "address" in said
