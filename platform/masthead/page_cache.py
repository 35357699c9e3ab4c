"""Finished pages in memory, in front of Django's own stack, for readers without an account.

A page is kept as long as the record has not grown, nothing scheduled is due, and its few seconds
are not over (within which a change in the directory, such as a biography, shows). The first two are
asked of the database at every request, in one query, so a publication, a correction and a
withdrawal show at once in every process. What is not in memory may be stored (see ``reader.
stored_pages``); else Django makes it. Only answers that declare themselves ``public`` and set no
cookie are kept; a request with a session or credentials is never answered from here.

What the API and the feeds answer to a partner, who is known by a key, is compressed here all the
same, and so are static files that are not yet; pages of the admin are not, for they hold a secret
beside what was asked (BREACH).
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from masthead.compressing import chosen, encoded, worth_it
from reader.stored_pages import Stored

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["PageCache", "record_state"]

SECONDS = 5  # how long a page may be served without being made anew
BYTES = 64 * 1024 * 1024  # of finished pages in one process
LARGEST = 1024 * 1024  # bytes: a photo is the file system's to cache
NEVER_KEPT = ("/admin/", "/proofs/", "/static/", "/photos/", "/count/", "/healthz", "/readyz")
# What differs from one client to the next is not handed to another.
PERSONAL = ("ratelimit", "ratelimit-policy", "retry-after")

# One query: how far the record has grown, and whether something scheduled waits to be published.
STATE = (
    "SELECT (SELECT position FROM record_head) AS position, EXISTS "
    "(SELECT 1 FROM articles_article WHERE state = 'scheduled' AND publish_at <= %s) AS due"
)


def record_state() -> int | None:
    """The position of the record's last entry; ``None`` if something is due and must go first."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(STATE, [now])
        position, due = cursor.fetchone()
    return None if due else position or 0


@dataclass(frozen=True)
class _Page:
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    state: int
    until: float  # time.monotonic()
    smaller: bool  # when compressed
    by_coding: dict[str, bytes] = field(default_factory=dict)  # made when first asked for

    @property
    def size(self) -> int:
        # A compressed text has a third of its size; there may be two of them.
        return len(self.body) * 5 // 3 if self.smaller else len(self.body)


class PageCache:
    """A WSGI application in front of another one.

    ``stored`` is asked first for a page that is not in memory; it answers the state, too.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        seconds: float = SECONDS,
        size: int = BYTES,
        stored: Callable[[WSGIEnvironment], tuple[int | None, Stored | None]] | None = None,
    ) -> None:
        self.application = application
        self.seconds = seconds
        self.size = size
        self.stored = stored
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            if _may_be_compressed(environ):
                return _compressing(self.application, environ, start_response)
            return self.application(environ, start_response)
        try:
            page = self._kept(key)
            state, stored = (page.state, None) if page else self._look(environ)
        except DatabaseError:
            connection.close()  # the next request opens a new one; Django answers this one
            page = state = stored = None
        if state is None:
            return self.application(environ, start_response)
        if stored:
            page = self._take(key, stored, state)
        if page is None:
            made = self._make(key, environ, start_response, state)
            if isinstance(made, list):
                return made
            page = made
        return _answer(page, environ, start_response)

    def _kept(self, key: tuple[str, ...]) -> _Page | None:
        """The page in memory, if it is still true: one query if there is one."""
        page = self._pages.get(key)
        if page is None or page.until < time.monotonic() or page.state != record_state():
            return None
        return page

    def _look(self, environ: WSGIEnvironment) -> tuple[int | None, Stored | None]:
        return self.stored(environ) if self.stored else (record_state(), None)

    def _take(self, key: tuple[str, ...], stored: Stored, state: int) -> _Page | None:
        """Into memory what was stored, like what Django makes."""
        until = time.monotonic() + self.seconds
        page = _page("200 OK", stored.headers, stored.body, state, until)
        if page:
            page.by_coding["br"] = stored.compressed
            self._keep(key, page)
        return page

    def _make(
        self,
        key: tuple[str, ...],
        environ: WSGIEnvironment,
        start_response: StartResponse,
        state: int,
    ) -> _Page | list[bytes]:
        """Ask Django for the whole page and keep it if it may be kept; otherwise its answer."""
        answer: list[Any] = []

        def record_start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            answer[:] = [status, headers, exc_info]
            return lambda _: None

        whole = {**environ, "REQUEST_METHOD": "GET"}
        for conditional in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            whole.pop(conditional, None)
        chunks = self.application(whole, record_start)
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers, exc_info = answer
        page = _page(status, headers, body, state, time.monotonic() + self.seconds)
        if page is None:
            start_response(status, headers, exc_info)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
        self._keep(key, page)
        return page

    def _keep(self, key: tuple[str, ...], page: _Page) -> None:
        with self._lock:
            if (before := self._pages.pop(key, None)) is not None:
                self._used -= before.size
            self._pages[key] = page
            self._used += page.size
            while self._used > self.size:
                _, oldest = self._pages.popitem(last=False)
                self._used -= oldest.size


def _key(environ: WSGIEnvironment) -> tuple[str, ...] | None:
    """What a page depends on; ``None`` for what is never answered from memory."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path = environ.get("PATH_INFO", "")
    if path.startswith(NEVER_KEPT):
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_HOST", ""),
        path,
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_ACCEPT", ""),
        environ.get("HTTP_ORIGIN", ""),
    )


