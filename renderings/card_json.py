"""What a list shows of an article, as JSON: an extract of ``article_json``, made without text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from renderings.addresses import Addresses
from renderings.article_json import api_address, author_links, forms, rendition
from renderings.identifiers import doi_url
from renderings.pictures import best, from_summary

__all__ = ["card"]


def card(summary: Mapping[str, Any], article: str, addresses: Addresses) -> dict[str, Any]:
    """What a list shows of an article: the summary stored beside it (``record.summary``), in the
    names and shapes of ``represent``. ``article`` is its UUID."""
    slug, lead = summary["slug"], summary["lead_photo"]
    return {
        "id": article,
        "number": summary["number"],
        "kind": summary["kind"],
        "slug": slug,
        "links": {
            "self": api_address(addresses, "articles", slug),
            "page": addresses.article(slug),
            "versions": api_address(addresses, "articles", slug, "versions"),
            "forms": forms(slug, addresses),
        },
        "language": summary["language"],
        "title": summary["title"],
        "subtitle": summary["subtitle"],
        "standfirst": summary["standfirst"],
        "retracted": summary["retracted"],
        "first_published": summary["first_published"],
        "published": summary["published"],
        "corrected": summary["corrected"],
        **_places(summary, addresses),
        "byline": [
            {**person, "links": author_links(person["author"], addresses)}
            for person in summary["byline"]
        ],
        "lead_photo": _lead_photo(lead, addresses) if lead else None,
        "licence": summary["licence"],
        "doi": summary["doi"],
        "doi_url": doi_url(summary["doi"]),
        "word_count": summary["word_count"],
        "reading_minutes": summary["reading_minutes"],
    }


def _places(summary: Mapping[str, Any], addresses: Addresses) -> dict[str, Any]:
    """Where it appeared and what it is about."""
    section, topics, regions = summary["section"], summary["topics"], summary["regions"]
    return {
        "publication": {
            "title": summary["publication"],
            "issn": summary["issn"],
            "time_zone": summary["time_zone"],
        },
        "section": {**section, "page": addresses.section(section["slug"])},
        "topics": [{**term, "page": addresses.topic(term["slug"])} for term in topics],
        "regions": [{**term, "page": addresses.region(term["slug"])} for term in regions],
        "keywords": summary["keywords"],
    }


def _lead_photo(lead: Mapping[str, Any], addresses: Addresses) -> dict[str, Any]:
    """With the JPEG that serves most uses; the article itself lists all renditions."""
    url, width, height = best(from_summary(lead), addresses)
    return {
        "sha256": lead["sha256"],
        "width": lead["width"],
        "height": lead["height"],
        "alt_text": lead["alt_text"],
        "credit_line": lead["credit_line"],
        "cropping_allowed": lead["cropping_allowed"],
        "licence_spdx": lead["licence"],
        "rendition": rendition("full", (width, height), "jpg", url),
    }
