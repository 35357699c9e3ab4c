"""Which disclaimers an article carries."""

from __future__ import annotations

from datetime import date

from articles.byline import employers
from articles.models import Article
from authors.models import Organisation
from publication.models import Disclaimer

__all__ = ["disclaimers_of"]


def disclaimers_of(article: Article, *, on: date) -> list[Disclaimer]:
    """Those chosen for the article; else its section's (or the publication's) and its writers'
    employers', each once and in that order."""
    chosen = list(article.disclaimers.order_by("pk"))
    if chosen:
        return chosen
    by_section = article.section.disclaimer if article.section else None
    general = by_section or article.publication.disclaimer
    organisations = Organisation.objects.filter(
        pk__in=employers(article, on=on), disclaimer__isnull=False
    )
    by_employer = [o.disclaimer for o in organisations.select_related("disclaimer").order_by("pk")]
    found = [general, *by_employer]
    return list(dict.fromkeys(disclaimer for disclaimer in found if disclaimer is not None))
