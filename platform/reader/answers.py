"""How pages are answered: conditionally, cacheable for seconds, and never with a cookie.

Caching: a browser asks every time and mostly gets an empty 304; a shared cache keeps a page for
5 s, so a publication shows and a withdrawal is gone that soon everywhere. Redirects are kept no
longer, because an article may take a former slug back. Everything that is not a readable page is
``no-store``.
"""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

import renderings
from reader import errors
from reader.serial import Serial

__all__ = ["BRIEFLY", "etag", "moved", "page", "reading", "text"]

# A shared cache may answer for 5 seconds, a browser must ask.
BRIEFLY = "public, max-age=0, s-maxage=5"

logger = logging.getLogger("reader")

View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """A view of something to read: GET and HEAD, whatever goes wrong answered by a page.

    Nothing here changes anything, so a POST needs no token to be told that it is not allowed.
    """

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return errors.method_not_allowed(request)
        try:
            return view(request, *args, **kwargs)
        except errors.Malformed as fault:
            return errors.bad_request(request, fault)
        except (OperationalError, InterfaceError):
            logger.exception("the database does not answer")
            return errors.unavailable(request)

    return csrf_exempt(answered)


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    serial: Serial,
    stamp: object,
    modified: datetime | None = None,
) -> HttpResponse:
    """A page, or 304 if the reader has it.

    ``stamp`` is whatever the page shows beside ``serial``: equal stamps must mean equal pages. Its
    ``repr`` is hashed, so that a page the reader has is never made: ``context`` isn't called.
    """

    def body() -> str:
        around = {"serial": serial, "path": request.path, "site": settings.SITE_URL}
        return render_to_string(template, {**around, **context()})

    tag = etag(template, serial.stamp, stamp)
    return text(request, body, content_type="text/html; charset=utf-8", tag=tag, modified=modified)


def text(
    request: HttpRequest,
    body: Callable[[], str | bytes],
    *,
    content_type: str,
    tag: str,
    modified: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """What ``body`` makes, unless the reader has what ``tag`` names (RFC 9110, section 13)."""
    response = HttpResponse(content_type=content_type, headers=dict(headers or {}))
    response["Cache-Control"] = BRIEFLY
    response["ETag"] = tag
    seconds = None
    if modified:
        seconds = int(modified.timestamp())
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(request, etag=tag, last_modified=seconds, response=response)
    if answer is None or answer is response:
        response.content = body()
        return response
    return answer


def moved(address: str) -> HttpResponse:
    """301 to a path of this site."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": BRIEFLY})


def etag(*parts: object) -> str:
    """A strong entity tag: of the parts, and of the code that makes pages of them."""
    digest = hashlib.sha256(repr((edition(), *parts)).encode()).hexdigest()
    return f'"{digest[:32]}"'


@functools.cache
def edition() -> str:
    """The digest of everything a page is made by, so that a new release is a new page."""
    found = hashlib.sha256()
    folders = (Path(__file__).parent, Path(renderings.__file__).parent)
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".py", ".html", ".css", ".js", ".svg"}:
                found.update(file.read_bytes())
    return found.hexdigest()
