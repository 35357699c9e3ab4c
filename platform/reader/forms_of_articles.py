"""The other forms of an article, beside its page: for people's tools and for libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from reader import files
from reader.answers import etag, moved, reading, text
from reader.articles import removed
from reader.errors import not_found, unavailable
from reader.files import FILES
from record.document import Document
from record.listings import Found, Gone, Moved, find_article, find_version
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
def form(
    request: HttpRequest, slug: str, extension: str, number: int | None = None
) -> HttpResponseBase:
    """The current version in that form, or the version of that number: at most two queries."""
    if extension not in FORMS and extension not in FILES:
        return not_found(request)
    match find_article(slug) if number is None else find_version(slug, number):
        case Moved(slug=present):
            return moved(_address(present, extension, number))
        case Gone() as once:
            return removed(request, once, slug)
        case Found() as found:
            show = _file if extension in FILES else _shown
            return show(request, found, extension, number)
        case None:
            return not_found(request)


def _address(slug: str, extension: str, number: int | None) -> str:
    if number is None:
        return reverse("reader:form", args=[slug, extension])
    return reverse("reader:version_form", args=[slug, number, extension])


def _shown(request: HttpRequest, found: Found, extension: str, number: int | None) -> HttpResponse:
    addresses, chosen = Addresses(settings.SITE_URL), FORMS[extension]
    document = found.document
    return text(
        request,
        lambda: chosen.render(document, addresses),
        content_type=chosen.content_type,
        tag=etag(found.state, extension),
        modified=found.modified,
        headers=_headers(document, extension, number),
    )


def _file(request: HttpRequest, found: Found, extension: str, number: int | None) -> HttpResponse:
    """A file that was made before, or is made now; 503 if too many are being made."""
    made: list[files.Made] = []
    document = found.document

    def content() -> bytes:
        made.append(files.fetch(document, extension, site=settings.SITE_URL))
        return made[0].content

    try:
        response = text(
            request,
            content,
            content_type=FILES[extension],
            tag=etag(found.state, extension, files.edition()),
            modified=found.modified,
            headers=_headers(document, extension, number),
        )
    except (files.Busy, files.NotMade):
        return unavailable(request)
    if made and not made[0].whole:
        response["Cache-Control"] = "no-store"
        del response["ETag"], response["Last-Modified"]
    return response


def _headers(document: Document, extension: str, number: int | None) -> dict[str, str]:
    addresses = Addresses(settings.SITE_URL)
    name = document.slug if number is None else f"{document.slug}-v{number}"
    return {
        "Content-Disposition": f'inline; filename="{name}.{extension}"',
        "Link": f'<{addresses.article(document.slug)}>; rel="canonical"',
    }
