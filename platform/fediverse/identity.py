"""The publication as an actor: what it says of itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from publication.models import Publication
from renderings.activity import ActorAddresses
from renderings.addresses import Addresses
from renderings.escaping import escape
from renderings.identifiers import issn_url

__all__ = ["CONTEXT", "acct", "actor"]

CONTEXT: list[Any] = [
    "https://www.w3.org/ns/activitystreams",
    "https://w3id.org/security/v1",
    {
        "toot": "http://joinmastodon.org/ns#",
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
    },
]


def acct(name: str, site: str) -> str:
    """``acct:harbour_review@review.example`` (RFC 7565)."""
    return f"acct:{name}@{urlsplit(site).netloc}"


def actor(
    publication: Publication | None, *, name: str, icon: str, public_key: str, where: ActorAddresses
) -> dict[str, Any]:
    """The actor. ``icon`` is the absolute address of a PNG, ``public_key`` PEM.

    An ``Organization``: it is what a publication is, and is not labelled an automated account.
    """
    page = Addresses(where.site)
    return {
        "@context": CONTEXT,
        "id": where.actor,
        "type": "Organization",
        "preferredUsername": name,
        "name": publication.title if publication else name,
        "summary": _summary(publication),
        "url": page.about(),
        "inbox": where.inbox,
        "outbox": where.outbox,
        "followers": where.followers,
        "endpoints": {"sharedInbox": where.inbox},
        "publicKey": {"id": where.key, "owner": where.actor, "publicKeyPem": public_key},
        "icon": {"type": "Image", "mediaType": "image/png", "url": icon},
        "attachment": _properties(publication, page.home()),
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "indexable": True,
    }


def _summary(publication: Publication | None) -> str:
    if publication is None:
        return ""
    published = ", ".join(filter(None, [publication.publisher, publication.place]))
    lines = filter(None, [publication.tagline, published])
    return "".join(f"<p>{escape(text)}</p>" for text in lines)


def _properties(publication: Publication | None, home: str) -> list[dict[str, str]]:
    """What servers show as a table beside the summary; values are HTML."""
    address = escape(home)
    shown = {"Website": f'<a href="{address}" rel="me">{address}</a>'}
    if publication:
        numbers = (publication.issn_online, publication.issn_print, publication.issn_linking)
        if issn := next(filter(None, numbers), ""):
            shown["ISSN"] = f'<a href="{escape(issn_url(issn))}">{escape(issn)}</a>'
    return [{"type": "PropertyValue", "name": n, "value": v} for n, v in shown.items()]
