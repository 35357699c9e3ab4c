"""Authors whom a readable article names."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from api import describing, etags
from api.endpoint import Endpoint, MovedPermanently, conditional
from api.filters import AUTHOR_ORCID
from api.lists import PAGING, cursor_in, envelope, page_size_in
from api.pages import Ordering, page_of
from api.profiles import brief, profile
from authors.affiliations import current_affiliations_of
from authors.models import Affiliation, Author
from editing.slugs import current_object
from record import listings

__all__ = ["AuthorDetail", "AuthorList"]

BY_SLUG = Ordering("slug", ("slug",), (str,))


class AuthorList(Endpoint):
    parameters = (AUTHOR_ORCID, *PAGING)

    @describing.AUTHOR_LIST
    def get(self, request: Request) -> HttpResponseBase:
        authors = listings.public(Author)
        if orcid := self.values.get("orcid"):
            authors = authors.filter(orcid=orcid)
        cursor = cursor_in(self.values, BY_SLUG)
        page = page_of(authors, BY_SLUG, cursor, size=page_size_in(self.values))
        posts = current_affiliations_of(page.rows, on=today())
        data = envelope(request, page, [brief(row, posts.get(row.pk, [])) for row in page.rows])
        return conditional(request, lambda: data, etag=etags.of_representation(data))


class AuthorDetail(Endpoint):
    @describing.AUTHOR_DETAIL
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        author = (
            listings.public(Author)
            .filter(slug=slug)
            .select_related("portrait__licence")
            .prefetch_related("links", "works", Prefetch("affiliations", begun()))
            .first()
        )
        if author is None:
            raise moved_or_unknown(slug)
        data = profile(author, author.affiliations.all())
        return conditional(request, lambda: data, etag=etags.of_representation(data))


def begun() -> QuerySet[Affiliation]:
    """Posts held by now: one that an author will take up is nobody's business yet."""
    started = Q(started__isnull=True) | Q(started__lte=today())
    return Affiliation.objects.filter(started).select_related("organisation")


def moved_or_unknown(slug: str) -> Exception:
    successor = current_object(Author, slug)
    if successor and listings.public(Author).filter(pk=successor.pk).exists():
        return MovedPermanently(reverse("api:author", args=[successor.slug]))
    return Http404()


def today() -> date:
    return timezone.now().date()
