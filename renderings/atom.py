"""Articles as Atom (RFC 4287), whole; licence links as RFC 4946, photos in Media RSS.

What was withdrawn is told by tombstones (RFC 6721), so that readers delete what they have.
"""

from __future__ import annotations

from collections.abc import Sequence

from record.document import Contribution, Document
from renderings.addresses import Addresses
from renderings.escaping import attributes, safe_link
from renderings.feed_content import content
from renderings.html_inline import Setting
from renderings.standing import marked_title
from renderings.syndication import (
    DECLARATION,
    Channel,
    Deleted,
    Part,
    categories,
    element,
    identifier,
    instant,
    media,
    optional,
    relations,
    rights,
    updated,
)

__all__ = ["MEDIA_TYPE", "render"]

MEDIA_TYPE = "application/atom+xml"

NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def render(
    channel: Channel,
    documents: Sequence[Document],
    addresses: Addresses,
    *,
    part: Part | None = None,
    deleted: Sequence[Deleted] = (),
) -> str:
    """The feed, with an entry for each document in the order given, then the tombstones."""
    parts = [
        element("id", channel.address),
        element("title", channel.title),
        *optional("subtitle", channel.description),
        element("updated", instant(updated(documents, deleted))),
        *(
            _link(rel, href, "" if rel == "hub" else MEDIA_TYPE)
            for rel, href in relations(channel, part)
        ),
        _link("alternate", channel.page, "text/html"),
        # Section 4.1.1: whoever is not named by an entry is named here.
        _person("author", channel.publisher or channel.publication or channel.title),
        element("generator", "Masthead"),
        *(_entry(document, addresses) for document in documents),
        *(_deleted(each) for each in deleted),
    ]
    start = f"<feed{attributes(**NAMESPACES, **{'xml:lang': channel.language})}>"
    body = "\n".join(parts)
    return f"{DECLARATION}{start}\n{body}\n</feed>\n"


def _entry(document: Document, addresses: Addresses) -> str:
    language = {"xml:lang": document.language}
    licence = safe_link(document.licence.url) if document.licence else ""
    parts = [
        element("id", identifier(document.article)),
        element("title", marked_title(document)),
        element("updated", instant(document.published)),
        element("published", instant(document.first_published)),
        _link("alternate", addresses.article(document.slug), "text/html"),
        *([_link("license", licence, "")] if licence else []),
        *(_signed(person, document, addresses) for person in document.byline),
        *(
            element("category", attrs={"term": slug or name, "label": name})
            for name, slug in categories(document).items()
        ),
        *optional("summary", document.standfirst or document.abstract),
        element("content", content(Setting(document, addresses, alone=True)), {"type": "html"}),
        *optional("rights", rights(document)),
        *([media(document.lead_photo, addresses)] if document.lead_photo else []),
    ]
    return "\n".join([f"<entry{attributes(**language)}>", *parts, "</entry>"])


def _deleted(each: Deleted) -> str:
    """RFC 6721, section 3: the entry's id, since when it is deleted, and why."""
    comment = optional("at:comment", each.note, {"xml:lang": each.language})
    attrs: dict[str, str | int] = {"ref": identifier(each.article), "when": instant(each.at)}
    return element("at:deleted-entry", "", attrs, *comment)


def _signed(person: Contribution, document: Document, addresses: Addresses) -> str:
    """Writers as authors, others (a translator, an interviewer) as contributors."""
    role = "author" if person in document.writers else "contributor"
    return _person(role, person.name, addresses.author(person.author) if person.author else "")


def _person(role: str, name: str, uri: str = "") -> str:
    return element(role, "", None, element("name", name), *optional("uri", uri))


def _link(rel: str, href: str, media_type: str) -> str:
    return element("link", attrs={"rel": rel, "type": media_type, "href": href})
