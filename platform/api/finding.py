"""From what the record says about an address to what the API answers."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse

from api.endpoint import MovedPermanently
from api.problems import Gone
from partners.terms import Terms
from record import listings
from record.canonical import dump
from record.document import Document
from record.listings import Found
from record.syndicating import permits

__all__ = ["demand_found", "demand_permitted"]

Result = Found | listings.Moved | listings.Gone | None


def demand_permitted(result: Result, terms: Terms, *, now: datetime) -> Result:
    """The same, unless the terms do not cover the article. Raises ``Http404`` then, as if there
    were none."""
    article = getattr(result, "article", None)
    if article is not None and not permits(article, terms, now=now):
        raise Http404
    return result


def demand_found(result: Result, name: str, *arguments: Any) -> Found:
    """The article, if it is there to be read.

    Raises ``Http404``, ``Gone`` or ``MovedPermanently`` to the view of that ``name``, whose
    arguments are the present slug and these.
    """
    match result:
        case Found():
            return result
        case listings.Moved(slug=slug):
            raise MovedPermanently(reverse(name, args=[slug, *arguments]))
        case listings.Gone(document=Document() as document, notice=notice):
            raise Gone("This article was withdrawn.", notice, tombstone(document))
        case listings.Gone(notice=notice):
            raise Gone("This version was removed.", notice, None)
        case None:
            raise Http404


def tombstone(document: Document) -> dict[str, Any]:
    """What may still be known of a withdrawn article."""
    raw = dump(document)
    return {
        "id": raw["article"],
        "slug": raw["slug"],
        "title": raw["title"],
        "byline": [contribution["name"] for contribution in raw["byline"]],
        "first_published": raw["first_published"],
        "doi": raw["doi"],
        "notices": raw["notices"],
    }
