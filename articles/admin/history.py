"""The history of an article: every save, any two of them compared, the way back to each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timesince import timesince

from articles.admin.door_page import refused, visible_article
from articles.models import Article, Revision
from articles.policy import Action, may
from articles.revision_words import changed_fields, revision_changes
from articles.revisions import restore, snapshot

__all__ = ["compare_page", "history_page", "restore_page"]

PER_PAGE = 50


def history_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Every save, the latest first."""
    article = visible_article(request, pk)
    revisions = article.revisions.select_related("by").defer("snapshot")
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "revision": revision,
            "who": who(revision),
            "ago": timesince(revision.at, depth=1),
            "changed": changed_fields(revision),
        }
        for revision in page.object_list
    ]
    context = {
        "title": f"History: {article.title}",
        "rows": rows,
        "page": page,
        "may_restore": bool(may(request.user, Action.EDIT, article)),
    }
    return _page(model_admin, request, article, "articles/admin/history.html", context)


def compare_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Two revisions of the article, named by ``?older=`` and ``?newer=``, in either order."""
    article = visible_article(request, pk)
    numbers = sorted(_number(request, name) for name in ("older", "newer"))
    older, newer = (_revision(article, number) for number in numbers)
    context = {
        "title": f"Revisions {older.number} and {newer.number}: {article.title}",
        "older": older,
        "newer": newer,
        "changes": revision_changes(older.snapshot, newer.snapshot),
    }
    return _page(model_admin, request, article, "articles/admin/compare.html", context)


def restore_page(model_admin: Any, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """GET shows what would change in the article as it is now; POST restores."""
    article = visible_article(request, pk)
    if not (decision := may(request.user, Action.EDIT, article)):
        return refused(model_admin, request, decision, article)
    revision = _revision(article, number)
    changes = [
        change
        for change in revision_changes(snapshot(article), revision.snapshot)
        if change.label not in ("Address", "Publication")
    ]
    if request.method == "POST":
        if changes:
            restored = restore(revision, by=request.user)  # type: ignore[arg-type]
            text = (
                f"The article is what it was at revision {number}, as revision {restored.number}."
            )
        else:
            text = f"The article is what it was at revision {number}."
        messages.success(request, text)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    context = {
        "title": f"Restore revision {number}: {article.title}",
        "revision": revision,
        "changes": changes,
    }
    return _page(model_admin, request, article, "articles/admin/restore.html", context)


def who(revision: Revision) -> str:
    """Who saved it, "–" for the clock or the operator."""
    return (revision.by.get_full_name() or revision.by.get_username()) if revision.by else "–"


def _page(
    model_admin: Any, request: HttpRequest, article: Article, template: str, more: dict[str, Any]
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "article": article,
        "zone": article.publication.time_zone,
        **more,
    }
    return TemplateResponse(request, template, context)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404("Choose two revisions to compare.")
    return int(text)


def _revision(article: Article, number: int) -> Revision:
    return get_object_or_404(article.revisions.select_related("by"), number=number)
