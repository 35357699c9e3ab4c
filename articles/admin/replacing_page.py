"""Another file for a photo: what follows from it, and the question whose picture it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.forms_photos import ReplacingForm, WordsForm
from articles.photo_uses import uses_of
from articles.replacing import FormerFile, SameFile, replace
from audit import acts
from editing.saving import StaleSave, claim
from photos.inspecting import PictureRefused
from photos.models import Photo
from photos.storage import StorageFull
from photos.uploading import DuplicatePhoto
from photos.wording import differing_words

__all__ = ["replace_page", "words_page"]

MEDIA = Media(css={"all": ["articles/admin.css", "articles/photos.css"]})
STALE = "Somebody saved this photo meanwhile. Nothing was changed: look at it again, then repeat."


def replace_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET says what a new file changes, POST gives the photo that file."""
    photo = _photo(model_admin, request, pk)
    form = ReplacingForm(
        request.POST or None, request.FILES or None, initial={"edit_number": photo.edit_number}
    )
    if request.method == "POST" and form.is_valid() and _replaced(request, photo, form):
        messages.success(request, "The photo has its new file. Look at its words once more.")
        return HttpResponseRedirect(reverse("admin:photos_photo_words", args=[photo.pk]))
    context = {"form": form, "uses": uses_of(photo, person=request.user)}
    title = f"Another file for “{photo}”"
    return _page(model_admin, request, "articles/admin/photo_replace.html", photo, title, context)


def words_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Where the file's own data contradict the library, a person says which words hold."""
    photo = _photo(model_admin, request, pk)
    change = reverse("admin:photos_photo_change", args=[photo.pk])
    try:
        differing = differing_words(photo)
    except (PictureRefused, FileNotFoundError) as problem:
        messages.error(request, f"What the file says of itself could not be read. {problem}")
        return HttpResponseRedirect(change)
    form = WordsForm(request.POST or None, differing=differing, photo=photo)
    if request.method == "POST" and form.is_valid():
        take = form.cleaned_data["take"]
        taken = {each.name: each.file for each in differing if each.name in take}
        try:
            _take_over(request, photo, taken, form.cleaned_data["edit_number"])
        except StaleSave:
            form.add_error(None, STALE)
        else:
            return HttpResponseRedirect(change)
    if not differing:
        return HttpResponseRedirect(change)
    context = {"form": form, "differing": differing}
    title = f"What the file says of “{photo}”"
    return _page(model_admin, request, "articles/admin/photo_words.html", photo, title, context)


def _photo(model_admin: Any, request: HttpRequest, pk: int) -> Photo:
    photo = Photo.objects.filter(pk=pk).first()
    if photo is None or not model_admin.has_view_permission(request, photo):
        raise Http404("There is no such photo.")
    if not model_admin.has_change_permission(request, photo):
        raise PermissionDenied
    return photo


def _replaced(request: HttpRequest, photo: Photo, form: ReplacingForm) -> bool:
    by: Any = request.user
    file, number = form.cleaned_data["picture"], form.cleaned_data["edit_number"]
    try:
        replace(photo, file, name=file.name, edit_number=number, by=by, now=timezone.now())
    except (PictureRefused, DuplicatePhoto, SameFile, FormerFile, StorageFull) as refusal:
        form.add_error("picture", str(refusal))
    except StaleSave:
        form.add_error(None, STALE)
    return form.is_valid()


def _take_over(request: HttpRequest, photo: Photo, taken: dict[str, str], edit_number: int) -> None:
    if not taken:
        return
    with transaction.atomic():
        claim(photo, edit_number)
        before = {name: getattr(photo, name) for name in taken}
        Photo.objects.filter(pk=photo.pk).update(**taken)
        acts.record(by=request.user, what="changed", object=photo, before=before, after=taken)


def _page(
    model_admin: Any,
    request: HttpRequest,
    template: str,
    photo: Photo,
    title: str,
    context: dict[str, Any],
) -> HttpResponse:
    around = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "media": MEDIA,
        "photo": photo,
    }
    return TemplateResponse(request, template, {**around, **context})
