"""The calendar of what goes when: a month, or a week as a list. It moves nothing by itself: each
entry leads to the step that does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import clock
from articles.models import Article
from articles.planning import DAY, Entry, plan
from articles.policy import Action, may
from publication.default import default_publication

__all__ = ["calendar_page"]

WEEK = timedelta(days=7)
MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
WEEK_OF = re.compile(r"([12]\d{3})-W(0[1-9]|[1-4]\d|5[0-3])", re.ASCII)


@dataclass(frozen=True)
class View:
    """A span of days, and the addresses of the ones beside it."""

    name: str
    title: str
    first: date
    last: date
    before: str
    after: str


def calendar_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """``?month=2027-03`` or ``?week=2027-W12``; without either, this month."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    publication = default_publication()
    zone = ZoneInfo(publication.time_zone if publication else "UTC")
    today = clock.now().astimezone(zone).date()
    view = _asked(request, today)
    days = plan(request.user, view.first, view.last, zone=zone)
    may_publish = model_admin.has_publish_permission(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Calendar: {view.title}",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "view": view,
        "zone": zone.key,
        "today": today,
        "this_month": f"{today:%Y-%m}",
        "this_week": "{}-W{:02d}".format(*today.isocalendar()[:2]),
        "empty": not any(day.entries for day in days),
        "days": [
            {
                "day": day.day,
                "clocks": day.clocks,
                "outside": view.name == "month" and day.day.month != (view.first + WEEK).month,
                "entries": [_row(entry, request.user, may_publish) for entry in day.entries],
            }
            for day in days
        ],
    }
    return TemplateResponse(request, "articles/admin/calendar.html", context)


def _asked(request: HttpRequest, today: date) -> View:
    if found := WEEK_OF.fullmatch(request.GET.get("week", "")):
        try:
            return _week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError:
            pass  # a year without a week 53
    if found := MONTH.fullmatch(request.GET.get("month", "")):
        return _month(date(int(found[1]), int(found[2]), 1))
    return _month(today.replace(day=1))


def _month(first: date) -> View:
    """The weeks that hold the month, from Monday to Sunday."""
    following = (first + timedelta(days=31)).replace(day=1)
    last = following - DAY
    return View(
        "month",
        f"{first:%B %Y}",
        first - DAY * first.weekday(),
        last + DAY * (6 - last.weekday()),
        f"?month={first - DAY:%Y-%m}",
        f"?month={following:%Y-%m}",
    )


def _week(monday: date) -> View:
    sunday = monday + 6 * DAY
    return View(
        "week",
        f"{monday.day} {monday:%B} to {sunday.day} {sunday:%B %Y}",
        monday,
        sunday,
        _week_address(monday - WEEK),
        _week_address(monday + WEEK),
    )


def _week_address(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"?week={year}-W{week:02d}"


def _row(entry: Entry, person: Any, may_publish: bool) -> dict[str, Any]:  # noqa: FBT001
    article = entry.article
    moves = article is not None and may_publish and bool(may(person, Action.PUBLISH, article))
    return {
        "entry": entry,
        "address": _address(entry, person),
        "move": _move(entry.kind, article) if moves and article else "",
        "time": f"{entry.at:%H:%M}" if entry.at else "",
    }


def _address(entry: Entry, person: Any) -> str:
    if entry.article is not None:
        return reverse("admin:articles_article_change", args=[entry.article.pk])
    if entry.issue is not None and person.has_perm("publication.view_issue"):
        return reverse("admin:publication_issue_change", args=[entry.issue.pk])
    return ""


def _move(kind: str, article: Article) -> str:
    step = "schedule" if kind == "scheduled" else "dates"
    return reverse(f"admin:articles_article_{step}", args=[article.pk])
