"""An article as JSON: everything its Document says, with the addresses of everything it names.

What the API sends and what stands at the article's form ``json``. The names are the Document's
own; an address is added where something has one, and HTML and plain text beside the typed blocks.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import quote

from record.canonical import canonical, digest, dump
from record.document import NEW_TEXT, Document, Photograph, body_text
from renderings import html, markdown
from renderings.addresses import Addresses
from renderings.html_blocks import blocks
from renderings.html_cite import FORMS
from renderings.html_inline import Setting
from renderings.identifiers import doi_url, issn_url, orcid_url, ror_url
from renderings.pictures import FORMATS

__all__ = [
    "BODY_FORMS",
    "USUAL_FORMS",
    "api_address",
    "author_links",
    "forms",
    "photograph",
    "render",
    "rendition",
    "represent",
]

SHAPES = ("full", "wide", "square")

# In which forms the text can be had, and in which it comes unless others are asked for.
BODY_FORMS = ("blocks", "html", "markdown", "text")
USUAL_FORMS = frozenset({"blocks", "html", "text"})


def render(document: Document, addresses: Addresses) -> str:
    """The JSON text, UTF-8 unescaped, names in the order of ``represent``."""
    return json.dumps(represent(document, addresses), ensure_ascii=False, separators=(",", ":"))


def represent(
    document: Document,
    addresses: Addresses,
    *,
    version_digest: str = "",
    body: Collection[str] = USUAL_FORMS,
) -> dict[str, Any]:
    """The article as JSON-ready dicts, lists, strings and integers.

    ``version_digest`` is the SHA-256 the record keeps of this version. Without it, it is computed,
    which gives the same for every document of the present schema. ``body`` names the forms of the
    text, of ``BODY_FORMS``.
    """
    raw = dump(document)
    return {
        "id": raw["article"],
        "number": raw["number"],
        "kind": raw["kind"],
        "digest": version_digest or digest(canonical(raw)),
        "slug": raw["slug"],
        "links": _links(document, addresses),
        **_headline(document, raw),
        **_places(document, raw, addresses),
        "byline": _byline(document, raw["byline"], addresses),
        **_photos(document, addresses),
        **_text(document, raw, addresses, body),
        "references": [_with_doi_url(each) for each in raw["references"]],
        "disclaimers": raw["disclaimers"],
        "licence": raw["licence"],
        "funding": raw["funding"],
        "competing_interests": raw["competing_interests"],
        "doi": raw["doi"],
        "doi_url": doi_url(document.doi),
        "translation_of": raw["translation_of"] and _related(raw["translation_of"], addresses),
        "related": [_related(each, addresses) for each in raw["related"]],
        "schema": raw["schema"],
    }


def api_address(addresses: Addresses, *segments: str) -> str:
    """The address in the API, e.g. of ``"articles", slug``."""
    path = "".join(f"{quote(segment, safe='')}/" for segment in segments)
    return f"{addresses.home()}api/v1/{path}"


def forms(slug: str, addresses: Addresses) -> list[dict[str, str]]:
    """Every form of the article that stands beside its page."""
    stem = addresses.form(slug, "")  # once, as lists name the forms of every article
    return [
        {"form": ending, "media_type": media_type, "url": stem + ending}
        for ending, _, media_type in FORMS
    ]


def author_links(slug: str, addresses: Addresses) -> dict[str, str] | None:
    """Where the profile is; ``None`` for a contributor without one."""
    if not slug:
        return None
    return {"self": api_address(addresses, "authors", slug), "page": addresses.author(slug)}


def photograph(photo: Photograph, addresses: Addresses) -> dict[str, Any]:
    """A photo with all its renditions, narrowest first within each shape."""
    return {
        **dataclasses.asdict(photo),
        "renditions": [
            rendition(shape, size, ending, addresses.photo(photo.sha256, shape, size[0], ending))
            for shape in SHAPES
            for size in photo.renditions(shape)
            for ending in FORMATS
        ],
    }


def rendition(shape: str, size: tuple[int, int], ending: str, url: str) -> dict[str, Any]:
    """``size`` is (width, height) in pixels."""
    width, height = size
    return {
        "shape": shape,
        "width": width,
        "height": height,
        "format": ending,
        "media_type": FORMATS[ending],
        "url": url,
    }


def _links(document: Document, addresses: Addresses) -> dict[str, Any]:
    slug, number = document.slug, document.number
    return {
        "self": api_address(addresses, "articles", slug),
        "page": addresses.article(slug),
        "versions": api_address(addresses, "articles", slug, "versions"),
        "version": api_address(addresses, "articles", slug, "versions", str(number)),
        "version_page": addresses.version(slug, number),
        "forms": forms(slug, addresses),
    }


def _headline(document: Document, raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "language": raw["language"],
        "title": raw["title"],
        "subtitle": raw["subtitle"],
        "standfirst": raw["standfirst"],
        "abstract": raw["abstract"],
        "retracted": document.retracted,
        "first_published": raw["first_published"],
        "published": raw["published"],
        "corrected": _corrected(raw["notices"]),
        "notices": raw["notices"],
    }


def _places(document: Document, raw: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    """Where it appeared and what it is about."""
    issn, issue = document.publication.issn, raw["issue"]
    return {
        "publication": {**raw["publication"], "issn": issn, "issn_url": issn_url(issn)},
        "section": {**raw["section"], "page": addresses.section(document.section.slug)},
        "issue": issue and {**issue, "page": addresses.issue(issue["slug"])},
        "topics": [
            {"slug": each["slug"], "name": each["name"], "page": addresses.topic(each["slug"])}
            for each in raw["topics"]
        ],
        "regions": [{**each, "page": addresses.region(each["slug"])} for each in raw["regions"]],
        "keywords": raw["keywords"],
    }


def _photos(document: Document, addresses: Addresses) -> dict[str, Any]:
    lead = document.lead_photo
    return {
        "lead_photo": photograph(lead, addresses) if lead else None,
        "photos": [photograph(photo, addresses) for photo in document.photos],
    }


def _text(
    document: Document, raw: dict[str, Any], addresses: Addresses, body: Collection[str]
) -> dict[str, Any]:
    text: dict[str, Any] = {}
    if "blocks" in body:
        text |= {"body": raw["body"], "notes": raw["notes"]}
    if "html" in body:
        text["body_html"] = html.body(document, addresses)
    if "markdown" in body:
        bare = dataclasses.replace(document, lead_photo=None)
        text["body_markdown"] = markdown.framed(bare, addresses, (), ()).strip("\n")
    if "text" in body:
        text["body_text"] = body_text(document)
    return text


def _corrected(notices: Iterable[dict[str, Any]]) -> str | None:
    at = [notice["at"] for notice in notices if notice["kind"] in NEW_TEXT]
    return at[-1] if at else None


def _byline(
    document: Document, raw: list[dict[str, Any]], addresses: Addresses
) -> list[dict[str, Any]]:
    setting = Setting(document, addresses, alone=True)
    return [
        {
            **each,
            "biography_html": blocks(person.biography, setting),
            "works": [_with_doi_url(work) for work in each["works"]],
            "orcid_url": orcid_url(person.orcid),
            "affiliation_ror_url": ror_url(person.affiliation_ror),
            "links": author_links(person.author, addresses),
        }
        for person, each in zip(document.byline, raw, strict=True)
    ]


def _with_doi_url(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "doi_url": doi_url(raw["doi"])}


def _related(raw: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    slug = raw["slug"]
    links = {"self": api_address(addresses, "articles", slug), "page": addresses.article(slug)}
    return {**raw, "links": links}
