"""Pages for what is not there or cannot be done: they say what happened and what to do.

Equal for equal statuses, byte by byte: the page of a draft's address is that of one that never
existed. They are named by the project's ``handler404`` and its fellows.
"""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from reader.serial import Serial, serial

__all__ = [
    "Malformed",
    "bad_request",
    "forbidden",
    "gone",
    "method_not_allowed",
    "not_found",
    "server_error",
    "unavailable",
]

BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Something went wrong</h1><p>The fault is ours. Please try again in a minute.</p></html>"
)


class Malformed(Exception):
    """An address that can't be understood. Its text tells the reader what is wrong with it."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(404, "not_found")


def gone(request: HttpRequest, notice: str, **context: Any) -> HttpResponse:
    """410: ``notice`` says why. ``context`` may hold the ``tombstone`` and a ``successor``."""
    return _page(410, "gone", notice=notice, **context)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    message = str(exception) if isinstance(exception, Malformed) else ""
    return _page(400, "bad_request", message=message)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(403, "forbidden")


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405."""
    response = _page(405, "method_not_allowed")
    response["Allow"] = "GET, HEAD"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks nothing of the database, and of the templates only if they can."""
    return _static(500, "500.html")


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer."""
    response = _static(503, "503.html")
    response["Retry-After"] = "5"  # seconds
    return response


def _page(status: int, name: str, **context: Any) -> HttpResponse:
    serial = context.pop("serial", None) or _serial()
    # Pages of faults have a search form of their own, so the one at the foot is left out.
    context["seeking"] = "tombstone" not in context
    body = render_to_string(f"reader/{name}.html", {"serial": serial, **context})
    return _answer(status, body)


def _static(status: int, template: str) -> HttpResponse:
    try:
        return _answer(status, render_to_string(template))
    except Exception:  # noqa: BLE001  whatever is broken, the reader gets a page
        return _answer(status, BARE)


def _answer(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, status=status, headers={"Cache-Control": "no-store"})


def _serial() -> Serial:
    try:
        return serial()
    except DatabaseError:
        return Serial()
