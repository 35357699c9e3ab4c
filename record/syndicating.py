"""Which readable articles a partner's terms let it carry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from partners.terms import Terms

if TYPE_CHECKING:
    from record.models import PublishedArticle, PublishedArticleQuerySet

__all__ = ["permits", "restrict"]


def restrict(
    rows: PublishedArticleQuerySet, terms: Terms, *, now: datetime
) -> PublishedArticleQuerySet:
    """Those of the rows that the terms cover at that time, in their order."""
    if terms.licences is not None:
        rows = rows.filter(licence__in=terms.licences)
    if terms.sections is not None:
        rows = rows.filter(section__in=terms.sections)
    if terms.delay:
        rows = rows.filter(first_published__lte=now - terms.delay)
    return rows


def permits(article: PublishedArticle, terms: Terms, *, now: datetime) -> bool:
    """Whether the terms cover an article, withdrawn or not, at that time."""
    return (
        (terms.licences is None or article.licence in terms.licences)
        and (terms.sections is None or article.section_id in terms.sections)
        # As ``restrict``: without a delay, no clock decides, for two machines' clocks differ.
        and (not terms.delay or article.first_published <= now - terms.delay)
    )
