"""Telling whose article it is what comes: its expiry a week ahead, the day to look at it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from articles.dates import AHEAD
from articles.inbox import tell
from articles.local_times import spelt_out
from articles.models import Article, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["remind"]

AT_ONCE = 50  # articles


def remind(now: datetime) -> int:
    """Tell of what is near and has not been told of; of how many articles."""
    # A day ends last where clocks are behind: there are zones fourteen hours ahead of UTC.
    expiring = Q(expires_at__lte=now + AHEAD, expiry_told_at=None, state=State.PUBLISHED)
    due = Q(review_by__lte=(now + timedelta(hours=14)).date(), review_told_at=None)
    near = Article.objects.exclude(state=State.WITHDRAWN).filter(expiring | due).order_by("pk")
    return sum(_remind(pk, now) for pk in near.values_list("pk", flat=True)[:AT_ONCE])


def _remind(pk: int, now: datetime) -> int:
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=pk)
        zone = ZoneInfo(article.publication.time_zone)
        told = 0
        if (
            article.state == State.PUBLISHED
            and article.expires_at
            and article.expires_at <= now + AHEAD
            and article.expiry_told_at is None
        ):
            _tell(article, f"It expires on {spelt_out(article.expires_at, zone)}")
            article.expiry_told_at = now
            told = 1
        today = now.astimezone(zone).date()
        if article.review_by and article.review_by <= today and article.review_told_at is None:
            _tell(article, f"It is to be looked at again by {article.review_by:%d %B %Y}")
            article.review_told_at = now
            told = 1
        if told:
            article.save(update_fields=["expiry_told_at", "review_told_at"])
    return told


def _tell(article: Article, what: str) -> None:
    address = reverse("admin:articles_article_dates", args=[article.pk])
    tell(_owners(article), about=article, what=what, by=None, address=address)


def _owners(article: Article) -> list[User | None]:
    """Who began it, and who has something to do for it."""
    assigned = [each.person for each in article.assignments.undone().select_related("person")]
    return [article.created_by, *assigned]
