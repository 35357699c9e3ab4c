"""Articles: the list, and one of them."""

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api import describing, etags
from api.endpoint import Endpoint, MovedPermanently, conditional
from api.filters import FILTERS, ORDERING, chosen, successors
from api.finding import demand_found
from api.lists import PAGING, address, cursor_in, envelope, page_size_in
from api.pages import page_of
from api.site import addresses
from record import listings
from renderings.article_json import represent
from renderings.card_json import card

__all__ = ["ArticleDetail", "ArticleList"]


class ArticleList(Endpoint):
    parameters = (*FILTERS, ORDERING, *PAGING)

    @describing.ARTICLE_LIST
    def get(self, request: Request) -> HttpResponseBase:
        values = self.values
        choice = chosen(values)
        cursor = cursor_in(values, choice.ordering)
        # Before the rows: what is published in between is then newer than what is said here.
        changed = listings.last_changed()
        page = page_of(
            choice.rows,
            choice.ordering,
            cursor,
            size=page_size_in(values),
            within=choice.named,
        )
        if not page.rows and (present := successors(values)):
            raise MovedPermanently(address(request, **present))
        cards = (card(row.summary, str(row.article), addresses()) for row in page.rows)
        return conditional(
            request,
            lambda: envelope(request, page, list(cards)),
            etag=etags.of_list(request.get_full_path(), page.rows, ends=page.next is None),
            last_modified=changed,
        )


class ArticleDetail(Endpoint):
    @describing.ARTICLE_DETAIL
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        found = demand_found(listings.find_article(slug), "api:article")
        version = found.article.current
        return conditional(
            request,
            lambda: represent(found.document, addresses(), version_digest=version.digest),
            etag=etags.of_version(version),
            last_modified=version.published_at,
        )
