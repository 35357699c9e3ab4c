"""Pages for one reader alone: who holds the link to one is the only one meant to see it.

Kept by no cache, found by no search engine; no other site is told where the reader came from; and
the address, which holds the secret, is not written into the log.
"""

from __future__ import annotations

import functools
import logging
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from reader import errors
from reader.answers import View
from reader.serial import serial

__all__ = ["SeeOther", "for_one", "page"]

logger = logging.getLogger("reader")


class SeeOther(HttpResponseRedirect):
    status_code = 303


def for_one(view: View) -> View:
    """A view for one reader: GET, HEAD, and a POST that no other site's page has sent."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _allowed(request) or view(request, *args, **kwargs)
        except (OperationalError, InterfaceError):
            logger.exception("the database does not answer")
            response = errors.unavailable(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        # Django would write the path of a refusal into the log, and somebody's token with it.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    return csrf_exempt(answered)


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    around = {"serial": serial(), "path": request.path, "site": settings.SITE_URL}
    body = render_to_string(f"reader/newsletter/{name}.html", {**around, **context})
    return HttpResponse(body, status=status)


def _allowed(request: HttpRequest) -> HttpResponse | None:
    """The refusal of what is not to be answered."""
    if request.method not in ("GET", "HEAD", "POST"):
        refusal = errors.method_not_allowed(request)
        refusal["Allow"] = "GET, HEAD, POST"
        return refusal
    if request.method == "POST" and _from_elsewhere(request):
        return errors.forbidden(request)
    return None


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another site sent this (W3C Fetch Metadata).

    What says nothing is a mail program, or a browser too old; ``null`` is the origin of a page
    that sends no referrer.
    """
    sent_by = request.headers.get("Sec-Fetch-Site")
    if sent_by is not None:
        return sent_by not in ("same-origin", "none")
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", own) not in (own, settings.SITE_URL, "null")
