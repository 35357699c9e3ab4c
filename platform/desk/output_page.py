"""The page of the newsroom's output."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from desk.output import output
from publication.default import default_publication
from record.models import PublishedArticle

__all__ = ["output_page"]

TWELVE_MONTHS = "12-months"


def output_page(request: HttpRequest) -> HttpResponse:
    """``?span=2025``: that year; without it the last twelve months, this one's included."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    serial = default_publication()
    zone = ZoneInfo(serial.time_zone if serial else "UTC")
    today = timezone.now().astimezone(zone)
    years = _years(zone)
    asked = request.GET.get("span", TWELVE_MONTHS)
    span = asked if asked in map(str, years) else TWELVE_MONTHS
    begin, end = _bounds(span, today)
    context = {
        **admin.site.each_context(request),
        "title": "Output",
        "charts": output(begin=begin, end=end, zone=zone),
        "spans": [(TWELVE_MONTHS, "The last twelve months"), *((str(y), str(y)) for y in years)],
        "span": span,
        "zone": zone.key,
    }
    return TemplateResponse(request, "desk/output.html", context)


def _years(zone: ZoneInfo) -> range:
    """Of the newest article down to that of the oldest."""
    dates = PublishedArticle.objects.order_by("first_published").values_list(
        "first_published", flat=True
    )
    first, last = dates.first(), dates.last()
    if first is None or last is None:
        return range(0)
    return range(last.astimezone(zone).year, first.astimezone(zone).year - 1, -1)


def _bounds(span: str, today: datetime) -> tuple[datetime, datetime]:
    if span != TWELVE_MONTHS:
        begin = today.replace(year=int(span), month=1, day=1, hour=0, minute=0, second=0)
        begin = begin.replace(microsecond=0)
        return begin, begin.replace(year=begin.year + 1)
    following = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = (
        following.replace(year=following.year + 1, month=1)
        if following.month == 12
        else following.replace(month=following.month + 1)
    )
    return end.replace(year=end.year - 1), end
