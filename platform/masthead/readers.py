"""Sees, in front of everything, which articles were answered, and has them counted.

Pages mostly come from memory and never reach Django, so they are seen here. Seeing one costs a
page some microseconds; all that takes longer happens in another thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from time import time
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from counting.gathering import Gatherer
from counting.writing import Hit, write
from incoming.clients import client_address

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["CountedPages", "Seen"]

ARTICLES = "/articles/"
# Code of Practice 5.1, section 7.1: what was delivered, or is there already and still good.
COUNTED = ("200", "304")
# By these a browser says that nobody has asked yet: https://wicg.github.io/nav-speculation/
AHEAD = frozenset({"HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"})


class Seen(NamedTuple):
    """What is needed of a request to count it, untouched."""

    path: str
    peer: str
    forwarded: str
    user_agent: str
    at: float  # seconds since 1970


class CountedPages:
    """A WSGI application in front of another one, whose answers it leaves as they are."""

    def __init__(
        self, application: WSGIApplication, gatherer: Gatherer[Seen] | None = None
    ) -> None:
        self.application = application
        self.gatherer = gatherer or Gatherer(count)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not is_looked_at(environ):
            return self.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if status.startswith(COUNTED):
                self.gatherer.put(seen(environ))
            return start_response(status, headers, exc_info)

        return self.application(environ, start)


def is_looked_at(environ: WSGIEnvironment) -> bool:
    """Whether somebody asks for an article to read it: not the newsroom, which alone has a
    session, nor a browser on its own account."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("PATH_INFO", "").startswith(ARTICLES)
        and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
        and AHEAD.isdisjoint(environ)
    )


def seen(environ: WSGIEnvironment) -> Seen:
    return Seen(
        environ["PATH_INFO"],
        environ.get("REMOTE_ADDR", ""),
        environ.get("HTTP_X_FORWARDED_FOR", ""),
        environ.get("HTTP_USER_AGENT", ""),
        time(),
    )


def count(some: Sequence[Seen]) -> None:
    """Write them into the database."""
    write([hit(each) for each in some])


def hit(each: Seen) -> Hit:
    # As WSGI brings it: bytes that look like Latin-1 (PEP 3333).
    path = each.path.encode("latin-1", "replace").decode("utf-8", "replace")
    client = client_address({"REMOTE_ADDR": each.peer, "HTTP_X_FORWARDED_FOR": each.forwarded})
    return Hit(path, client, each.user_agent, datetime.fromtimestamp(each.at, UTC))
