"""The articles one may link to, as the body's editor asks for them: JSON."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from articles.admin.autosave import sitting_of as as_uuid
from articles.linking import named, targets

__all__ = ["links_answer"]

MOST = 12
MOST_ASKED_FOR = 200  # links of one body


def links_answer(model_admin: Any, request: HttpRequest) -> JsonResponse:
    """``?keys=a,b``: these articles. Else ``?q=words``: what a title holds, the newest first.

    Answers ``{"articles": [{key, title, about, public}]}``: what is published, and those drafts
    that this person may see.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    person: Any = request.user
    if "keys" in request.GET:
        asked = request.GET["keys"].split(",")[:MOST_ASKED_FOR]
        found = named(person, [str(key) for key in map(as_uuid, asked) if key])
    else:
        words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
        found = targets(person, words, most=MOST)
    return JsonResponse({"articles": found})
