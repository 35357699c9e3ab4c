"""The articles that are read most these days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from counting.models import DailyUsage, TotalUsage
from record.models import PublishedArticle, Status

__all__ = ["DAYS", "count_anew", "most_read"]

DAYS = 30  # that count as recent, today's included
# What nobody has counted anew for so long says nothing of these days.
STALE = timedelta(days=2)
AT_ONCE = 500  # articles counted anew in one statement


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


def count_anew(*, today: date) -> int:
    """Count what is recent of some articles for which this was last done on another day; of how
    many. Once a day each, and for none that nobody has read lately."""
    stale = TotalUsage.objects.exclude(counted_on=today).exclude(counted_on=None)
    keys = list(stale.order_by("counted_on").values_list("pk", flat=True)[:AT_ONCE])
    recent = DailyUsage.objects.filter(
        article=OuterRef("article"), day__gt=today - timedelta(days=DAYS)
    )
    sums = recent.order_by().values("article").annotate(sum=Sum("unique_requests")).values("sum")
    some = TotalUsage.objects.filter(pk__in=keys)
    with transaction.atomic():
        # In one statement, so that what is counted meanwhile is not lost.
        some.update(recent=Coalesce(Subquery(sums), 0), counted_on=today)
        some.filter(recent=0).update(counted_on=None)
    return len(keys)