def _page(
    status: str, headers: list[tuple[str, str]], body: bytes, state: int, until: float
) -> _Page | None:
    named = {name.lower(): value for name, value in headers}
    vary = {part.strip().lower() for part in named.get("vary", "").split(",") if part.strip()}
    keepable = (
        status.startswith("200")
        and "public" in named.get("cache-control", "")
        and "set-cookie" not in named
        and "content-encoding" not in named
        and vary <= {"accept", "accept-encoding", "authorization", "origin"}
        and len(body) <= LARGEST
    )
    if not keepable:
        return None
    kept = [(n, v) for n, v in headers if n.lower() not in ("content-length", "vary", *PERSONAL)]
    vary_value = ", ".join(sorted(vary | {"accept-encoding"}))
    return _Page(
        status=status,
        headers=[*kept, ("Vary", vary_value)],
        body=body,
        etag=named.get("etag", ""),
        state=state,
        until=until,
        smaller=worth_it(named.get("content-type", ""), len(body)),
    )


def _answer(page: _Page, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    if page.etag and _matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        headers = [(n, v) for n, v in page.headers if n.lower() != "content-type"]
        start_response("304 Not Modified", headers)
        return []
    body, headers = page.body, page.headers
    coding = chosen(environ.get("HTTP_ACCEPT_ENCODING", "")) if page.smaller else ""
    if coding:
        body = page.by_coding.get(coding) or encoded(page.body, coding)
        page.by_coding[coding] = body
        headers = _encoded_headers(headers, coding)
    start_response(page.status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _encoded_headers(headers: list[tuple[str, str]], coding: str) -> list[tuple[str, str]]:
    """The tag becomes a weak one, for the bytes are others (RFC 9110, section 8.8.1)."""
    weak = [
        (n, f"W/{v}" if n.lower() == "etag" and not v.startswith("W/") else v) for n, v in headers
    ]
    return [*weak, ("Content-Encoding", coding)]


def _may_be_compressed(environ: WSGIEnvironment) -> bool:
    """What a partner is answered; and static files, which only production has ready in small."""
    path = environ.get("PATH_INFO", "")
    if path.startswith("/static/"):
        return "HTTP_RANGE" not in environ
    return "HTTP_AUTHORIZATION" in environ and not path.startswith(NEVER_KEPT)


def _compressing(
    application: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """The application's answer, compressed if the client wants that and it is worth it."""
    coding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if not coding or environ["REQUEST_METHOD"] != "GET":
        return application(environ, start_response)
    started: list[Any] = []

    def record_start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started[:] = [status, headers, exc_info]
        return lambda _: None

    chunks = application(environ, record_start)
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers, exc_info = started
    named = {name.lower(): value for name, value in headers}
    if "content-encoding" not in named and worth_it(named.get("content-type", ""), len(body)):
        body = encoded(body, coding)
        headers = [(n, v) for n, v in headers if n.lower() not in ("content-length", "vary")]
        vary = ", ".join(filter(None, (named.get("vary", ""), "accept-encoding")))
        headers = _encoded_headers([*headers, ("Vary", vary)], coding)
        headers.append(("Content-Length", str(len(body))))
    start_response(status, headers, exc_info)
    return [body]


def _matches(if_none_match: str, etag: str) -> bool:
    """Weak comparison (RFC 9110, section 13.1.2)."""
    bare = etag.removeprefix("W/")
    candidates = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in candidates or bare in candidates
