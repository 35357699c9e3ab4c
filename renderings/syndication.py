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
    "Deleted",
    "Part",
    "categories",
    "credit",
    "element",
    "identifier",
    "instant",
    "media",
    "optional",
    "relations",
    "rights",
    "updated",
]

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

# When nothing has been published yet; a feed's dates come from its entries, never from a clock.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed by name. ``page`` is what it is the feed of, ``address`` its own; both absolute.

    ``publication`` is the serial's title, ``issn`` the one printed, ``hub`` where its changes are
    announced (WebSub); empty text where unknown.
    """

    title: str
    description: str
    page: str
    address: str
    publication: str = ""
    publisher: str = ""
    issn: str = ""
    language: str = "en"
    hub: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a feed in parts (RFC 5005, section 3): the addresses of this one and of
    others, absolute. ``previous`` holds what is newer, ``next`` what is older; ``""``: no such."""

    address: str
    first: str = ""
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """An article that is no longer to be read. ``article`` is its UUID, ``note`` says why."""

    article: str
    at: datetime
    note: str
    language: str = ""


def updated(documents: Sequence[Document], deleted: Sequence[Deleted] = ()) -> datetime:
    """When any of these last changed; 1970 for none."""
    changed = [document.published for document in documents]
    return max([*changed, *(each.at for each in deleted)], default=NEVER)


def relations(channel: Channel, part: Part | None) -> list[tuple[str, str]]:
    """(relation, address) of the feed's document itself, of its other parts, and of its hub."""
    part = part or Part(channel.address)
    named = (
        ("self", part.address),
        ("first", part.first),
        ("previous", part.previous),
        ("next", part.next),
        ("hub", channel.hub),
    )
    return [(relation, address) for relation, address in named if address]


def identifier(article: str) -> str:
    """The entry's name for ever, whatever becomes of its slug, its title or the site's address."""
    return f"urn:uuid:{article}"


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
