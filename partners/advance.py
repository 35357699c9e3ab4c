"""Advance copies as partners find them, and as they end with their article's hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from partners.models import AdvanceCopy, Partner

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["copies_for", "copies_of", "find", "settle"]


def find(partner: Partner, slug: str) -> AdvanceCopy | None:
    """The copy that partner was given under that slug, the latest if there are several."""
    return partner.advance_copies.filter(slug=slug).order_by("-given_at", "-pk").first()


def copies_for(partner: Partner) -> QuerySet[AdvanceCopy]:
    """What the partner has been given and is not public yet, the next hour first."""
    return partner.advance_copies.order_by("embargo_until", "pk")


def copies_of(article: UUID) -> QuerySet[AdvanceCopy]:
    """The copies of an article, with who has them, by name."""
    copies = AdvanceCopy.objects.filter(article=article).select_related("partner")
    return copies.order_by("partner__name")


def settle(article: UUID, *, until: datetime | None) -> None:
    """The article's hour is now that one; None: it has none any more, or it has come.

    Called in the transaction that says so: where there is no hour there are no copies.
    """
    copies = AdvanceCopy.objects.filter(article=article)
    if until is None:
        copies.delete()
    else:
        copies.update(embargo_until=until)
