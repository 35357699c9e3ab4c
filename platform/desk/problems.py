"""What still stands against the articles that come next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from articles import checklist
from articles.admin.fields import AnchoredItem, with_anchors
from articles.models import Article, State
from articles.policy import visible_to

__all__ = ["Troubled", "troubled"]

LOOKED_AT = 20  # articles: each takes the checklist's time
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Troubled:
    """An article, and what blocks it."""

    article: Article
    address: str
    items: list[AnchoredItem]


def troubled(person: Any, *, now: datetime) -> list[Troubled]:
    """Of the articles that this person may see and that are ready or scheduled soon, those whose
    checklist has errors or warnings, the next first."""
    soon = Q(state=State.SCHEDULED, publish_at__lte=now + AHEAD)
    coming = visible_to(person, Article.objects.all()).filter(soon | Q(state=State.READY))
    in_order = coming.select_related("publication", "section", "lead_photo").order_by(
        F("publish_at").asc(nulls_last=True), "-modified_at", "pk"
    )
    found = []
    for article in in_order[:LOOKED_AT]:
        address = reverse("admin:articles_article_change", args=[article.pk])
        said = with_anchors(checklist.check(article, at=article.publish_at or now), address)
        if said and not said.passed:
            found.append(Troubled(article, address, [*said.errors, *said.warnings]))
    return found
