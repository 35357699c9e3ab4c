"""What oEmbed (oembed.com, 1.0) is told of an article: type ``rich``, our card in a frame."""

from __future__ import annotations

import json
from collections.abc import Mapping

from record.document import Document
from renderings.addresses import Addresses
from renderings.card_html import size
from renderings.escaping import attributes, clean, line
from renderings.pictures import best
from renderings.standing import marked_title
from renderings.syndication import DECLARATION, element

__all__ = ["FORMATS", "answer", "as_json", "as_xml"]

FORMATS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
CACHE_AGE = 60 * 60  # seconds: the frame is always of today, only the title here may be old
THUMBNAIL_WIDTH = 640  # pixels, at most

# What the frame may do: lead somewhere when it is clicked, and nothing else.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


def answer(
    document: Document,
    addresses: Addresses,
    *,
    most_width: int | None = None,
    most_height: int | None = None,
) -> dict[str, str | int]:
    """Section 2.3.4, in order. The limits are pixels, as the consumer asked."""
    width, height = size(document, most_width=most_width, most_height=most_height)
    title, serial = line(marked_title(document)).strip(), document.publication
    told: dict[str, str | int] = {
        "type": "rich",
        "version": "1.0",
        "title": title,
        **_author(document, addresses),
        "provider_name": clean(serial.title),
        "provider_url": addresses.home(),
        "cache_age": CACHE_AGE,
        **_thumbnail(document, addresses, most_width, most_height),
        "html": _frame(addresses.card(document.slug), title, width, height),
        "width": width,
        "height": height,
    }
    return told


def as_json(told: Mapping[str, str | int]) -> str:
    return json.dumps(told, ensure_ascii=False)


def as_xml(told: Mapping[str, str | int]) -> str:
    """Section 2.3.4.2: each member an element, the HTML escaped."""
    members = [element(name, str(value)) for name, value in told.items()]
    return f"{DECLARATION}{element('oembed', '', None, *members)}\n"


def _author(document: Document, addresses: Addresses) -> dict[str, str | int]:
    """Everybody who wrote it; an address only where there is one writer."""
    names = ", ".join(clean(writer.name) for writer in document.writers)
    profiles = [writer.author for writer in document.writers]
    if len(profiles) == 1 and profiles[0]:
        return {"author_name": names, "author_url": addresses.author(profiles[0])}
    return {"author_name": names} if names else {}


def _thumbnail(
    document: Document, addresses: Addresses, most_width: int | None, most_height: int | None
) -> dict[str, str | int]:
    """The photo, if it may travel and fits: all three members or none."""
    photo = document.lead_photo
    if photo is None or not photo.redistribution_allowed:
        return {}
    most = min(THUMBNAIL_WIDTH, most_width or THUMBNAIL_WIDTH)
    url, width, height = best(photo, addresses, at_most=most)
    if width > (most_width or width) or height > (most_height or height):
        return {}
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}


def _frame(address: str, title: str, width: int, height: int) -> str:
    frame = attributes(
        src=address,
        width=width,
        height=height,
        title=title,
        loading="lazy",
        sandbox=SANDBOX,
        style="border: 0; max-width: 100%",
    )
    return f"<iframe{frame}></iframe>"
