"""Who carries an article, for those who may see it in the newsroom: what its counters have told
of other sites, and what is known of partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.models import Article
from articles.policy import visible_to
from partners import carriage
from record import listings
from renderings.republish import refusal
from republishing.readings import by_day, by_host

__all__ = ["carried"]

DAYS = 60  # shown in the chart
STALE = timedelta(days=30)  # an old version read longer ago was perhaps mended since
BAR, GAP, HEIGHT = 10, 2, 120  # units of the chart


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of the chart, in its units."""

    day: date
    times: int
    x: int
    y: int
    height: int


@staff_member_required
def carried(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for whoever may not see the article, as for one that does not exist."""
    articles = Article.objects.select_related("publication")
    article = get_object_or_404(visible_to(request.user, articles), pk=pk)
    document = listings.current_document(article.key)
    today = timezone.now().date()
    hosts = by_host(article.key)
    days = by_day(article.key, until=today, days=DAYS)
    number = document.number if document else 0
    context = {
        **admin.site.each_context(request),
        "title": f"Who carries it: {article.title}",
        "opts": Article._meta,
        "media": admin.site.get_model_admin(Article).media,
        "article": article,
        "document": document,
        "number": number,
        "republishable": document is not None and refusal(document) is None,
        "hosts": [
            {
                "at": each,
                "partner": carriage.partner_at(each.host),
                "behind": each.number < number and today - each.last <= STALE,
            }
            for each in hosts
        ],
        "total": sum(each.times for each in hosts),
        "bars": _bars(days),
        "busiest": max(times for _, times in days),
        "first_day": days[0][0],
        "last_day": today,
        "chart_width": DAYS * (BAR + GAP),
        "chart_height": HEIGHT,
        "bar_width": BAR,
        "carriers": list(carriage.carriers(article.key)),
    }
    response = TemplateResponse(request, "masthead/carried.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _bars(days: list[tuple[date, int]]) -> list[Bar]:
    most = max(times for _, times in days) or 1
    bars = []
    for place, (day, times) in enumerate(days):
        height = max(round(times * HEIGHT / most), 2) if times else 0
        bars.append(Bar(day, times, place * (BAR + GAP), HEIGHT - height, height))
    return bars
