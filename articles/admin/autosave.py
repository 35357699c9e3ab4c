"""Autosave as the form's script asks for it: JSON, for those who may edit the article."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from accounts.naming import name_of
from articles.admin.door_page import visible_article
from articles.autosaving import (
    KEPT_FOR,
    AlreadySaved,
    Typing,
    as_post,
    discard,
    keep,
    offered,
    saved_among,
)
from articles.models import Article, Autosave
from articles.policy import Action, may

__all__ = ["autosave_answer", "sitting_of"]

MOST_BYTES = 2_000_000  # of one form's values: some 200,000 words
MOST_FIELDS = 5_000
MOST_ASKED_FOR = 100  # sittings
LARGEST = 2**31 - 1  # number or edit number
NO_LONGER = "The form is too long to be kept while you type. Save it now and then."


class Unreadable(Exception):
    """What the script sent is nothing we know."""


@dataclass(frozen=True)
class Refusal:
    status: int
    reason: str


def autosave_answer(model_admin: Any, request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """GET: this person's newest unsaved text, and which of ``?sittings=a,b`` have been saved.

    POST keeps what the body of the request says, or forgets it (``"discard": true``). Without
    ``pk`` it is the text of an article that is not yet begun.
    """
    article = None if pk is None else visible_article(request, pk)
    refusal = _refusal(model_admin, request, article)
    if refusal:
        return JsonResponse({"refused": refusal.reason}, status=refusal.status)
    if request.method == "POST":
        return _keep(request, article)
    return JsonResponse(_offer(request, article))


def sitting_of(text: object) -> UUID | None:
    """The sitting so written, ``None`` if it is none."""
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _refusal(model_admin: Any, request: HttpRequest, article: Article | None) -> Refusal | None:
    if article is None:
        if not model_admin.has_add_permission(request):
            raise PermissionDenied
    elif not (decision := may(request.user, Action.EDIT, article)):
        return Refusal(403, decision.reason)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return Refusal(413, NO_LONGER)
    return None


def _keep(request: HttpRequest, article: Article | None) -> JsonResponse:
    by: Any = request.user
    try:
        sent = json.loads(request.body)
        if not isinstance(sent, dict) or (sitting := sitting_of(sent.get("sitting"))) is None:
            raise Unreadable
        if sent.get("discard") is True:
            discard(sitting, by=by, article=article)
            return JsonResponse({"discarded": str(sitting)})
        kept = keep(_typing(sitting, sent), by=by, article=article)
    except (ValueError, RecursionError, Unreadable):
        return JsonResponse({"refused": "This is not what the form sends."}, status=400)
    except AlreadySaved:
        return JsonResponse({"refused": "Saved already.", "sitting": str(uuid4())}, status=409)
    return JsonResponse({"at": kept.at.isoformat()})


def _typing(sitting: UUID, sent: dict[str, Any]) -> Typing:
    pairs = sent.get("values")
    if not isinstance(pairs, list) or len(pairs) > MOST_FIELDS:
        raise Unreadable
    values = [_pair(pair) for pair in pairs]
    age = timedelta(seconds=min(_number(sent, "age"), KEPT_FOR.total_seconds()))
    base = _number(sent, "base") if sent.get("base") is not None else None
    return Typing(sitting, _number(sent, "number"), base, values, timezone.now() - age)


def _pair(pair: object) -> tuple[str, str]:
    match pair:
        # No database keeps these.
        case [str(name), str(value)]:
            return _storable(name), _storable(value)
    raise Unreadable


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _number(sent: dict[str, Any], name: str) -> int:
    number = sent.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST:
        raise Unreadable
    return number


def _offer(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    by: Any = request.user
    asked = map(sitting_of, request.GET.get("sittings", "").split(",")[:MOST_ASKED_FOR])
    saved = saved_among([sitting for sitting in asked if sitting], by=by)
    kept = offered(by=by, article=article)
    return {
        "saved": [str(sitting) for sitting in saved],
        "kept": _told(kept, article) if kept else None,
    }


def _told(kept: Autosave, article: Article | None) -> dict[str, Any]:
    values = as_post(kept)
    return {
        "sitting": str(kept.sitting),
        "at": kept.at.isoformat(),
        "values": [[name, value] for name, several in values.lists() for value in several],
        "since": _saved_since(kept, article),
    }


def _saved_since(kept: Autosave, article: Article | None) -> dict[str, str] | None:
    """Who saved the article after the form was filled in, and when; ``None`` if nobody did."""
    if article is None or kept.base == article.edit_number:
        return None
    latest = article.revisions.select_related("by").defer("snapshot").first()
    who = name_of(latest.by) if latest else ""
    return {"by": who, "at": (latest.at if latest else article.modified_at).isoformat()}
