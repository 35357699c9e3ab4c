"""The history of an article: its versions, one line each."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.site import addresses
from record.models import Version
from record.summary import instant
from renderings.article_json import api_address

__all__ = ["history"]


def history(
    versions: Iterable[Version], slug: str, notices: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The versions in their order. ``notices`` are those of the current one, with their notes."""
    notes = {notice["number"]: notice["note"] for notice in notices}
    return [_line(version, slug, notes) for version in versions]


def _line(version: Version, slug: str, notes: Mapping[int, str]) -> dict[str, Any]:
    number = version.number
    redaction = getattr(version, "redaction", None)
    return {
        "number": number,
        "kind": version.kind,
        "published": instant(version.published_at),
        "note": notes.get(number, ""),
        "digest": version.digest,
        "predecessor": version.predecessor,
        "removed": redaction.notice if redaction else None,
        "links": {
            "self": api_address(addresses(), "articles", slug, "versions", str(number)),
            "page": addresses().version(slug, number),
        },
    }
