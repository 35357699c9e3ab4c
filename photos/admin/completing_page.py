"""What is missing of some photos, filled in one after the other.

Each row is saved by itself with its own edit number: the page's script sends it as soon as one
goes on to the next; without script one button sends all of them. A row that somebody else saved
meanwhile, or that has a mistake, stays as typed, beside what is wrong.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse

from audit import acts
from editing.conflicts import differences
from editing.saving import claim
from incoming.numbers import whole_number
from photos.attention import notes
from photos.batch_forms import CompletingForm
from photos.models import Photo
from photos.thumbnails import thumbnail_url

__all__ = ["complete_page"]

MEDIA = Media(css={"all": ["photos/library.css", "photos/upload.css"]}, js=["photos/complete.js"])
MOST = 200  # photos on one page
PICTURE_WIDTH = 640  # pixels


class Row:
    """A photo with its form. `saved`: what was typed is kept now."""

    def __init__(self, photo: Photo, form: CompletingForm, *, saved: bool = False) -> None:
        self.photo, self.form, self.saved = photo, form, saved
        self.picture = thumbnail_url(photo, width=PICTURE_WIDTH)
        self.notes = notes(photo)
        self.differences = differences(form) if form.saved_meanwhile else []


def complete_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """`?photos=1,2`: these, in this order, as far as they may be changed. POST saves the rows that
    were sent; `Accept: application/json` is answered with the row it was about."""
    photos = _asked_for(model_admin, request)
    if request.method == "POST":
        sent = [photo for photo in photos if f"p{photo.pk}-edit_number" in request.POST]
        saved = {photo.pk: _saved(model_admin, request, photo) for photo in sent}
        if request.headers.get("Accept") == "application/json":
            return _told(saved[sent[0].pk]) if sent else JsonResponse({}, status=404)
        rows = [saved.get(photo.pk) or _row(photo) for photo in photos]
        if all(row.saved for row in saved.values()):
            messages.success(request, "Everything is saved.")
            return HttpResponseRedirect(reverse("admin:photos_photo_changelist"))
    else:
        rows = [_row(photo) for photo in photos]
    wrong = any(row.form.errors for row in rows)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Complete {len(rows)} photo{'' if len(rows) == 1 else 's'}",
        "opts": model_admin.opts,
        "media": MEDIA,
        "rows": rows,
        "keys": ",".join(str(photo.pk) for photo in photos),
    }
    return TemplateResponse(request, "photos/complete.html", context, status=409 if wrong else 200)


def _asked_for(model_admin: Any, request: HttpRequest) -> list[Photo]:
    asked = map(whole_number, request.GET.get("photos", "").split(",")[:MOST])
    keys = [key for key in asked if key is not None]
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    found = model_admin.get_queryset(request).in_bulk(keys)
    rows = [found[key] for key in dict.fromkeys(keys) if key in found]
    may = [photo for photo in rows if model_admin.has_change_permission(request, photo)]
    if rows and not may:
        raise PermissionDenied
    return may


def _row(photo: Photo) -> Row:
    return Row(photo, CompletingForm(instance=photo, prefix=f"p{photo.pk}"))


def _saved(model_admin: Any, request: HttpRequest, photo: Photo) -> Row:
    """The row after saving it, or with what keeps it from being saved."""
    before = {name: getattr(photo, name) for name in CompletingForm.Meta.fields}
    with transaction.atomic():
        form = CompletingForm(request.POST, instance=photo, prefix=f"p{photo.pk}")
        if not form.is_valid():
            return Row(photo, form)
        changed = [name for name in before if name in form.changed_data]
        if changed:
            claim(photo, form.cleaned_data["edit_number"])
            form.save()
            model_admin.log_change(request, photo, [{"changed": {"fields": changed}}])
            acts.record(
                by=request.user,
                what="changed",
                object=photo,
                before={name: before[name] for name in changed},
                after={name: getattr(photo, name) for name in changed},
            )
    return Row(photo, CompletingForm(instance=photo, prefix=f"p{photo.pk}"), saved=True)


def _told(row: Row) -> JsonResponse:
    """The row anew, to be put in the place of the one on the page."""
    data = {
        "saved": row.saved,
        "row": render_to_string("photos/_completing_row.html", {"row": row}),
    }
    status = 200 if row.saved else 409
    return JsonResponse(data, status=status, headers={"Cache-Control": "private, no-store"})
