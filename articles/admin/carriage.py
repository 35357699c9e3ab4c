"""Which partner carries which article, and whether it has the present version."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.models import Article
from editing.admin import ReadOnlyAdmin, display
from partners.models import Carriage
from record.models import PublishedArticle

__all__ = ["CarriageAdmin"]


@admin.register(Carriage)
class CarriageAdmin(ReadOnlyAdmin):
    """What is known, by whatever way it became known."""

    list_display = ["titled", "partner", "how", "holds", "since", "last_at"]
    list_display_links = None
    list_filter = ["partner", "how"]
    list_select_related = ["partner"]
    list_per_page = 50
    date_hierarchy = "last_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Carriage]:
        drafts = Article.objects.filter(key=OuterRef("article"))
        public = PublishedArticle.objects.filter(article=OuterRef("article"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                article_pk=Subquery(drafts.values("pk")[:1]),
                article_title=Subquery(drafts.values("title")[:1]),
                article_slug=Subquery(public.values("slug")[:1]),
                present=Subquery(public.values("current__number")[:1]),
            )
        )

    @display(description="article")
    def titled(self, carriage: Any) -> str:
        name = carriage.article_title or carriage.article_slug or str(carriage.article)
        if carriage.article_pk is None:
            return str(name)
        address = reverse("admin:articles_article_change", args=[carriage.article_pk])
        return format_html('<a href="{}">{}</a>', address, name)

    @display(description="version held", ordering="number")
    def holds(self, carriage: Any) -> str:
        if not carriage.number:
            return "–"
        if carriage.present and carriage.number < carriage.present:
            return f"{carriage.number} (now {carriage.present})"
        return str(carriage.number)
