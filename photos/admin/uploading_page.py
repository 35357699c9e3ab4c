"""Many photos at once: a page with a form, and the same address for one file at a time.

The page's script sends each file by itself, so that each has its own progress, its own message and
its own second try. Without script the form sends them together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from audit import acts
from photos.attention import notes
from photos.batch_forms import BatchForm
from photos.inspecting import PictureRefused
from photos.likeness import alike
from photos.models import Photo
from photos.storage import StorageFull
from photos.thumbnails import thumbnail_url
from photos.uploading import DuplicatePhoto, store_photo

__all__ = ["completing_address", "upload_page"]

MEDIA = Media(css={"all": ["photos/library.css", "photos/upload.css"]}, js=["photos/upload.js"])
DUPLICATE, REFUSED, FULL = 409, 422, 507  # HTTP status


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its `photo` if it was added, else why not, and with `known` the
    photo that it is already."""

    name: str
    photo: Photo | None = None
    why: str = ""
    known: Photo | None = None
    status: int = 201


def upload_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET asks for files, POST adds them; `Accept: application/json` is answered in JSON."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    by_script = request.headers.get("Accept") == "application/json"
    form = BatchForm(request.POST or None, request.FILES or None)
    outcomes: list[Outcome] = []
    if request.method == "POST":
        if form.is_valid():
            outcomes = [
                _added(model_admin, request, form, f) for f in form.cleaned_data["pictures"]
            ]
        elif by_script:
            errors = [str(error) for errors in form.errors.values() for error in errors]
            return _json({"error": " ".join(errors)}, REFUSED)
        if outcomes and by_script:
            return _told(outcomes[0])
        if outcomes and all(outcome.photo for outcome in outcomes):
            return _all_added(request, [outcome.photo for outcome in outcomes if outcome.photo])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Upload photos",
        "opts": model_admin.opts,
        "media": MEDIA,
        "form": form,
        "outcomes": outcomes,
        "completing": completing_address(o.photo for o in outcomes if o.photo and notes(o.photo)),
    }
    return TemplateResponse(request, "photos/upload.html", context)


def completing_address(photos: Iterable[Photo]) -> str:
    """Where what is missing of these photos is filled in; empty for none."""
    keys = ",".join(str(photo.pk) for photo in photos)
    return f"{reverse('admin:photos_photo_complete')}?photos={keys}" if keys else ""


def _added(model_admin: Any, request: HttpRequest, form: BatchForm, file: Any) -> Outcome:
    name = file.name or "a file without a name"
    try:
        photo = store_photo(file, name=name, otherwise=form.otherwise)
    except DuplicatePhoto as duplicate:
        return Outcome(name, why=str(duplicate), known=duplicate.photo, status=DUPLICATE)
    except PictureRefused as refusal:
        return Outcome(name, why=str(refusal), status=REFUSED)
    except ValidationError as error:
        return Outcome(name, why=" ".join(error.messages), status=REFUSED)
    except StorageFull as full:
        return Outcome(name, why=str(full), status=FULL)
    with transaction.atomic():
        model_admin.log_addition(request, photo, [{"added": {}}])
        after = {"file name": photo.original_name, "credit": photo.attribution}
        acts.record(by=request.user, what="added", object=photo, before={}, after=after)
    return Outcome(name, photo)


def _told(outcome: Outcome) -> JsonResponse:
    if outcome.photo is None:
        known = {"known": _named(outcome.known)} if outcome.known else {}
        return _json({"error": outcome.why, **known}, outcome.status)
    photo = outcome.photo
    others = alike([photo]).get(photo.pk, [])
    return _json(
        {
            **_named(photo),
            "thumbnail": thumbnail_url(photo),
            "notes": notes(photo),
            "alike": [_named(other) for other in others],
        },
        outcome.status,
    )


def _named(photo: Photo) -> dict[str, Any]:
    address = reverse("admin:photos_photo_change", args=[photo.pk])
    return {"id": photo.pk, "title": str(photo), "address": address}


def _json(data: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(data, status=status, headers={"Cache-Control": "private, no-store"})


def _all_added(request: HttpRequest, photos: list[Photo]) -> HttpResponse:
    number = len(photos)
    messages.success(request, f"{number} photo{'' if number == 1 else 's'} added to the library.")
    wanting = [photo for photo in photos if notes(photo)]
    return HttpResponseRedirect(
        completing_address(wanting) or reverse("admin:photos_photo_changelist")
    )
