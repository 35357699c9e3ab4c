"""The text to take along: a page to copy it from, and the same as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from publication.default import default_publication
from publication.models import Licence, Publication
from record.document import Document
from record.listings import Found, Gone, Moved, find_article
from renderings.addresses import Addresses
from renderings.permissions import permission
from renderings.republish import FORMS, Refusal, hand_over, refusal, render
from renderings.standing import marked_title
from renderings.words_english import ENGLISH
from republishing.answers import NOT_KEPT, answered, moved, page, reading

__all__ = ["republish", "republish_file"]

# The words around the texts are English, as everywhere on the site.
LABELS = {"html": "HTML", "md": "Markdown", "txt": "plain text"}

Show = Callable[[Found], HttpResponseBase]


@reading
def republish(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every form, the terms, and the choice to go without the counter: three queries."""
    counted = _counted(request)

    def show(found: Found) -> HttpResponseBase:
        document = found.document
        terms = _terms(document)
        return page(
            request,
            "republishing/republish.html",
            lambda: _context(document, terms, counted=counted),
            stamp=(found.state, terms, counted, settings.SITE_URL),
        )

    return _given(request, slug, show, lambda to: reverse("republishing:republish", args=[to]))


@reading
def republish_file(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """One form, as a file to keep."""
    counted, addresses = _counted(request), Addresses(settings.SITE_URL)

    def show(found: Found) -> HttpResponseBase:
        document = found.document
        return answered(
            request,
            lambda: render(hand_over(document, addresses, counted=counted), extension),
            content_type=FORMS[extension],
            stamp=(found.state, extension, counted, settings.SITE_URL),
            modified=found.modified,
            headers={
                "Content-Disposition": f'attachment; filename="{document.slug}.{extension}"',
                "Link": f'<{addresses.article(document.slug)}>; rel="canonical"',
                "X-Robots-Tag": "noindex",
            },
        )

    name = "republishing:republish-file"
    return _given(request, slug, show, lambda to: reverse(name, args=[to, extension]))


def _given(
    request: HttpRequest, slug: str, show: Show, address: Callable[[str], str]
) -> HttpResponseBase:
    """What ``show`` makes of an article that may be given away; ``address`` is this one of a
    slug."""
    match find_article(slug):
        case Moved(slug=present):
            return moved(address(present), request)
        case Found(document=document) as found:
            why = refusal(document)
            return _refused(document, why) if why else show(found)
        case Gone(document=Document() as document):
            return _refused(document, Refusal.WITHDRAWN)
        case _:
            raise Http404


def _refused(document: Document, why: Refusal) -> HttpResponse:
    """403, or 410 for what is gone: the reason, and whom to ask."""
    body = render_to_string(
        "republishing/refused.html",
        {
            **_around(document),
            "why": why,
            "title": marked_title(document),
            "notice": document.notices[-1].note if document.notices else "",
            "contact": _contact(document),
        },
    )
    status = 410 if why is Refusal.WITHDRAWN else 403
    return HttpResponse(body, status=status, headers={"Cache-Control": NOT_KEPT})


def _context(document: Document, terms: str, *, counted: bool) -> dict[str, Any]:
    addresses = Addresses(settings.SITE_URL)
    given = hand_over(document, addresses, counted=counted)
    licence = document.licence
    return {
        **_around(document),
        "counted": counted,
        "texts": [(form, label, render(given, form)) for form, label in LABELS.items()],
        "licence": licence,
        "permission": permission(licence, ENGLISH, photos=False) if licence else "",
        "terms": terms,
        "unchanged": bool(licence and "-ND" in licence.spdx),
        "left_out": given.left_out,
        "travelling": list(given.document.every_photo()),
    }


def _around(document: Document) -> dict[str, Any]:
    addresses = Addresses(settings.SITE_URL)
    return {
        "document": document,
        "home": reverse("reader:home"),
        "article": reverse("reader:article", args=[document.slug]),
        "canonical": addresses.article(document.slug),
    }


def _terms(document: Document) -> str:
    """The licence's terms in the publication's own words, if it has written some."""
    spdx = document.licence.spdx if document.licence else ""
    return Licence.objects.filter(spdx=spdx).values_list("terms", flat=True).first() or ""


def _contact(document: Document) -> str:
    """Whom to ask; ``""`` if the publication has no address."""
    named = Publication.objects.filter(title=document.publication.title).first()
    publication = named or default_publication()
    return publication.contact_email if publication else ""


def _counted(request: HttpRequest) -> bool:
    return request.GET.get("counter") != "0"
