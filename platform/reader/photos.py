"""Photos, in the sizes and formats that pages name, while a readable version shows them."""

from __future__ import annotations

import logging
import math
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from photos.models import Photo
from publication.default import default_publication
from reader.answers import reading
from reader.errors import not_found
from record.listings import find_rendition
from renderings.pictures import FORMATS

__all__ = ["photo"]

# What never changes may stay with the reader for a day, but not beyond the last day of its rights;
# a shared cache asks every 5 seconds, so that a withdrawn photo is gone. Whatever the bytes are, a
# browser must not run them.
A_DAY = 86400  # seconds
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}

logger = logging.getLogger("reader")


@reading
def photo(
    request: HttpRequest, sha256: str, shape: str, width: int, image_format: str
) -> HttpResponseBase:
    """One rendition: one query, two if its rights will end. 404 for whatever is not shown, for
    whichever reason; 410 for one whose rights have ended."""
    rendition = find_rendition(sha256, shape, width, image_format)
    if rendition is None:
        return not_found(request)
    seconds = _seconds_left(rendition.photo)
    if seconds <= 0:
        return HttpResponse(
            "This photo can no longer be shown: its rights have ended.\n",
            status=410,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store"},
        )
    headers = {
        **HEADERS,
        "Cache-Control": f"public, max-age={min(seconds, A_DAY)}, s-maxage=5",
        "ETag": f'"{rendition.sha256}"',
    }
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


def _seconds_left(photo: Photo) -> int:
    """How long the photo may still be shown, as far as a day reaches. The last day ends at midnight
    on the publication's clock."""
    if photo.rights_expire_on is None:
        return A_DAY
    publication, now = default_publication(), timezone.now()
    zone = ZoneInfo(publication.time_zone if publication else "UTC")
    ends = datetime.combine(photo.rights_expire_on + timedelta(days=1), time(), zone)
    return math.ceil((ends - now).total_seconds())
