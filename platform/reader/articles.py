"""Articles: the list of all, the page of one, the page of each of its versions."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe

from reader import answers, cards
from reader.answers import moved, reading
from reader.around import around
from reader.article_page import article_context, standing
from reader.errors import gone, not_found
from reader.paging import place
from reader.serial import serial, serial_of
from reader.shelves import every_article
from record import listings
from record.listings import Found, Gone, Moved
from record.models import Status
from renderings import html
from renderings.addresses import OnSite

__all__ = ["article", "listing", "removed", "version"]


@reading
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every article, latest first."""
    page = every_article(place(request))
    return answers.page(
        request,
        "reader/articles.html",
        lambda: {"page": page, "years": cards.by_year(cards.cards(page.rows))},
        serial=serial(),
        stamp=cards.stamp(page),
    )


@reading
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The current version, and what stands around it: ten queries at most."""
    match listings.find_article(slug):
        case Moved(slug=present):
            return moved(reverse("reader:article", args=[present]))
        case Gone() as once:
            return removed(request, once, slug)
        case Found() as found:
            return _shown(request, found)
        case None:
            return not_found(request)


@reading
def version(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One version, for ever; a banner says whether it is still the current one."""
    match listings.find_version(slug, number):
        case Moved(slug=present):
            return moved(reverse("reader:version", args=[present, number]))
        case Gone() as once:
            return removed(request, once, slug)
        case Found() as found:
            return _shown(request, found, as_version=True)
        case None:
            return not_found(request)


def removed(request: HttpRequest, once: Gone, slug: str) -> HttpResponse:
    """410: the tombstone of a withdrawn article, or the notice in place of one version."""
    if once.document is None:
        return gone(request, once.notice, successor=reverse("reader:article", args=[slug]))
    tombstone = html.article(once.document, OnSite(settings.SITE_URL))
    return gone(
        request,
        once.notice,
        tombstone=mark_safe(tombstone),
        title=once.document.title,
        serial=serial_of(once.document.publication),
    )


def _shown(request: HttpRequest, found: Found, *, as_version: bool = False) -> HttpResponse:
    document, row = found.document, found.article
    today, where, beside = serial(), None, None
    if as_version:
        number = row.summary["number"]
        where = standing(document, number, row.modified, retracted=row.status == Status.RETRACTED)
    else:
        beside = around(row, document, counted=bool(today.row and today.row.shows_counts))
    followed = bool(settings.FEDIVERSE_NAME)
    return answers.page(
        request,
        "reader/article.html",
        lambda: article_context(
            document,
            OnSite(settings.SITE_URL),
            where,
            around=beside,
            in_the_fediverse=followed,
        ),
        serial=today.naming(document.publication),
        stamp=(found.state, beside or as_version, followed),
        modified=found.modified,
    )
