"""The articles that are read most these days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef

from counting.models import TotalUsage
from record.models import PublishedArticle, Status

__all__ = ["DAYS", "most_read"]

DAYS = 30  # that count as recent, today's included
# What nobody has counted anew for so long says nothing of these days.
STALE = timedelta(days=2)


def most_read(*, now: datetime, number: int) -> list[PublishedArticle]:
    """The articles with the most unique requests of the last days, the most read first.

    Only what is listed and was not retracted; nothing while nothing is counted. At most two
    queries, whatever the number of articles.
    """
    public = PublishedArticle.objects.filter(article=OuterRef("article"), status=Status.PUBLIC)
    fresh = TotalUsage.objects.filter(
        Exists(public), recent__gt=0, counted_on__gte=(now.astimezone(UTC) - STALE).date()
    )
    keys = list(fresh.order_by("-recent", "article").values_list("article", flat=True)[:number])
    if not keys:
        return []
    articles = {row.article: row for row in PublishedArticle.objects.filter(article__in=keys)}
    return [articles[key] for key in keys if key in articles]
