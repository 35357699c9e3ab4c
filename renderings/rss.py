"""Articles as RSS 2.0 (rssboard.org/rss-specification), whole, with the usual namespaces.

RSS knows an author by e-mail only, so names stand in ``dc:creator``, one each; the text stands in
``content:encoded``; the lead photo, with its credit, in Media RSS (rssboard.org/media-rss).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from record.document import Document
from renderings.addresses import Addresses
from renderings.escaping import attributes, safe_link
from renderings.feed_content import content
from renderings.html_inline import Setting
from renderings.identifiers import bare_doi
from renderings.standing import marked_title
from renderings.syndication import (
    DECLARATION,
    Channel,
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

MEDIA_TYPE = "application/rss+xml"

NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:prism": "http://prismstandard.org/namespaces/basic/2.0/",
}


def render(
    channel: Channel,
    documents: Sequence[Document],
    addresses: Addresses,
    *,
    part: Part | None = None,
) -> str:
    """The feed, with an entry for each document in the order given.

    Links to other parts and to the hub are Atom's, as the format has none of its own.
    """
    parts = [
        element("title", channel.title),
        element("link", channel.page),
        element("description", channel.description or channel.title),
        element("language", channel.language),
        *optional("dc:publisher", channel.publisher),
        *optional("prism:publicationName", channel.publication),
        *optional("prism:issn", channel.issn),
        element("lastBuildDate", _date(updated(documents))),
        element("generator", "Masthead"),
        element("docs", "https://www.rssboard.org/rss-specification"),
        *(_link(rel, href) for rel, href in relations(channel, part)),
        *(_item(document, addresses) for document in documents),
    ]
    body = "\n".join(parts)
    start = f'<rss version="2.0"{attributes(**NAMESPACES)}>'
    return f"{DECLARATION}{start}\n<channel>\n{body}\n</channel>\n</rss>\n"


def _item(document: Document, addresses: Addresses) -> str:
    parts = [
        element("title", marked_title(document)),
        element("link", addresses.article(document.slug)),
        element("guid", identifier(document.article), {"isPermaLink": "false"}),
        element("pubDate", _date(document.first_published)),
        element("atom:updated", instant(document.published)),
        *(element("dc:creator", person.name) for person in document.byline),
        *optional("description", document.standfirst or document.abstract),
        element("content:encoded", content(Setting(document, addresses, alone=True))),
        *(element("category", name) for name in categories(document)),
        element("dc:language", document.language),
        *optional("dc:rights", rights(document)),
        *optional("creativeCommons:license", _licence_address(document)),
        *optional("prism:issn", document.publication.issn),
        *optional("prism:doi", bare_doi(document.doi)),
        *([media(document.lead_photo, addresses)] if document.lead_photo else []),
    ]
    return "\n".join(["<item>", *parts, "</item>"])


def _link(rel: str, href: str) -> str:
    media_type = "" if rel == "hub" else MEDIA_TYPE
    return element("atom:link", attrs={"href": href, "rel": rel, "type": media_type})


def _licence_address(document: Document) -> str:
    return safe_link(document.licence.url) if document.licence else ""


def _date(at: datetime) -> str:
    """RFC 822 with the year in four digits, as RSS 2.0 wants it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)
