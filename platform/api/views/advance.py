"""What was given ahead to the partner who asks."""

from datetime import UTC, datetime
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api import advance, etags
from api.authentication import demand_scope
from api.describing import described
from api.endpoint import Endpoint, conditional
from api.serializers.advance import AdvanceListSerializer
from api.site import addresses
from partners.models import Scope, UsageKind
from renderings.addresses import Addresses
from renderings.article_json import api_address

__all__ = ["AdvanceList"]

EXAMPLE = {
    "results": [
        {
            "id": "0d4c7f52-0a41-4f0e-9b1f-5a2f3f6a1c77",
            "slug": "what-the-tide-tables-leave-out",
            "title": "What the Tide Tables Leave Out",
            "language": "en",
            "embargoed_until": "2026-03-12T05:00:00Z",
            "given_at": "2026-03-10T15:21:08Z",
            "links": {
                "self": "https://review.example/api/v1/articles/what-the-tide-tables-leave-out/",
                "page": "https://review.example/articles/what-the-tide-tables-leave-out/",
            },
        }
    ]
}


class AdvanceList(Endpoint):
    usage = UsageKind.LIST

    @described(
        "advance_list",
        "What you were given ahead of its hour",
        AdvanceListSerializer,
        description=(
            "The articles under embargo that the newsroom has given to you, for keys with the "
            "scope `advance`. Each is read at the address it will have when it is published; for "
            "everybody else there is nothing at that address before its hour. When an article is "
            "published, or taken back, it leaves this list."
        ),
        example=EXAMPLE,
        one_of_many=False,
    )
    def get(self, request: Request) -> HttpResponseBase:
        key = demand_scope(request, Scope.ADVANCE)
        site = addresses()
        data = {"results": [told(each, site) for each in advance.listed(key)]}
        return conditional(request, lambda: data, etag=etags.of_representation(data))


def told(ahead: advance.Ahead, site: Addresses) -> dict[str, Any]:
    document = ahead.document
    return {
        "id": document.article,
        "slug": document.slug,
        "title": document.title,
        "language": document.language,
        "embargoed_until": instant(ahead.embargoed_until),
        "given_at": instant(ahead.given_at),
        "links": {
            "self": api_address(site, "articles", document.slug),
            "page": site.article(document.slug),
        },
    }


def instant(at: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
