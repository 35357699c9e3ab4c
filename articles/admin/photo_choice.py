"""The photo library as the body's editor asks for it: JSON, for those who may see photos."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from photos.attention import notes
from photos.models import Photo
from photos.thumbnails import thumbnail_url

__all__ = ["photos_answer"]

PER_PAGE = 24
MOST_ASKED_FOR = 200  # photos of one body
THUMBNAIL_WIDTH = 480  # pixels


def photos_answer(photo_admin: Any, request: HttpRequest) -> JsonResponse:
    """``?ids=1,2``: these photos. Else ``?q=words&page=n``: a page of the search, newest first.

    Answers ``{"photos": [{id, title, alt, caption, credit, thumbnail, problems}], "more": bool}``.
    Who may see a photo, and what a search looks at, is for the library's own admin to say.
    """
    if not photo_admin.has_view_permission(request):
        raise PermissionDenied
    photos = photo_admin.get_queryset(request)
    if "ids" in request.GET:
        asked = [
            part for part in request.GET["ids"].split(",") if part.isascii() and part.isdigit()
        ]
        keys = [int(part) for part in asked[:MOST_ASKED_FOR] if len(part) < 19]
        found, more = list(photos.filter(pk__in=keys)), False
    else:
        found, more = _search(photo_admin, request, photos)
    answer = JsonResponse({"photos": [_told(photo) for photo in found], "more": more})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _search(photo_admin: Any, request: HttpRequest, photos: Any) -> tuple[list[Photo], bool]:
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    found, duplicates = photo_admin.get_search_results(request, photos, words)
    if duplicates:
        found = found.distinct()
    begin = (max(number, 1) - 1) * PER_PAGE
    rows = list(found.order_by("-created_at", "-pk")[begin : begin + PER_PAGE + 1])
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def _told(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "title": str(photo),
        "alt": photo.alt_text,
        "caption": photo.caption,
        "credit": photo.attribution,
        "thumbnail": thumbnail_url(photo, width=THUMBNAIL_WIDTH),
        "problems": notes(photo),
    }
