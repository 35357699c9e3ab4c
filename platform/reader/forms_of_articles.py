"""The other forms of an article, beside its page: for people's tools and for libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from reader.answers import etag, moved, reading, text
from reader.articles import removed
from reader.errors import not_found
from record.document import Document
from record.listings import Found, Gone, Moved, find_article
from renderings import article_json, bibtex, csl, markdown, ris
from renderings import text as plain_text
from renderings.addresses import Addresses

__all__ = ["FORMS", "form"]


@dataclass(frozen=True)
class Form:
    content_type: str
    render: Callable[[Document, Addresses], str]


FORMS: Mapping[str, Form] = {
    "json": Form("application/json", article_json.render),
    "md": Form("text/markdown; charset=utf-8", markdown.render),
    "txt": Form("text/plain; charset=utf-8", plain_text.render),
    "bib": Form("application/x-bibtex; charset=utf-8", bibtex.render),
    "ris": Form("application/x-research-info-systems; charset=utf-8", ris.render),
    "csl.json": Form("application/vnd.citationstyles.csl+json", csl.render),
}


@reading
def form(request: HttpRequest, slug: str, extension: str) -> HttpResponseBase:
    """The current version in that form: one query."""
    if extension not in FORMS:
        return not_found(request)
    match find_article(slug):
        case Moved(slug=present):
            return moved(reverse("reader:form", args=[present, extension]))
        case Gone() as once:
            return removed(request, once, slug)
        case Found(document=document):
            return _shown(request, document, extension)
        case None:
            return not_found(request)


def _shown(request: HttpRequest, document: Document, extension: str) -> HttpResponse:
    addresses, chosen = Addresses(settings.SITE_URL), FORMS[extension]
    return text(
        request,
        lambda: chosen.render(document, addresses),
        content_type=chosen.content_type,
        tag=etag(document.article, document.number, extension),
        modified=document.published,
        headers={
            "Content-Disposition": f'inline; filename="{document.slug}.{extension}"',
            "Link": f'<{addresses.article(document.slug)}>; rel="canonical"',
        },
    )
