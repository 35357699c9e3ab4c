"""What the list of articles shows, and by what it is narrowed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.conversing import with_assignments
from articles.models import Article, Contribution, State
from authors.names import display_name
from editing.admin import ChangeList, display
from photos.thumbnails import thumbnail
from record.models import PublishedArticle

__all__ = ["ArticleChangeList", "Columns", "MineFilter", "signed_by"]

NOTHING = "–"
THUMBNAIL_HEIGHT = 40  # pixels

# Unfold's colours of a label.
COLOURS = {
    State.DRAFT: "default",
    State.IN_REVIEW: "info",
    State.CHANGES_REQUESTED: "warning",
    State.READY: "primary",
    State.SCHEDULED: "warning",
    State.PUBLISHED: "success",
    State.WITHDRAWN: "danger",
}


def with_what_the_list_shows(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The articles with all that ``Columns`` reads: three queries, however many articles."""
    published = PublishedArticle.objects.filter(article=OuterRef("key"))
    first = Subquery(published.values("first_published")[:1])
    return (
        articles.select_related("publication", "section", "lead_photo")
        .prefetch_related("contributions__author")
        .annotate(first_published=first, shown_date=Coalesce("publish_at", first))
        .defer("body", "abstract")
    )


def signed_by(lines: list[Contribution]) -> str:
    """The names of a byline whose authors are loaded, as printed."""
    return ", ".join(filter(None, map(_name, lines)))


def _name(line: Contribution) -> str:
    if line.collective_name:
        return line.collective_name
    named = line if line.family_name or line.given_name or not line.author else line.author
    order = line.name_order or (line.author.name_order if line.author else "given-first")
    return display_name(named.given_name, named.family_name, order, named.suffix)


class ArticleChangeList(ChangeList):
    """Loads what the columns show, however many rows, in a constant number of queries."""

    root_queryset: QuerySet[Article]

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Article]:
        root = self.root_queryset
        self.root_queryset = with_assignments(with_what_the_list_shows(root))
        try:
            found: QuerySet[Article] = super().get_queryset(request, *args, **kwargs)
        finally:
            # Asked for again by an action, which must not find all of it added already.
            self.root_queryset = root
        return found


class Columns:
    """The columns of the list."""

    @display(description="photo")
    def picture(self, article: Article) -> SafeString | str:
        if article.lead_photo is None:
            return NOTHING
        return thumbnail(article.lead_photo, height=THUMBNAIL_HEIGHT)

    @display(description="title", ordering="title")
    def titled(self, article: Article) -> SafeString:
        return format_html(
            '<span class="listed-title">{}</span><span class="listed-byline">{}</span>',
            article.title or "Untitled",
            signed_by(list(article.contributions.all())),
        )

    @display(description="state", ordering="state", label={s.value: c for s, c in COLOURS.items()})
    def shown_state(self, article: Article) -> tuple[str, str]:
        return article.state, State(article.state).label

    @display(description="publication", ordering="shown_date")
    def when(self, article: Any) -> SafeString | str:
        """When it is to be published, or was, in the publication's zone."""
        at: datetime | None = article.shown_date
        if at is None:
            return NOTHING
        local = at.astimezone(ZoneInfo(article.publication.time_zone))
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            at.isoformat(),
            f"{article.publication.time_zone}, UTC{local:%z}",
            f"{local.day} {local:%b %Y, %H:%M}",
        )

    @display(description="saved", ordering="modified_at")
    def saved(self, article: Article) -> str:
        local = timezone.localtime(article.modified_at, ZoneInfo(article.publication.time_zone))
        return f"{local.day} {local:%b %Y, %H:%M}"


class MineFilter(admin.SimpleListFilter):
    """The articles somebody began themselves."""

    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("mine", "mine"), ("others", "of others")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "mine":
                return queryset.filter(created_by_id=request.user.pk)
            case "others":
                return queryset.exclude(created_by_id=request.user.pk)
        return queryset
