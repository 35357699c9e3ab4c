"""The oEmbed provider (oembed.com, version 1.0), for whoever pastes an article's address."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from record.document import Document
from record.listings import Found, Moved, find_article, find_version
from renderings import oembed as renderings
from renderings.addresses import Addresses
from republishing.answers import NOT_KEPT, answered, reading

__all__ = ["oembed"]

ARTICLE = re.compile(r"/articles/(?P<slug>[\w-]+)/?(?:v(?P<number>[1-9][0-9]{0,8})/?|card/?)?")
SIZE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)  # pixels
ANYBODY = {"Access-Control-Allow-Origin": "*"}
PORTS = {"http": 80, "https": 443}


@reading
def oembed(request: HttpRequest) -> HttpResponseBase:
    """404 for what is no readable article of ours, 501 for a form there is none (section 2.3.4)."""
    form = request.GET.get("format") or "json"
    if form not in renderings.FORMATS:
        return _refused(501, "The formats are json and xml.")
    try:
        width, height = (_limit(request, name) for name in ("maxwidth", "maxheight"))
    except ValueError as error:
        return _refused(400, str(error))
    document = _document(request.GET.get("url", ""))
    if document is None:
        return _refused(404, "There is no article at this address.")
    write = renderings.as_xml if form == "xml" else renderings.as_json
    addresses = Addresses(settings.SITE_URL)
    found, photo = document, document.lead_photo

    def made() -> str:
        return write(renderings.answer(found, addresses, most_width=width, most_height=height))

    answer = answered(
        request,
        made,
        content_type=renderings.FORMATS[form],
        stamp=(found.article, found.number, photo, form, width, height, settings.SITE_URL),
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _document(url: str) -> Document | None:
    """The current version of the article that an address names, former and versions' included."""
    path = _path(url)
    named = ARTICLE.fullmatch(path)
    if named is None:
        return None
    slug, number = named["slug"], named["number"]
    found = find_article(slug)
    if isinstance(found, Moved):
        slug = found.slug
        found = find_article(slug)
    if not isinstance(found, Found):
        return None
    if number and not isinstance(find_version(slug, int(number)), Found):
        return None
    return found.document


def _path(url: str) -> str:
    """The path of an address of this site, ``""`` of any other."""
    try:
        asked, own = urlsplit(url), urlsplit(settings.SITE_URL)
        same = (asked.hostname, asked.port or PORTS.get(asked.scheme)) in {
            # The site is one, whichever of the two schemes somebody types.
            (own.hostname, own.port or port)
            for port in PORTS.values()
        }
    except ValueError:
        return ""
    return unquote(asked.path) if same and asked.scheme in PORTS else ""


def _limit(request: HttpRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not SIZE.fullmatch(asked):
        raise ValueError(f"{name} is a number of pixels.")
    return int(asked)


def _refused(status: int, why: str) -> HttpResponse:
    headers = {**ANYBODY, "Cache-Control": NOT_KEPT}
    return HttpResponse(
        f"{why}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
