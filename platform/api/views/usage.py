"""How often articles are read: of one, and as a report for libraries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api import asking, etags, operations, reports, usage_json
from api.authentication import InvalidKey, key_of
from api.cursors import encode
from api.endpoint import Endpoint, conditional
from api.finding import demand_found, demand_permitted
from api.lists import cursor_in, page_with
from api.ordering import BY_ID
from api.pages import Page, page_of
from api.parameters import LARGEST_PAGE_SIZE
from api.problems import InvalidParameters
from api.site import addresses
from counting.figures import by_month, uses
from counting.models import DailyUsage
from partners.models import UsageKind
from publication.default import default_publication
from publication.models import Publication
from record import listings
from record.models import PublishedArticle
from record.syndicating import restrict

__all__ = ["ArticleUsage", "ItemReport"]

MOST_MONTHS = 12  # of one report


class NotTold(InvalidKey):
    """For a request without a key where the review does not show what is read."""

    default_detail = (
        "How often articles are read is told to holders of a key: send it as "
        "“Authorization: Bearer mh_…”."
    )


class ArticleUsage(Endpoint):
    usage = UsageKind.OTHER
    parameters = asking.USAGE

    @operations.USAGE
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        demand_told(request)
        result = listings.find_article(slug)
        demand_permitted(result, self.terms, now=timezone.now())
        article = demand_found(result, "api:usage").article
        present = timezone.now().date().replace(day=1)
        first, last = self.values.get("from", date.min), self.values.get("until", present)
        span = span_of(first, last, "until" if "until" in self.values else "from")
        data = usage_json.told(article, uses(article.article, since=span.first, before=span.before))
        data["links"]["self"] = page_with(request)
        return conditional(request, lambda: data, etag=etags.of_representation(data))


class ItemReport(Endpoint):
    usage = UsageKind.LIST
    parameters = asking.REPORT

    @operations.REPORT
    def get(self, request: Request) -> HttpResponseBase:
        demand_told(request)
        now = timezone.now()
        span = report_span(self.values, today=now.date())
        page = self.page(span)
        usage = by_month([row.article for row in page.rows], since=span.first, before=span.before)
        rest = page_with(request, cursor=encode(page.next)) if page.next else ""
        publications = list(Publication.objects.order_by("-is_default", "pk"))
        head = reports.header(
            span,
            made_by=publications[0].title if publications else "",
            now=now,
            empty=not page.rows,
            rest=rest,
        )
        titles = {each.title: each for each in publications}
        report = {
            "Report_Header": head,
            "Report_Items": reports.items(page.rows, usage, titles, addresses()),
        }
        etag = etags.of_representation({**report, "Report_Header": {**head, "Created": ""}})
        response = conditional(request, lambda: report, etag=etag)
        if rest:
            response["Link"] = f'<{rest}>; rel="next"'
        return response

    def page(self, span: reports.Span) -> Page[PublishedArticle]:
        """The articles read in that time which whoever asks may know of."""
        read = DailyUsage.objects.filter(
            article=OuterRef("article"), day__gte=span.first, day__lt=span.before
        )
        rows = restrict(PublishedArticle.objects.listed(), self.terms, now=timezone.now())
        cursor = cursor_in(self.values, BY_ID)
        return page_of(rows.filter(Exists(read)), BY_ID, cursor, size=LARGEST_PAGE_SIZE)


def demand_told(request: Request) -> None:
    """Raises ``NotTold`` unless whoever asks has a key, or readers are shown it anyway."""
    if key_of(request) is None:
        publication = default_publication()
        if publication is None or not publication.shows_counts:
            raise NotTold


def report_span(values: Mapping[str, Any], *, today: date) -> reports.Span:
    """The months of a report: one, where one is named; the last that is over, where none is.
    Raises ``InvalidParameters``."""
    last_over = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    first = values.get("begin_date") or values.get("end_date") or last_over
    span = span_of(first, values.get("end_date") or first, "end_date")
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    if months > MOST_MONTHS:
        detail = f"A report has at most {MOST_MONTHS} months."
        raise InvalidParameters([{"parameter": "end_date", "detail": detail}])
    return span


def span_of(first: date, last: date, named: str) -> reports.Span:
    """The months from one to another. Raises ``InvalidParameters`` for the parameter of that
    name if they are in the wrong order."""
    if last < first:
        detail = f"{first:%Y-%m} to {last:%Y-%m} are no months in their order."
        raise InvalidParameters([{"parameter": named, "detail": detail}])
    return reports.Span(first, last)
