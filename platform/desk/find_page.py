"""The page of what is found, and its list alone for the palette."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from desk.finding import Found, find
from desk.indexing import catch_up

__all__ = ["find_page"]


def find_page(request: HttpRequest) -> HttpResponse:
    """``?q=words``; with ``&form=list`` only the list of what is found."""
    asked = request.GET.get("q", "")
    catch_up()
    found = find(admin.site, request, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "groups": [(kind, list(some)) for kind, some in groupby(found, key=_kind)],
    }
    if request.GET.get("form") == "list":
        return TemplateResponse(request, "desk/_found.html", context)
    context |= {
        **admin.site.each_context(request),
        "title": f"Find: {asked}" if asked else "Find",
    }
    return TemplateResponse(request, "desk/find.html", context)


def _kind(found: Found) -> str:
    return found.kind
