"""An entry of the record as JSON: that an article changed, and how it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renderings.addresses import Addresses
from renderings.article_json import api_address

__all__ = ["Happening", "change"]


@dataclass(frozen=True, slots=True)
class Happening:
    """What the record says of an entry. ``article`` is the article's UUID, ``number`` that of the
    version the entry is about; ``at`` is RFC 3339 in UTC; ``slug`` and ``status`` are the article's
    present ones."""

    event: str
    at: str
    article: str
    number: int
    slug: str
    status: str


def change(
    happening: Happening, present: Mapping[str, Any] | None, addresses: Addresses, *, token: str
) -> dict[str, Any]:
    """What the stream of changes and the webhooks tell.

    ``present`` is the article's card or its whole representation as it is now; ``None`` if it may
    not be carried. ``token`` is the place in the stream behind the entry.
    """
    slug, number = happening.slug, happening.number
    return {
        "token": token,
        "event": happening.event,
        "at": happening.at,
        "id": happening.article,
        "slug": slug,
        "number": number,
        "status": happening.status,
        "available": present is not None,
        "article": present,
        "links": {
            "self": api_address(addresses, "articles", slug),
            "page": addresses.article(slug),
            "version": api_address(addresses, "articles", slug, "versions", str(number)),
        },
    }
