"""Manuscripts become drafts: put on the desk here, read by the worker or while one waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.incoming_files import files_of
from articles.forms_importing import ImportForm
from articles.importing import incoming
from articles.importing.word_file import MEGABYTE
from articles.models import IncomingFile, Stage
from incoming.numbers import whole_number
from photos.storage import StorageFull

__all__ = ["import_page"]

# A single file of this size is read while the browser waits: it takes about a second.
READ_AT_ONCE = 2 * MEGABYTE
FULL = "The disk is full: the file was not kept. Tell whoever runs this site, and try again later."


def import_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET shows the form and the person's files. POST takes files, or reads one that waits.

    A script that asks for JSON gets ``{"ids": [...]}`` or ``{"errors": [...]}`` (400), and
    follows the files from there.
    """
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method == "POST" and "read" in request.POST:
        return _read_waiting(request)
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    if posted:
        answer = _taken(form, request) if form.is_valid() else None
        if answer is not None:
            return answer
        if _asks_for_json(request):
            errors = [str(error) for some in form.errors.values() for error in some]
            return JsonResponse({"errors": errors}, status=400)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Import manuscripts",
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "form": form,
        "further": [form["photo"], form["alt_text"]],
        "files": files_of(request.user),
    }
    return TemplateResponse(request, "articles/admin/import.html", context)


def _taken(form: ImportForm, request: HttpRequest) -> HttpResponse | None:
    """Put the files aside; ``None`` if the form has to say what went wrong."""
    by: Any = request.user
    manuscripts, photo = form.cleaned_data["manuscript"], form.cleaned_data["photo"]
    alt_text = form.cleaned_data["alt_text"]
    try:
        files = [
            incoming.receive(file, by=by, at=timezone.now(), picture=photo, alt_text=alt_text)
            for file in manuscripts
        ]
    except StorageFull:
        form.add_error(None, FULL)
        return None
    if _asks_for_json(request):
        return JsonResponse({"ids": [file.pk for file in files]})
    if len(files) == 1 and files[0].size <= READ_AT_ONCE:
        return _read_at_once(files[0], form, request)
    messages.info(request, "The files are read in the background; you may leave this page.")
    return HttpResponseRedirect(reverse("admin:articles_article_import"))


def _read_at_once(
    file: IncomingFile, form: ImportForm, request: HttpRequest
) -> HttpResponse | None:
    incoming.read_now(file)
    if file.stage == Stage.REFUSED:
        form.add_error(None, file.problem)
        incoming.forget(file)
        return None
    if file.article_id is None:  # a worker was faster, and is still at it
        return HttpResponseRedirect(reverse("admin:articles_article_import"))
    if file.was_known:
        messages.info(request, "This very file was imported before: here is its draft, untouched.")
    else:
        text = "The draft is made. What was recognised, guessed and is missing stands beside it."
        messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[file.article_id]))


def _read_waiting(request: HttpRequest) -> HttpResponse:
    """Read the person's own file that no worker takes up."""
    number = whole_number(request.POST["read"]) or 0
    file = IncomingFile.objects.filter(pk=number, by_id=request.user.pk).first()
    if file is not None:
        incoming.read_now(file)
    return HttpResponseRedirect(reverse("admin:articles_article_import"))


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
