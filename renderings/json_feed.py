"""Articles as JSON Feed 1.1 (jsonfeed.org/version/1.1), whole.

What the format has no word for (credit, licence, notices, identifiers) stands in the extension
``_masthead``, as it allows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from record.document import Document, Photograph
from renderings.addresses import Addresses
from renderings.article_json import api_address
from renderings.feed_content import content
from renderings.html_inline import Setting
from renderings.identifiers import doi_url
from renderings.pictures import best
from renderings.standing import marked_title
from renderings.syndication import Channel, Part, categories, credit, identifier, instant

__all__ = ["MEDIA_TYPE", "render"]

MEDIA_TYPE = "application/feed+json"


def render(
    channel: Channel,
    documents: Sequence[Document],
    addresses: Addresses,
    *,
    part: Part | None = None,
) -> str:
    """The feed, with an item for each document in the order given.

    Every part bears the address of the whole, which is the feed's name, and that of the next.
    """
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        **_filled(next_url=part.next if part else ""),
        **_filled(description=channel.description, language=channel.language),
        "authors": [{"name": channel.publisher or channel.publication or channel.title}],
        **({"hubs": [{"type": "WebSub", "url": channel.hub}]} if channel.hub else {}),
        "_masthead": {
            "about": api_address(addresses, "docs"),
            **_filled(publication=channel.publication, issn=channel.issn),
        },
        "items": [_item(document, addresses) for document in documents],
    }
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":"))


def _item(document: Document, addresses: Addresses) -> dict[str, Any]:
    image = best(document.lead_photo, addresses)[0] if document.lead_photo else ""
    return {
        "id": identifier(document.article),
        "url": addresses.article(document.slug),
        "title": marked_title(document),
        "content_html": content(Setting(document, addresses, alone=True)),
        **_filled(summary=document.standfirst or document.abstract, image=image),
        "date_published": instant(document.first_published),
        "date_modified": instant(document.published),
        "authors": [
            {
                "name": person.name,
                **_filled(url=addresses.author(person.author) if person.author else ""),
            }
            for person in document.byline
        ],
        "tags": list(categories(document)),
        "language": document.language,
        "_masthead": _extension(document, addresses),
    }


def _extension(document: Document, addresses: Addresses) -> dict[str, Any]:
    licence = document.licence
    return {
        "about": api_address(addresses, "docs"),
        "api": api_address(addresses, "articles", document.slug),
        "version": document.number,
        "retracted": document.retracted,
        "notices": [
            {"kind": notice.kind.value, "at": instant(notice.at), "note": notice.note}
            for notice in document.notices
        ],
        "section": document.section.name,
        **_filled(issn=document.publication.issn, doi=doi_url(document.doi)),
        "licence": _filled(spdx=licence.spdx, name=licence.name, url=licence.url)
        if licence
        else None,
        "disclaimers": list(document.disclaimers),
        "image": _image(document.lead_photo) if document.lead_photo else None,
    }


def _image(photo: Photograph) -> dict[str, Any]:
    licence = photo.licence
    return {
        **_filled(
            credit=credit(photo),
            alt_text=photo.alt_text,
            caption=photo.caption,
            copyright=photo.copyright_notice,
            licence=licence.spdx if licence else "",
        ),
        "redistribution_allowed": photo.redistribution_allowed,
    }


def _filled(**texts: str) -> dict[str, str]:
    """Those that are not empty: the format has optional members rather than empty ones."""
    return {name: text for name, text in texts.items() if text}
