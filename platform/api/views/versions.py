"""The versions of an article, and each of them as it was."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api import asking, etags, operations, whole
from api.endpoint import Endpoint, conditional
from api.finding import demand_found, demand_permitted
from api.histories import history
from api.selecting import select
from partners.models import UsageKind
from record import listings

__all__ = ["VersionDetail", "VersionList"]


class VersionList(Endpoint):
    usage = UsageKind.LIST
    parameters = asking.VERSIONS

    @operations.VERSIONS
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        result = listings.find_article(slug)
        demand_permitted(result, self.terms, now=timezone.now())
        found = demand_found(result, "api:versions")
        versions = list(listings.versions(found.article))
        notices = [{"number": each.number, "note": each.note} for each in found.document.notices]
        return conditional(
            request,
            lambda: {
                "results": select(history(versions, slug, notices), self.values.get("fields"))
            },
            etag=etags.of_versions(versions),
        )


class VersionDetail(Endpoint):
    usage = UsageKind.DETAIL
    parameters = asking.VERSION

    @operations.VERSION
    def get(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        result = listings.find_version(slug, number)
        demand_permitted(result, self.terms, now=timezone.now())
        found = demand_found(result, "api:version", number)
        version = listings.versions(found.article).filter(number=number).first()
        if version is None:
            raise Http404
        return conditional(
            request,
            lambda: select(
                whole.article(found.document, version, self.values), self.values.get("fields")
            ),
            etag=etags.of_version(version, found.article),
        )
