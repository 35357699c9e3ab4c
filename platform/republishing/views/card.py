"""The card: the one page of the site that others may show in a frame."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_exempt

from record.document import Document
from record.listings import Found, Gone, Moved, find_article
from renderings import card_html
from renderings.addresses import Addresses, OnSite
from renderings.standing import marked_title
from republishing.answers import NOT_KEPT, moved, page, reading

__all__ = ["card"]

TEMPLATE = "republishing/card.html"
# In a frame of anybody's; it runs nothing, asks nobody anything and sends nothing.
POLICY = {
    "frame-ancestors": ["*"],
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
}


@reading
@xframe_options_exempt
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The current version's card: one query. 410, as a card, once it is withdrawn."""
    match find_article(slug):
        case Moved(slug=present):
            return _framed(moved(reverse("republishing:card", args=[present]), request))
        case Gone(document=Document() as document):
            body = render_to_string(TEMPLATE, _context(document))
            gone = HttpResponse(body, status=410, headers={"Cache-Control": NOT_KEPT})
            return _framed(gone)
        case Found(document=document) as found:
            return _framed(
                page(
                    request,
                    TEMPLATE,
                    lambda: _context(document),
                    stamp=(found.state, settings.SITE_URL),
                    modified=found.modified,
                )
            )
        case _:
            raise Http404


def _context(document: Document) -> dict[str, object]:
    return {
        "document": document,
        "title": marked_title(document),
        "canonical": Addresses(settings.SITE_URL).article(document.slug),
        "card": mark_safe(card_html.render(document, OnSite(settings.SITE_URL))),
    }


def _framed(response: HttpResponse) -> HttpResponse:
    # Read by the middleware of django-csp; its decorators do the same.
    response._csp_replace = POLICY  # type: ignore[attr-defined]
    return response
