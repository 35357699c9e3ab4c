"""The checklist of what is typed, as a piece of the page: POST of the whole form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import checklist, clock
from articles.admin.door_page import refused, visible_article
from articles.admin.fields import with_anchors
from articles.admin.typed import as_typed
from articles.dates import planned_hour
from articles.models import State
from articles.policy import Action, may

__all__ = ["checklist_answer"]


def checklist_answer(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET: of the article as it is saved. POST: as it is typed, what is new marked. No writing."""
    article = visible_article(request, pk)
    if article.state == State.WITHDRAWN:
        return HttpResponse("")
    at = planned_hour(article, now=clock.now())
    saved = checklist.check(article, at=at)
    found = saved
    if request.method == "POST":
        if not (decision := may(request.user, Action.EDIT, article)):
            return refused(model_admin, request, decision, article)
        found = checklist.check(as_typed(model_admin, request, article).article, at=at)
    context = {"found": with_anchors(found, saved=saved)}
    return render(request, "articles/admin/_checklist.html", context)
