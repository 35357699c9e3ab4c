"""Pages of articles on both sides of their storage: made by asking the site, found for readers."""

from __future__ import annotations

import functools
import hashlib
import io
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone

import counting
import editing
import masthead
import photos
import publication
import record
from masthead.page_cache import STATE, record_state
from reader import answers, stored_pages
from reader.stored_pages import Answer, PageMaker, Stored

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

__all__ = ["StoredPages", "ask", "made_by", "make_missing"]

# Beside the reader's and the renderings' own code, which `answers.edition` digests.
ROOMS = (counting, editing, masthead, photos, publication, record)
# What the same code answers differently by.
CONFIGURED = ("SITE_URL", "PRODUCTION", "DEBUG", "FEDIVERSE_NAME")

_STATE_AND_PAGE = (
    f"SELECT state.position, state.due, page.* FROM ({STATE}) AS state "  # noqa: S608
    f"LEFT JOIN ({stored_pages.PAGE}) AS page ON page.position = state.position"
)
_ARTICLE = re.compile(r"/articles/([a-z0-9-]+)/")


class StoredPages:
    """What is stored, as the web processes find it.

    ``seconds``: how long a change of what stands at the head and foot of pages may go unnoticed.
    """

    def __init__(self, *, seconds: float) -> None:
        self.seconds = seconds
        self._by: tuple[int, float, str] = (0, 0.0, "")  # position, time.monotonic(), digest

    def find(self, environ: WSGIEnvironment) -> tuple[int | None, Stored | None]:
        """The record's state as of ``record_state``, and the page that is asked for: one query,
        and now and then some more."""
        asked = _ARTICLE.fullmatch(environ.get("PATH_INFO", ""))
        # Django answers for the site's other names, and refuses what is no name of it.
        elsewhere = environ.get("HTTP_HOST") != urlsplit(settings.SITE_URL).netloc
        if asked is None or elsewhere or environ.get("QUERY_STRING"):
            return record_state(), None
        at, until, by = self._by
        state, stored = _look(asked[1], by)
        if state is None or (state == at and until >= time.monotonic()):
            return state, stored
        until, by = time.monotonic() + self.seconds, made_by()
        self._by = (state, until, by)
        return _look(asked[1], by)


def _look(slug: str, by: str) -> tuple[int | None, Stored | None]:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_STATE_AND_PAGE, [now, *stored_pages.parameters(slug, by=by)])
        position, due, headers, content, _ = cursor.fetchone()
    stored = Stored.of(headers, content) if headers and not due else None
    return None if due else position or 0, stored


def make_missing() -> int:
    """The worker's chore: store some of the pages that are missing; how many."""
    return _maker().make_missing()


@functools.cache
def _maker() -> PageMaker:
    return PageMaker(functools.partial(ask, WSGIHandler()), made_by)


def ask(site: WSGIApplication, path: str) -> Answer:
    """What the site answers a reader who has nothing yet and understands no compression."""
    started: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started[:] = [status, headers]
        return lambda _: None

    chunks = site(_environ(path), start)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started
    return Answer(ok=status.startswith("200"), headers=list(headers), body=body)


def made_by() -> str:
    """The digest of what makes a page now, besides the record: four queries."""
    return stored_pages.made_by(_build(), today=timezone.now().date())


@functools.cache
def _build() -> str:
    """The digest of our code, of Django and of the configuration: what changes with a release."""
    configured = {name: getattr(settings, name) for name in CONFIGURED}
    found = hashlib.sha256(
        repr((answers.edition(), django.VERSION, sys.version, configured)).encode()
    )
    for room in ROOMS:
        for file in sorted(Path(str(room.__file__)).parent.rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()


def _environ(path: str) -> WSGIEnvironment:
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
