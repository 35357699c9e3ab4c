"""How feeds are answered: conditionally, cacheable for seconds, for readers on any site."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from renderings.build import BUILD

__all__ = ["Refused", "View", "answered", "moved", "telling"]

# A shared cache may answer for 5 seconds, so that a withdrawal is soon known everywhere; a client
# asks every time and mostly gets an empty 304.
CACHEABLE = "public, max-age=0, s-maxage=5"
# What is answered to a key depends on its holder's terms and is nobody else's.
PRIVATE = "private, no-store"

View = Callable[..., HttpResponseBase]


class Refused(Exception):
    """The request cannot be answered. ``message`` tells whoever asks what to do about it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def telling(view: View, *, by_key: bool = False) -> View:
    """A view of something to read: GET and HEAD, and a refusal in words.

    ``by_key``: whoever shows a key may be told something else, so no cache may take the one answer
    for the other (RFC 9110, section 12.5.5).

    Nothing here changes anything, so a POST needs no token to be told that it is not allowed.
    """

    @functools.wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except Refused as refusal:
            answer = _refused(refusal)
        if by_key:
            patch_vary_headers(answer, ["Authorization"])
        return answer

    return csrf_exempt(require_safe(told))


def answered(
    request: HttpRequest,
    make: Callable[[], str],
    *,
    content_type: str,
    depends_on: object,
    last_modified: datetime | None = None,
    private: bool = False,
) -> HttpResponseBase:
    """The feed, or 304 without making it if the client has it (RFC 9110, section 13).

    Equal ``depends_on`` must mean equal feeds; its ``repr`` is hashed. ``private`` is what was
    asked for with a key.
    """
    state = hashlib.sha256(f"{BUILD} {depends_on!r}".encode()).hexdigest()[:32]
    etag, seconds = f'"{state}"', None
    response = HttpResponse(content_type=content_type, headers=_headers(private=private))
    response["ETag"] = etag
    if last_modified:
        seconds = int(last_modified.timestamp())
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(request, etag, seconds, response) or response
    if answer is response:
        response.content = make()
    # A browser asks for it with each answer, even with an empty 304.
    for name, value in _headers(private=private).items():
        answer[name] = value
    return answer


def moved(path: str, *, private: bool = False) -> HttpResponseBase:
    """301 to a path of this site."""
    return HttpResponsePermanentRedirect(path, headers=_headers(private=private))


def _headers(*, private: bool) -> dict[str, str]:
    return {
        "Cache-Control": PRIVATE if private else CACHEABLE,
        "Access-Control-Allow-Origin": "*",
    }


def _refused(refusal: Refused) -> HttpResponse:
    response = HttpResponse(
        f"{refusal.message}\n",
        status=refusal.status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"},
    )
    if refusal.status == 401:
        # RFC 9110, section 11.6.1: the ways to show a key.
        response["WWW-Authenticate"] = 'Bearer, Basic realm="Partners"'
    return response
