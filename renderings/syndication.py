"""What the three feeds have in common: the channel, and what each says of an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from record.document import Document, Photograph
from renderings.addresses import Addresses
from renderings.escaping import attributes, escape, safe_link
from renderings.pictures import FORMATS, best

__all__ = [
    "DECLARATION",
    "Channel",
    "categories",
    "credit",
    "element",
    "identifier",
    "instant",
    "media",
    "optional",
    "rights",
    "updated",
]

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

# When nothing has been published yet; a feed's dates come from its entries, never from a clock.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed by name. ``page`` is what it is the feed of, ``address`` its own; both absolute.

    ``publication`` is the serial's title, ``issn`` the one printed; empty text where unknown.
    """

    title: str
    description: str
    page: str
    address: str
    publication: str = ""
    publisher: str = ""
    issn: str = ""
    language: str = "en"


def updated(documents: Sequence[Document]) -> datetime:
    """When any of these last changed; 1970 for none."""
    return max((document.published for document in documents), default=NEVER)


def identifier(document: Document) -> str:
    """The entry's name for ever, whatever becomes of its slug, its title or the site's address."""
    return f"urn:uuid:{document.article}"


def categories(document: Document) -> dict[str, str]:
    """What it is about, each name once: to the slug it has in the directory, ``""`` for none."""
    named = {document.section.name: document.section.slug}
    for term in (*document.topics, *document.regions):
        named.setdefault(term.name, term.slug)
    for word in document.keywords:
        named.setdefault(word, "")
    return named


def credit(photo: Photograph) -> str:
    """Who is named with a photo."""
    named = dict.fromkeys(part for part in (photo.creator, photo.source) if part)
    return photo.credit_line or " / ".join(named)


def rights(document: Document) -> str:
    """The licence by name and address; ``""`` without one."""
    licence = document.licence
    return " ".join(filter(None, [licence.name or licence.spdx, licence.url])) if licence else ""


def instant(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def element(
    name: str, text: str = "", attrs: Mapping[str, str | int] | None = None, *inner: str
) -> str:
    """An XML element with escaped text, then ``inner`` elements as they are. Empty attributes
    are left out."""
    content = escape(text) + "".join(inner)
    start = f"{name}{attributes(**(attrs or {}))}"
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def optional(name: str, text: str, attrs: dict[str, str | int] | None = None) -> Sequence[str]:
    """The element, if there is a text for it."""
    return [element(name, text, attrs)] if text else []


def media(photo: Photograph, addresses: Addresses) -> str:
    """A photo with its credit, as Media RSS (rssboard.org/media-rss), in RSS and Atom alike."""
    url, width, height = best(photo, addresses)
    small, small_width, small_height = best(photo, addresses, at_most=320)
    attrs: dict[str, str | int] = {
        "url": url,
        "medium": "image",
        "type": FORMATS["jpg"],
        "width": width,
        "height": height,
        "isDefault": "true",
    }
    licence = photo.licence
    inner = [
        *optional("media:title", photo.caption, {"type": "plain"}),
        *optional("media:description", photo.alt_text, {"type": "plain"}),
        *optional("media:credit", credit(photo), {"role": "photographer", "scheme": "urn:ebu"}),
        *optional("media:copyright", photo.copyright_notice),
        *(
            [element("media:license", licence.name, {"type": "text/html", "href": licence.url})]
            if licence and safe_link(licence.url)
            else []
        ),
        element(
            "media:thumbnail",
            attrs={"url": small, "width": small_width, "height": small_height},
        ),
    ]
    return element("media:content", "", attrs, *inner)
