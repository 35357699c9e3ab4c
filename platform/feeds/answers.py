"""How feeds are answered: conditionally, cacheable for seconds, for readers on any site."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from renderings.build import BUILD

__all__ = ["answered", "moved"]

# A shared cache may answer for 5 seconds, so that a withdrawal is soon known everywhere; a client
# asks every time and mostly gets an empty 304.
CACHEABLE = "public, max-age=0, s-maxage=5"


def answered(
    request: HttpRequest,
    make: Callable[[], str],
    *,
    content_type: str,
    depends_on: object,
    last_modified: datetime | None,
) -> HttpResponseBase:
    """The feed, or 304 without making it if the client has it (RFC 9110, section 13).

    Equal ``depends_on`` must mean equal feeds; its ``repr`` is hashed.
    """
    state = hashlib.sha256(f"{BUILD} {depends_on!r}".encode()).hexdigest()[:32]
    etag, seconds = f'"{state}"', None
    response = HttpResponse(content_type=content_type, headers=_headers())
    response["ETag"] = etag
    if last_modified:
        seconds = int(last_modified.timestamp())
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(request, etag, seconds, response) or response
    if answer is response:
        response.content = make()
    # A browser asks for it with each answer, even with an empty 304.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def moved(path: str) -> HttpResponseBase:
    """301 to a path of this site."""
    return HttpResponsePermanentRedirect(path, headers=_headers())


def _headers() -> dict[str, str]:
    return {"Cache-Control": CACHEABLE, "Access-Control-Allow-Origin": "*"}
