"""Photos, in the sizes and formats that pages name, while a readable version shows them."""

from __future__ import annotations

import logging

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from reader.answers import reading
from reader.errors import not_found
from record.listings import find_rendition
from renderings.pictures import FORMATS

__all__ = ["photo"]

# What never changes may stay with the reader for a day; a shared cache asks every 5 seconds, so
# that a withdrawn photo is gone. Whatever the bytes are, a browser must not run them.
HEADERS = {
    "Cache-Control": "public, max-age=86400, s-maxage=5",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}

logger = logging.getLogger("reader")


@reading
def photo(
    request: HttpRequest, sha256: str, shape: str, width: int, image_format: str
) -> HttpResponseBase:
    """One rendition: one query. 404 for whatever is not shown, for whichever reason."""
    rendition = find_rendition(sha256, shape, width, image_format)
    if rendition is None:
        return not_found(request)
    headers = {**HEADERS, "ETag": f'"{rendition.sha256}"'}
    plain = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=headers["ETag"], response=plain)
    if answer is not None and answer is not plain:
        return answer
    try:
        file = rendition.file.open("rb")
    except OSError:
        logger.exception("the file of %s, %s, is not in the storage", rendition, sha256)
        return not_found(request)
    return FileResponse(file, content_type=FORMATS[image_format], headers=headers)
