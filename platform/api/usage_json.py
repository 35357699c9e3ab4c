"""How often an article is read, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.site import addresses
from counting.figures import Figures, Use, summed_by
from record.models import PublishedArticle
from renderings.article_json import api_address

__all__ = ["told"]


def told(article: PublishedArticle, found: Sequence[Use]) -> dict[str, Any]:
    months = summed_by(lambda use: use.month, found)
    versions = summed_by(lambda use: use.number, found)
    forms = summed_by(lambda use: use.form, found)
    return {
        "id": str(article.article),
        "slug": article.slug,
        "total": named(sum(months.values(), Figures())),
        "months": [{"month": f"{each:%Y-%m}", **named(months[each])} for each in sorted(months)],
        "versions": [{"number": each, **named(versions[each])} for each in sorted(versions)],
        "forms": [{"form": each, **named(forms[each])} for each in sorted(forms)],
        "links": {"article": api_address(addresses(), "articles", article.slug)},
    }


def named(figures: Figures) -> dict[str, int]:
    """Under the names that COUNTER gave them."""
    return {
        "total_item_investigations": figures.total_investigations,
        "unique_item_investigations": figures.unique_investigations,
        "total_item_requests": figures.total_requests,
        "unique_item_requests": figures.unique_requests,
    }
