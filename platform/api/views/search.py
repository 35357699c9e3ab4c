"""Articles in which certain words stand."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api import asking, etags, operations, whole
from api.endpoint import Endpoint, conditional
from api.lists import page_size_in, page_with
from api.problems import InvalidParameters
from api.selecting import select
from api.site import addresses
from partners.models import UsageKind
from record.models import PublishedArticle
from renderings.card_json import card
from search import finding
from search.query import parse

__all__ = ["Search"]


class Search(Endpoint):
    usage = UsageKind.LIST
    parameters = asking.SEARCH

    @operations.SEARCH
    def get(self, request: Request) -> HttpResponseBase:
        values = self.values
        query = parse(values.get("q", ""))
        try:
            after = finding.Cursor.read(values["cursor"]) if "cursor" in values else None
            page = finding.find(
                query,
                terms=self.terms,
                now=timezone.now(),
                order=values.get("ordering", "relevance"),
                after=after,
                size=page_size_in(values),
                facets=values.get("facets") != "false",
            )
        except finding.MalformedCursor:
            detail = "It is no cursor of this search in this ordering. Begin again without it."
            raise InvalidParameters([{"parameter": "cursor", "detail": detail}]) from None
        data = {
            "next": page_with(request, cursor=str(page.next)) if page.next else None,
            "query": str(query),
            "total": page.total,
            "exact": page.exact,
            "suggestion": page.suggestion,
            "facets": {
                kind: [facet(each) for each in facets] for kind, facets in page.facets.items()
            },
            "results": select(self.hits(page.hits), values.get("fields")),
        }
        return conditional(request, lambda: data, etag=etags.of_representation(data))

    def hits(self, hits: tuple[finding.Hit, ...]) -> list[dict[str, Any]]:
        expanded = self.values.get("expand", frozenset())
        rows = [hit.article for hit in hits]
        if "article" in expanded:
            found = PublishedArticle.objects.listed().select_related("current")
            loaded = found.in_bulk([row.pk for row in rows])
            # Without what was withdrawn a moment ago.
            hits = tuple(hit for hit in hits if hit.article.pk in loaded)
            told = [whole.current(loaded[hit.article.pk], self.values) for hit in hits]
        else:
            told = [card(row.summary, str(row.article), addresses()) for row in rows]
        if "authors" in expanded:
            whole.add_profiles(told)
        return [
            {**each, "score": hit.score, "snippet_html": hit.snippet_html}
            for each, hit in zip(told, hits, strict=True)
        ]


def facet(each: finding.Facet) -> dict[str, Any]:
    return {
        "value": each.value,
        "name": each.name,
        "count": each.count,
        "chosen": each.chosen,
    }
