"""An article as ActivityStreams 2.0 JSON, as servers of the fediverse read it (ActivityPub).

An ``Article`` with everything a server may show: HTML that stands alone, a plain summary (which is
what most show, beside the link), a short ``preview`` (FEP-b2b8), hashtags, language, licence. The
actor is the publication, for readers follow that; who wrote the article stands in its text.

A server keeps a copy and shows it to its own readers, so it is given what may be republished: the
whole text only if the article's licence allows that and it was not retracted, and no picture whose
terms do not allow passing it on.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from record.document import Document, Photograph
from renderings import republish
from renderings.addresses import Addresses
from renderings.escaping import escape, line, safe_link
from renderings.pictures import FORMATS, best
from renderings.social import description
from renderings.standing import marked_title
from renderings.syndication import credit, instant

__all__ = [
    "CONTEXT",
    "PUBLIC",
    "ActorAddresses",
    "article",
    "create",
    "delete",
    "hashtag",
    "tombstone",
    "update",
]

Json = dict[str, Any]

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT: list[Any] = [
    "https://www.w3.org/ns/activitystreams",
    {
        "Hashtag": "as:Hashtag",
        "sensitive": "as:sensitive",
        "schema": "http://schema.org#",
        "license": {"@id": "schema:license", "@type": "@id"},
    },
]

# Servers shorten or refuse longer descriptions of a picture (Mastodon's limit, in characters).
LONGEST_ALT = 1_500


@dataclass(frozen=True, slots=True)
class ActorAddresses:
    """Where the actor and its things are, for ever: other servers keep these as names.

    ``site`` is absolute, without a final slash, e.g. ``https://review.example``.
    """

    site: str

    @property
    def actor(self) -> str:
        return f"{self.site}/fediverse/actor/"

    @property
    def key(self) -> str:
        return f"{self.actor}#main-key"

    @property
    def inbox(self) -> str:
        return f"{self.site}/fediverse/inbox/"

    @property
    def outbox(self) -> str:
        return f"{self.site}/fediverse/outbox/"

    @property
    def followers(self) -> str:
        return f"{self.site}/fediverse/followers/"

    def article(self, key: str) -> str:
        """The object of the article with that UUID."""
        return f"{self.site}/fediverse/articles/{key}/"


def article(document: Document, actor: ActorAddresses) -> Json:
    """The object. Raises ``ValueError`` for a withdrawn article, which has a ``tombstone``."""
    if document.withdrawn:
        raise ValueError(f"{document.slug} is withdrawn")
    addresses = Addresses(actor.site)
    html = _content(document, addresses)
    licence = safe_link(document.licence.url) if document.licence else ""
    return {
        "id": actor.article(document.article),
        "type": "Article",
        "attributedTo": actor.actor,
        "to": [PUBLIC],
        "cc": [actor.followers],
        "url": addresses.article(document.slug),
        "name": line(marked_title(document)),
        "summary": escape(description(document)),
        "content": html,
        "contentMap": {document.language: html},
        "mediaType": "text/html",
        "preview": _preview(document, addresses),
        "published": instant(document.first_published),
        **({"updated": instant(document.published)} if document.number > 1 else {}),
        "sensitive": False,
        "tag": list(_tags(document, addresses)),
        "attachment": list(_attachments(document.lead_photo, addresses)),
        **({"license": licence} if licence else {}),
    }


def create(document: Document, actor: ActorAddresses) -> Json:
    """That the article was published."""
    return _activity("Create", document, actor, "create", document.first_published)


def update(document: Document, actor: ActorAddresses) -> Json:
    """That it is now as this document says: corrected, updated or retracted."""
    return _activity("Update", document, actor, f"update-{document.number}", document.published)


def delete(document: Document, actor: ActorAddresses) -> Json:
    """That it was withdrawn. ``document`` is what is left of it: the withdrawal."""
    return {
        "id": f"{actor.article(document.article)}#delete",
        "type": "Delete",
        "actor": actor.actor,
        "to": [PUBLIC],
        "cc": [actor.followers],
        "object": tombstone(document, actor),
    }


def tombstone(document: Document, actor: ActorAddresses) -> Json:
    """What stands in the place of a withdrawn article (ActivityPub, section 6.4)."""
    return {
        "id": actor.article(document.article),
        "type": "Tombstone",
        "formerType": "Article",
        "deleted": instant(document.published),
    }


def hashtag(text: str) -> str:
    """``#MaritimeLaw`` of "Maritime law"; ``""`` if no hashtag can be made of it.

    A hashtag ends at the first sign that is no letter, mark, digit or underscore, so the words are
    joined, each beginning with a capital: so a screen reader can tell them apart.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).replace("'", "").replace("’", ""))
    if not any(sign.isalpha() for word in words for sign in word):
        return ""
    if len(words) == 1:
        return f"#{words[0]}"
    return "#" + "".join(word[:1].upper() + word[1:] for word in words)


def _activity(kind: str, document: Document, actor: ActorAddresses, name: str, at: Any) -> Json:
    return {
        "id": f"{actor.article(document.article)}#{name}",
        "type": kind,
        "actor": actor.actor,
        "published": instant(at),
        "to": [PUBLIC],
        "cc": [actor.followers],
        "object": article(document, actor),
    }


def _preview(document: Document, addresses: Addresses) -> Json:
    """What to show where an article is too long: title, a few words, the way to the page."""
    address = escape(addresses.article(document.slug))
    said = escape(description(document))
    parts = [
        f"<p><strong>{escape(line(marked_title(document)))}</strong></p>",
        f"<p>{said}</p>" if said else "",
        f'<p><a href="{address}">{address}</a></p>',
    ]
    return {"type": "Note", "content": "".join(parts)}


def _tags(document: Document, addresses: Addresses) -> Iterator[Json]:
    named = {term.name: addresses.topic(term.slug) for term in document.topics}
    for word in document.keywords:
        named.setdefault(word, addresses.article(document.slug))
    seen = set()
    for name, href in named.items():
        tag = hashtag(name)
        if tag and tag.casefold() not in seen:
            seen.add(tag.casefold())
            yield {"type": "Hashtag", "name": tag, "href": href}


def _attachments(photo: Photograph | None, addresses: Addresses) -> Iterator[Json]:
    if photo is None or not photo.redistribution_allowed:
        return
    url, width, height = best(photo, addresses)
    named = credit(photo)
    text = f"{line(photo.alt_text)} ({line(named)})" if named else line(photo.alt_text)
    yield {
        "type": "Image",
        "mediaType": FORMATS["jpg"],
        "url": url,
        "width": width,
        "height": height,
        "name": text.strip()[:LONGEST_ALT],
    }


def _content(document: Document, addresses: Addresses) -> str:
    """The article as others may publish it; of one they may not, all but its text.

    Title and lead photo are members of their own, so they aren't repeated here.
    """
    if republish.refusal(document):
        nothing: dict[str, Any] = {"body": (), "notes": (), "photos": (), "references": ()}
        document = dataclasses.replace(document, abstract="", **nothing)
    if document.lead_photo and document.lead_photo.redistribution_allowed:
        others = tuple(document.every_photo())  # it may stand in the text as well
        document = dataclasses.replace(document, lead_photo=None, photos=others)
    handover = republish.hand_over(document, addresses, counted=False)
    _title, *start = handover.start
    return republish.render(dataclasses.replace(handover, start=tuple(start)), "html")
