"""How often an article is read, as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from api.site import addresses
from counting.figures import Figures, Use
from record.models import PublishedArticle
from renderings.article_json import api_address

__all__ = ["told"]


def told(article: PublishedArticle, found: Iterable[Use]) -> dict[str, Any]:
    months: defaultdict[date, Figures] = defaultdict(Figures)
    versions: defaultdict[int, Figures] = defaultdict(Figures)
    forms: defaultdict[str, Figures] = defaultdict(Figures)
    for use in found:
        months[use.month] += use.figures
        versions[use.number] += use.figures
        forms[use.form] += use.figures
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
