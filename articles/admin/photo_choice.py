"""The photo library as the body's editor asks for it: JSON, for those who may see photos."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse

from audit import acts
from editing.text import clean_line
from incoming.numbers import whole_number
from photos.attention import notes
from photos.inspecting import PictureRefused
from photos.models import Photo
from photos.storage import StorageFull
from photos.thumbnails import thumbnail_url
from photos.uploading import DuplicatePhoto, store_photo

__all__ = ["photo_upload_answer", "photos_answer"]

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
        asked = map(whole_number, request.GET["ids"].split(","))
        keys = [key for key in asked if key is not None][:MOST_ASKED_FOR]
        found, more = list(photos.filter(pk__in=keys)), False
    else:
        found, more = _search(photo_admin, request, photos)
    return JsonResponse({"photos": [_told(photo) for photo in found], "more": more})


def photo_upload_answer(photo_admin: Any, request: HttpRequest) -> JsonResponse:
    """POST of ``picture`` with its ``alt_text`` and ``credit_line``, as dropped into a text.

    Answers ``{"photo": …}`` as above; that of the library, and ``"already": true``, if it holds
    the same file; ``{"refused": why}`` with 400 if it is no picture that can be kept.
    """
    if not photo_admin.has_add_permission(request):
        raise PermissionDenied
    file = request.FILES.get("picture")
    if request.method != "POST":
        return JsonResponse({"refused": "Send a picture."}, status=405)
    if file is None:
        return JsonResponse({"refused": "No picture arrived."}, status=400)
    return _stored(request, file)


def _stored(request: HttpRequest, file: Any) -> JsonResponse:
    typed = {name: request.POST.get(name, "") for name in ("alt_text", "credit_line")}
    try:
        fields: dict[str, Any] = {name: clean_line(text) for name, text in typed.items()}
        photo = store_photo(file, name=file.name, **fields)
    except DuplicatePhoto as duplicate:
        return JsonResponse({"photo": _told(duplicate.photo), "already": True})
    except (PictureRefused, StorageFull) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=400)
    except ValidationError as error:
        return JsonResponse({"refused": " ".join(error.messages)}, status=400)
    after = {"file name": photo.original_name, "credit": photo.attribution}
    acts.record(by=request.user, what="added", object=photo, before={}, after=after)
    return JsonResponse({"photo": _told(photo), "already": False})


def _search(photo_admin: Any, request: HttpRequest, photos: Any) -> tuple[list[Photo], bool]:
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    number = whole_number(request.GET.get("page", ""), digits=5) or 1
    found, duplicates = photo_admin.get_search_results(request, photos, words)
    if duplicates:
        found = found.distinct()
    begin = (number - 1) * PER_PAGE
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
