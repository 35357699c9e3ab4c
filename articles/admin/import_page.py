"""A manuscript becomes a draft: the same as ``manage.py import_article`` does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.forms_importing import ImportForm
from articles.importing.drafting import Outcome, Picture, Status, import_file
from articles.policy import Action, may

__all__ = ["import_page"]


def import_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET asks for the file, POST makes the draft and leads to it."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcome = _imported(form, request)
        if outcome.article is not None and may(request.user, Action.VIEW, outcome.article):
            return _led_to(outcome, request)
        if outcome.article is not None:
            form.add_error("manuscript", "This file was imported before, by somebody else.")
        for problem in outcome.report.problems if outcome.status is Status.REFUSED else ():
            form.add_error(None, f"{problem}")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Import a manuscript",
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "form": form,
    }
    return TemplateResponse(request, "articles/admin/import.html", context)


def _imported(form: ImportForm, request: HttpRequest) -> Outcome:
    by: Any = request.user
    file, photo = form.cleaned_data["manuscript"], form.cleaned_data["photo"]
    picture = Picture(photo, photo.name, form.cleaned_data["alt_text"]) if photo else None
    return import_file(file.read(), file.name, by=by, picture=picture)


def _led_to(outcome: Outcome, request: HttpRequest) -> HttpResponse:
    article = outcome.article
    if outcome.status is Status.UNCHANGED:
        messages.info(request, "This very file was imported before: here is its draft, untouched.")
    else:
        text = "The draft is made. What was recognised, guessed and is missing stands beside it."
        messages.success(request, text)
    pk = article.pk if article else 0
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
