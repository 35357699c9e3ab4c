"""The way back: the article becomes what it was at a revision, or what somebody typed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.admin.compared_states import person, typed_snapshot
from articles.admin.door_page import refused, visible_article
from articles.admin.history_pages import page_of
from articles.comparing import State, compared
from articles.models import Article, Autosave
from articles.policy import Action, may
from articles.revisions import KEPT_BY_RESTORING, restore, snapshot, take_over

__all__ = ["restore_page", "take_over_page"]


def restore_page(model_admin: Any, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """GET shows what would change in the article as it is now; POST restores."""
    article = visible_article(request, pk)
    if not (decision := may(request.user, Action.EDIT, article)):
        return refused(model_admin, request, decision, article)
    revision = get_object_or_404(article.revisions.select_related("by"), number=number)
    comparison, differs = _ahead(article, revision.snapshot)
    if request.method == "POST":
        text = f"The article is what it was at revision {number}."
        if differs:
            restored = restore(revision, by=request.user)  # type: ignore[arg-type]
            text = f"{text[:-1]}, as revision {restored.number}."
        return _done(request, article, text)
    context = {
        "title": f"Restore revision {number}: {article.title}",
        "heading": f"Restore revision {number}",
        "at": revision.at,
        "comparison": comparison,
    }
    return page_of(model_admin, request, article, "articles/admin/restore.html", context)


def take_over_page(model_admin: Any, request: HttpRequest, pk: int, typed: int) -> HttpResponse:
    """The same for a text that was typed and not saved; it stays with who typed it."""
    article = visible_article(request, pk)
    if not (decision := may(request.user, Action.EDIT, article)):
        return refused(model_admin, request, decision, article)
    rows = Autosave.objects.kept().filter(article=article).select_related("by")
    kept = get_object_or_404(rows, pk=typed)
    values = typed_snapshot(model_admin, request, article, kept)
    comparison, differs = _ahead(article, values)
    name = person(kept.by)
    if request.method == "POST":
        text = f"The article says what {name} had typed."
        if differs:
            by = cast("Any", request.user)
            with transaction.atomic():
                made = take_over(article, values, by=by, reason=f"As {name} had typed, not saved")
            text = f"{text[:-1]}, as revision {made.number}."
        return _done(request, article, text)
    context = {
        "title": f"Take over what {name} typed: {article.title}",
        "heading": f"Take over what {name} typed",
        "at": kept.at,
        "comparison": comparison,
    }
    return page_of(model_admin, request, article, "articles/admin/restore.html", context)


def _ahead(article: Article, values: dict[str, Any]) -> tuple[Any, bool]:
    """What would change in the article, and whether anything would."""
    now = snapshot(article)
    kept = {name: now[name] for name in KEPT_BY_RESTORING}
    comparison = compared(State(now), State({**values, **kept}))
    differs = bool(comparison.fields or comparison.pictures or comparison.body_changed)
    return comparison, differs


def _done(request: HttpRequest, article: Article, text: str) -> HttpResponse:
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
