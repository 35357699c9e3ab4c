"""For the newsroom to look at: how often articles are read. Nothing to change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from counting.charting import chart, months_of
from counting.figures import Figures, Use, by_day, summed_by, uses
from counting.models import Form, ReadArticle, TotalUsage
from counting.most_read import DAYS
from editing.admin import ReadOnlyAdmin, display

__all__ = ["ReadArticleAdmin"]

DAYS_SHOWN = 90


@admin.register(ReadArticle)
class ReadArticleAdmin(ReadOnlyAdmin):
    """Published articles with what was counted of them, and a page of charts for each."""

    list_display = ["titled", "first_published", "lately", "requests", "sessions", "looks"]
    list_filter = ["section", "language"]
    list_per_page = 50
    search_fields = ["slug"]
    search_help_text = "Part of an article’s address"
    date_hierarchy = "first_published"
    show_full_result_count = False

    class Media:
        css: ClassVar = {"all": ["partners/admin.css", "counting/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReadArticle]:
        total = TotalUsage.objects.filter(article=OuterRef("article"))
        counted = {
            f"counted_{name}": Coalesce(Subquery(total.values(name)[:1]), 0)
            for name in ("recent", "total_requests", "unique_requests", "total_investigations")
        }
        title = KeyTextTransform("title", "summary")
        rows: Any = ReadArticle.objects
        return rows.listed().annotate(title=title, **counted).order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["-counted_recent", "-first_published", "-pk"]

    @display(description="article", ordering="title")
    def titled(self, article: Any) -> str:
        return article.title or article.slug

    @display(description=f"sessions, last {DAYS} days", ordering="counted_recent")
    def lately(self, article: Any) -> int:
        return article.counted_recent

    @display(description="requests", ordering="counted_total_requests")
    def requests(self, article: Any) -> int:
        return article.counted_total_requests

    @display(description="sessions", ordering="counted_unique_requests")
    def sessions(self, article: Any) -> int:
        return article.counted_unique_requests

    @display(description="investigations", ordering="counted_total_investigations")
    def looks(self, article: Any) -> int:
        return article.counted_total_investigations

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The charts of one article, by its row or its key. 404 for one that is not public."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows: Any = ReadArticle.objects
        article = get_object_or_404(rows.listed(), **named(object_id))
        today = timezone.now().date()
        found = uses(article.article)
        context = {
            **self.admin_site.each_context(request),
            "title": article.summary["title"] or article.slug,
            "opts": self.opts,
            "media": self.media,
            "article": article,
            "days": chart(by_day(article.article, until=today, days=DAYS_SHOWN)),
            "months": chart(months_of(found, until=today)),
            "versions": versions_of(found),
            "forms": forms_of(found),
        }
        return TemplateResponse(request, "counting/admin/reading.html", context)


def named(object_id: str) -> dict[str, Any]:
    """The row an address of the admin means. The newsroom knows an article by its key."""
    if object_id.isdecimal():
        return {"pk": int(object_id)}
    try:
        return {"article": UUID(object_id)}
    except ValueError:
        return {"pk": None}


def versions_of(found: Iterable[Use]) -> list[tuple[int, Figures]]:
    """The figures of each version, the latest first."""
    return sorted(summed_by(lambda use: use.number, found).items(), reverse=True)


def forms_of(found: Iterable[Use]) -> list[tuple[str, Figures]]:
    """The figures of each form, in the order of forms."""
    sums = summed_by(lambda use: use.form, found)
    return [(Form(form).label, sums[form]) for form in Form.values if form in sums]
