"""Presence as the form's script tells and asks it: JSON, for those who may see the article."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from accounts.naming import name_of
from articles.admin.door_page import visible_article
from articles.models import Article, Revision
from articles.presence import Other, leave, others, saved_since, touch
from incoming.numbers import whole_number

__all__ = ["presence_answer", "presence_told"]

LONGEST = 12 * 60 * 60  # seconds since something was typed that are worth telling


def presence_answer(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """POST ``tab``, ``edit_number`` and ``typed_ago`` (seconds, if anything was typed): who else
    is here and what was saved meanwhile. With ``left`` the tab says good-bye."""
    article = visible_article(request, pk)
    by: Any = request.user
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        tab = UUID(request.POST.get("tab", ""))
    except ValueError:
        return JsonResponse({"error": "“tab” must be a UUID."}, status=400)
    if "left" in request.POST:
        leave(article, by=by, tab=tab)
        return JsonResponse({})
    now = timezone.now()
    typed = _number(request.POST.get("typed_ago", ""), at_most=LONGEST)
    typed_ago = None if typed is None else timedelta(seconds=typed)
    touch(article, by=by, tab=tab, typed_ago=typed_ago, now=now)
    number = _number(request.POST.get("edit_number", ""), at_most=2**31)
    saved = saved_since(article, number) if number is not None else None
    return JsonResponse(
        {
            "others": presence_told(article, others(article, than=by, now=now), now=now),
            "saved": saved_told(article, saved, person=by) if saved else "",
        }
    )


def presence_told(article: Article, present: list[Other], *, now: datetime) -> list[str]:
    """A sentence for each, in the publication's time."""
    zone = ZoneInfo(article.publication.time_zone)
    return [
        f"{other.name} has it open since {_clock(other.since, now, zone)}, "
        + (f"last typed {_clock(other.typed, now, zone)}." if other.typed else "nothing typed yet.")
        for other in present
    ]


def saved_told(article: Article, saved: Revision, *, person: Any) -> str:
    """What a form that was filled in before that revision has to expect."""
    zone = ZoneInfo(article.publication.time_zone)
    if saved.by is None:
        who = "Somebody"
    elif saved.by_id == person.pk:
        who = "In another tab, you"
    else:
        who = name_of(saved.by)
    at = _clock(saved.at, timezone.now(), zone)
    return f"{who} saved revision {saved.number} at {at}: your save will ask you to merge."


def _clock(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{local.day} {local:%B, %H:%M}"


def _number(text: str, *, at_most: int) -> int | None:
    number = whole_number(text, digits=10)
    return None if number is None else min(number, at_most)
