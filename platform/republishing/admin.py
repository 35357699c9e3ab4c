"""For the newsroom to look at: on which sites articles are read. Nothing to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from editing.admin import ReadOnlyAdmin, display
from record.models import PublishedArticle
from republishing.models import Reading
from republishing.readings import named

__all__ = ["ReadingAdmin"]


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """What the counters of republished articles have told."""

    list_display = ["day", "titled", "site", "version", "times"]
    list_display_links = None
    list_filter = ["day"]
    search_fields = ["host"]
    search_help_text = "Part of a site’s name, such as news.example"
    date_hierarchy = "day"
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        article = PublishedArticle.objects.filter(article=OuterRef("article"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                slug=Subquery(article.values("slug")[:1]),
                title=Subquery(article.values(said=KeyTextTransform("title", "summary"))[:1]),
                present=Subquery(article.values("current__number")[:1]),
            )
        )

    @display(description="article")
    def titled(self, reading: Any) -> str:
        if not reading.slug:
            return "–"
        address = reverse("reader:article", args=[reading.slug])
        return format_html('<a href="{}">{}</a>', address, reading.title)

    @display(description="site", ordering="host")
    def site(self, reading: Reading) -> str:
        return named(reading.host)

    @display(description="version", ordering="number")
    def version(self, reading: Any) -> str:
        if reading.present and reading.number < reading.present:
            return f"{reading.number} (now {reading.present})"
        return str(reading.number)
