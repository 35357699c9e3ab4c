"""The publication's stream of changes, a page at a time."""

from __future__ import annotations

import gzip
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

__all__ = ["Entry", "Page", "Refused", "Stream", "Unanswered", "UnknownPlace"]

PATIENCE = 30.0  # seconds for one answer
PAUSE = 10.0  # seconds after a fault, where the publication names none
AGENT = "masthead-mirror/1.0"


class _Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a key must not be carried to another house."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Refused(Exception):
    """The publication does not answer this, now or later. The message says why."""


class UnknownPlace(Exception):
    """The token is none of this publication's. Begin again without one."""


class Unanswered(Exception):
    """The publication can't be reached, or asks to be left alone for ``after`` seconds."""

    def __init__(self, reason: str, after: float = PAUSE) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Entry:
    """Something happened to an article. ``article`` is its present state, ``None`` if it may not
    be carried (any more); ``token`` is the place behind this entry."""

    token: str
    event: str
    id: str
    article: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Page:
    """Entries in their order; ``next`` is the place behind them. ``more``: ask again at once."""

    entries: tuple[Entry, ...]
    next: str
    more: bool


class Stream:
    """The stream of the publication at ``site``, such as ``https://review.example``.

    ``key`` is a partner's, ``""`` without one. Raises ``Refused`` for an address that can't be one.
    """

    def __init__(self, site: str, key: str = "") -> None:
        parts = urlsplit(site)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused(
                f"{site!r} is not a publication's address, such as https://review.example"
            )
        if not key.isascii() or not key.isprintable():
            raise Refused("The key holds characters that no key has.")
        self.site = site.rstrip("/")
        self._key = key
        self._opener = urllib.request.build_opener(_Unmoved)

    def page(self, since: str) -> Page:
        """What happened behind a place; ``""`` is the beginning.

        Raises ``Unanswered``, ``Refused`` or ``UnknownPlace``.
        """
        query = {"expand": "article", **({"since": since} if since else {})}
        told = self._ask(f"{self.site}/api/v1/changes/?{urlencode(query)}")
        try:
            entries = tuple(_entry(each) for each in told["results"])
            return Page(entries, str(told["next"]), bool(told["more"]))
        except (KeyError, TypeError) as error:
            raise Unanswered(
                f"{self.site} answers something that is no stream of changes."
            ) from error

    def _ask(self, address: str) -> Any:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": AGENT,
            **({"Authorization": f"Bearer {self._key}"} if self._key else {}),
        }
        request = urllib.request.Request(address, headers=headers)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                body = answer.read()
                if answer.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                return json.loads(body)
        except urllib.error.HTTPError as error:
            raise _refusal(error) from error
        except (OSError, EOFError, ValueError, http.client.HTTPException) as error:
            raise Unanswered(f"{self.site} does not answer: {error}") from error


def _entry(told: Mapping[str, Any]) -> Entry:
    article = told["article"] if told["available"] else None
    return Entry(str(told["token"]), str(told["event"]), str(told["id"]), article)


def _refusal(error: urllib.error.HTTPError) -> Exception:
    with error:
        problem = _problem(error)
    detail = str(problem.get("detail") or error.reason)
    if error.code == 400 and any(
        each.get("parameter") == "since" for each in problem.get("errors", ())
    ):
        return UnknownPlace(detail)
    if location := error.headers.get("Location"):
        return Refused(f"The publication has moved: {location}")
    if error.code in (429, 500, 502, 503, 504):
        return Unanswered(detail, _seconds(error.headers.get("Retry-After", "")))
    return Refused(f"{error.code}: {detail}")


def _problem(error: urllib.error.HTTPError) -> Any:
    try:
        problem = json.loads(error.read())
    except (OSError, ValueError, http.client.HTTPException):
        return {}
    return problem if isinstance(problem, dict) else {}


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else PAUSE
