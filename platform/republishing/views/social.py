"""The picture of a version for networks, while the version is readable."""

from __future__ import annotations

import logging
import threading

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response

from record.document import Document
from record.listings import Found, Gone, Moved, find_version
from republishing.answers import NOT_KEPT, moved, reading
from republishing.models import Picture
from republishing.pictures import kept_picture, picture_of

__all__ = ["social_picture"]

# It never changes, so it may stay with whoever has it for a day; a shared cache asks every 5
# seconds, so that the picture of a withdrawn article is gone.
HEADERS = {
    "Cache-Control": "public, max-age=86400, s-maxage=5",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PATIENCE = 3  # seconds that a request waits for another one's drawing

logger = logging.getLogger("republishing")
# One at a time in a process: drawing is work, and asking for it is free.
_drawing = threading.BoundedSemaphore(1)


@reading
def social_picture(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """JPEG, 1200 × 630. Drawn while whoever is first waits, if no worker has done it."""
    match find_version(slug, number):
        case Moved(slug=present):
            address = reverse("republishing:social-picture", args=[present, number])
            return moved(address, request)
        case Gone():
            return _plain(410, "This picture is no longer shown.")
        case Found(document=document):
            return _shown(request, document)
        case _:
            raise Http404


def _shown(request: HttpRequest, document: Document) -> HttpResponseBase:
    picture = kept_picture(document) or _drawn(document)
    if picture is None:
        return _later()
    headers = {**HEADERS, "ETag": f'"{picture.sha256}"'}
    plain = HttpResponse(headers=headers)
    answer = get_conditional_response(request, etag=headers["ETag"], response=plain)
    if answer is not None and answer is not plain:
        return answer
    file = default_storage.open(picture.file)
    return FileResponse(file, content_type="image/jpeg", headers=headers)


def _drawn(document: Document) -> Picture | None:
    if not _drawing.acquire(timeout=PATIENCE):
        return None
    try:
        return picture_of(document)
    except OSError:
        logger.exception("no picture of %s v%d", document.article, document.number)
        return None
    finally:
        _drawing.release()


def _later() -> HttpResponse:
    response = _plain(503, "The picture is being drawn. Please try again.")
    response["Retry-After"] = "5"  # seconds
    return response


def _plain(status: int, text: str) -> HttpResponse:
    return HttpResponse(
        f"{text}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": NOT_KEPT},
    )
