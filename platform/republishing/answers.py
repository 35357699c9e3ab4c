"""How this room answers: reading only, conditionally, and never with a cookie."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from renderings.build import BUILD

__all__ = ["BRIEFLY", "NOT_KEPT", "answered", "moved", "page", "reading"]

# A shared cache may answer for 5 seconds, a browser must ask, so that a withdrawal shows.
BRIEFLY = "public, max-age=0, s-maxage=5"
NOT_KEPT = "no-store"

View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """A view of something to read: GET and HEAD. Nothing changes, so a POST needs no token to be
    told that it is not allowed."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            refused = HttpResponseNotAllowed(["GET", "HEAD"])
            refused["Cache-Control"] = NOT_KEPT
            return refused
        return view(request, *args, **kwargs)

    return csrf_exempt(asked)


def answered(
    request: HttpRequest,
    make: Callable[[], str],
    *,
    content_type: str,
    stamp: object,
    modified: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """What ``make`` answers, or 304 without making it (RFC 9110, section 13).

    Equal ``stamp`` must mean equal answers; its ``repr`` is hashed, with the code's own digest.
    """
    digest = hashlib.sha256(f"{_edition()} {stamp!r}".encode()).hexdigest()[:32]
    tag, seconds = f'"{digest}"', None
    response = HttpResponse(content_type=content_type, headers=dict(headers or {}))
    response["Cache-Control"] = BRIEFLY
    response["ETag"] = tag
    if modified:
        seconds = int(modified.timestamp())
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(request, tag, seconds, response) or response
    if answer is response:
        response.content = make()
    return answer


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    stamp: object,
    modified: datetime | None = None,
) -> HttpResponse:
    """A page of this room, conditionally."""
    return answered(
        request,
        lambda: render_to_string(template, dict(context())),
        content_type="text/html; charset=utf-8",
        stamp=(template, stamp),
        modified=modified,
    )


def moved(address: str, request: HttpRequest) -> HttpResponse:
    """301 to a path of this site, with the question that was asked."""
    question = request.META.get("QUERY_STRING", "")
    target = f"{address}?{question}" if question else address
    return HttpResponsePermanentRedirect(target, headers={"Cache-Control": BRIEFLY})


@functools.cache
def _edition() -> str:
    """The digest of all that these answers are made by, so that a new release is a new answer."""
    found = hashlib.sha256(BUILD.encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in {".py", ".html", ".css", ".js"}:
            found.update(file.read_bytes())
    return found.hexdigest()
