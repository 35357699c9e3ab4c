"""The versions of an article, and each of them as it was."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api import describing, etags
from api.endpoint import Endpoint, conditional
from api.finding import demand_found
from api.site import addresses
from record import listings
from record.models import Version
from record.summary import instant
from renderings.article_json import api_address, represent

__all__ = ["VersionDetail", "VersionList"]


class VersionList(Endpoint):
    @describing.VERSION_LIST
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        found = demand_found(listings.find_article(slug), "api:versions")
        versions = list(listings.versions(found.article))
        notes = {notice.number: notice.note for notice in found.document.notices}
        return conditional(
            request,
            lambda: {"results": [entry(version, slug, notes) for version in versions]},
            etag=etags.of_versions(versions),
        )


class VersionDetail(Endpoint):
    @describing.VERSION_DETAIL
    def get(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        found = demand_found(listings.find_version(slug, number), "api:version", number)
        version = listings.versions(found.article).filter(number=number).first()
        if version is None:
            raise Http404
        return conditional(
            request,
            lambda: represent(found.document, addresses(), version_digest=version.digest),
            etag=etags.of_version(version),
        )


def entry(version: Version, slug: str, notes: Mapping[int, str]) -> dict[str, Any]:
    """One line of an article's history. ``notes`` are the public notes by the version's number."""
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
