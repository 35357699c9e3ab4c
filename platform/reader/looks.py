"""A publication's own looks: the sheet of its accent, and its marks."""

from __future__ import annotations

import logging

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from photos.marks import find_mark
from publication.default import default_publication
from reader import theme
from reader.answers import reading
from reader.errors import not_found

__all__ = ["mark", "sheet"]

# The address is made from the content.
FOR_EVER = "public, max-age=31536000, immutable"  # a year
# As of a photo: a shared cache asks every 5 seconds, so that a mark taken down is gone.
MARK_HEADERS = {
    "Cache-Control": "public, max-age=86400, s-maxage=5",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}
CONTENT_TYPES = {"png": "image/png", "webp": "image/webp"}

logger = logging.getLogger("reader")


@reading
def sheet(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The accent of today: one query. 404 for any other."""
    row = default_publication()
    if row is None or not row.accent or digest != theme.digest(row.accent):
        return not_found(request)
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(
        theme.sheet(row.accent), content_type="text/css; charset=utf-8", headers=headers
    )


@reading
def mark(request: HttpRequest, sha256: str, image_format: str) -> HttpResponseBase:
    """A mark the site's publication shows: one query. 404 for whatever else was uploaded."""
    found = find_mark(sha256) if image_format in CONTENT_TYPES else None
    if found is None:
        return not_found(request)
    headers = {**MARK_HEADERS, "ETag": f'"{sha256}.{image_format}"'}
    plain = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=headers["ETag"], response=plain)
    if answer is not None and answer is not plain:
        return answer
    try:
        file = (found.png if image_format == "png" else found.webp).open("rb")
    except OSError:
        logger.exception("the file of the mark %s is not in the storage", found)
        return not_found(request)
    return FileResponse(file, content_type=CONTENT_TYPES[image_format], headers=headers)
