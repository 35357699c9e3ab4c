"""The counting picture: answered at once and alike, whatever it is told."""

from __future__ import annotations

import base64

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from renderings.republish import counted_article
from republishing.answers import NOT_KEPT, reading
from republishing.counting import TALLY, host_of, is_robot

__all__ = ["counter"]

# One transparent pixel: 43 bytes of GIF89a.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
HEADERS = {
    "Cache-Control": NOT_KEPT,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}


@reading
def counter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Count a GET by the host of the page around it; nothing of the reader is read but whether it
    is a robot, and nothing is kept but the number."""
    named = counted_article(token)
    if named and request.method == "GET" and not is_robot(request.headers.get("User-Agent", "")):
        host = host_of(request.headers.get("Referer", ""))
        if host != host_of(settings.SITE_URL) or not host:
            TALLY.count(*named, host, timezone.now())
    return HttpResponse(PIXEL, content_type="image/gif", headers=HEADERS)
