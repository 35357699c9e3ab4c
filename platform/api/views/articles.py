"""Articles: the list, and one of them."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api import advance, asking, etags, operations, whole
from api.carrying import note_carriage
from api.endpoint import Endpoint, MovedPermanently, conditional
from api.filters import chosen, successors
from api.finding import demand_found, demand_permitted
from api.lists import address, cursor_in, envelope, page_size_in
from api.pages import Page, page_of
from api.selecting import select
from api.site import addresses
from partners.models import UsageKind
from partners.terms import EVERYTHING
from record import listings
from record.models import PublishedArticle
from renderings.card_json import card

__all__ = ["ArticleDetail", "ArticleList"]


class ArticleList(Endpoint):
    usage = UsageKind.LIST
    parameters = asking.ARTICLES

    @operations.ARTICLES
    def get(self, request: Request) -> HttpResponseBase:
        values, terms, now = self.values, self.terms, timezone.now()
        choice = chosen(values, terms, now=now)
        cursor = cursor_in(values, choice.ordering)
        # Before the rows: what is published in between is then newer than what is said here.
        changed = listings.last_changed()
        expanded = values.get("expand", frozenset())
        page = page_of(
            choice.rows.select_related("current") if "article" in expanded else choice.rows,
            choice.ordering,
            cursor,
            size=page_size_in(values),
            within=choice.named,
        )
        if not page.rows and (present := successors(values, terms, now=now)):
            raise MovedPermanently(address(request, **present))
        if "authors" in expanded:
            # Profiles have no history: what they say is known only when it is made.
            data = self.told(request, page)
            return conditional(request, lambda: data, etag=etags.of_representation(data))
        return conditional(
            request,
            lambda: self.told(request, page),
            etag=etags.of_list(request.get_full_path(), page.rows, ends=page.next is None),
            # Under a delay the list changes by itself.
            last_modified=changed if terms == EVERYTHING else None,
        )

    def told(self, request: Request, page: Page[PublishedArticle]) -> dict[str, Any]:
        values = self.values
        expanded = values.get("expand", frozenset())
        if "article" in expanded:
            results = [whole.current(row, values) for row in page.rows]
        else:
            site = addresses()
            results = [card(row.summary, str(row.article), site) for row in page.rows]
        if "authors" in expanded:
            whole.add_profiles(results)
        return envelope(request, page, select(results, values.get("fields")))


class ArticleDetail(Endpoint):
    usage = UsageKind.DETAIL
    parameters = asking.ARTICLE

    @operations.ARTICLE
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        values, now = self.values, timezone.now()
        result = demand_permitted(listings.find_article(slug), self.terms, now=now)
        if result is None and (ahead := advance.find(request, slug)):
            data = select(whole.ahead(ahead, values), values.get("fields"))
            return conditional(request, lambda: data, etag=etags.of_representation(data))
        found = demand_found(result, "api:article")
        version = found.article.current
        note_carriage(request, found.article, version, at=now)

        def make() -> Any:
            told = whole.article(found.document, version, values)
            told = whole.with_company(told, found.article, values)
            return select(told, values.get("fields"))

        if "expand" not in values:
            return conditional(
                request,
                make,
                etag=etags.of_version(version, found.article),
                last_modified=found.modified,
            )
        data = make()
        return conditional(request, lambda: data, etag=etags.of_representation(data))
