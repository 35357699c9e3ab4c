"""The sitemap for Google News: what was first published in the last two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from feeds.answers import answered, telling
from feeds.subjects import addresses
from record import listings
from record.models import Status
from renderings import sitemap as rendering
from renderings.sitemap import MOST_NEWS, News, Page, news_language

__all__ = ["news_sitemap"]

RECENT = timedelta(hours=48)
XML = "application/xml; charset=utf-8"


@telling
def news_sitemap(request: HttpRequest) -> HttpResponseBase:
    """The newest first, none on a quiet day. What was retracted is no news to spread."""
    pages = list(_pages(now=timezone.now()))
    return answered(
        request,
        lambda: rendering.urlset(pages, news=True),
        content_type=XML,
        depends_on=(pages, "news"),
    )


def _pages(*, now: datetime) -> Iterator[Page]:
    rows = listings.articles(since=now - RECENT).filter(status=Status.PUBLIC)
    for row in rows[:MOST_NEWS]:
        yield Page(
            addresses().article(row.slug),
            row.modified,
            news=News(
                publication=row.summary["publication"],
                language=news_language(row.language),
                published=row.first_published,
                title=row.summary["title"],
            ),
        )
