"""The checklists of what comes next, in one list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from desk.problems import troubled

__all__ = ["problems_page"]


def problems_page(request: HttpRequest) -> HttpResponse:
    """With ``?form=list`` only the list, for the newsroom's first page."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    context: dict[str, Any] = {"troubled": troubled(request.user, now=timezone.now())}
    if request.GET.get("form") == "list":
        return TemplateResponse(request, "desk/_problems.html", context)
    context |= {**admin.site.each_context(request), "title": "Checklist of what comes next"}
    return TemplateResponse(request, "desk/problems.html", context)
