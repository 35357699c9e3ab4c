"""The newsroom's desk: the list of articles and the form of one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.admin.bulk import Bulk
from articles.admin.conversing import AssignedFilter, Conversing
from articles.admin.inlines import ContributionInline, ReferenceInline
from articles.admin.listing import ArticleChangeList, Columns, MineFilter
from articles.admin.pages import FurtherPages
from articles.admin.panel import panel
from articles.admin.permissions import ByPolicy
from articles.admin.publish_many import publish_many, unschedule_many
from articles.admin.publishing import Publishing
from articles.admin.saved_filters import SavedFilters
from articles.admin.taking_up import TakingUp
from articles.admin.two_people import TwoPeople
from articles.editor import autosave_media, picker_media
from articles.forms import ArticleForm
from articles.models import Article
from articles.reading_copy import body_to_read
from articles.revisions import record_revision
from editing.admin import AutocompleteSelectFilter, ChangeList, display
from publication.default import default_publication

__all__ = ["ArticleAdmin"]

LONGEST_REASON = 300  # characters a revision keeps


@admin.register(Article)
class ArticleAdmin(
    TakingUp, TwoPeople, Publishing, Conversing, Bulk, SavedFilters, Columns, FurtherPages, ByPolicy
):
    form = ArticleForm
    # The theme's warning listens anew at every change of the page, which typing is; autosave warns.
    warn_unsaved_form = False
    list_display = ["picture", "titled", "shown_state", "section", "assigned", "when", "saved"]
    list_display_links = ["titled"]
    list_filter = [
        "state",
        "section",
        "language",
        ("topics", AutocompleteSelectFilter),
        MineFilter,
        AssignedFilter,
    ]
    list_per_page = 50
    list_fullwidth = True
    compressed_fields = False
    search_fields = [
        "title",
        "standfirst",
        "slug",
        "contributions__given_name",
        "contributions__family_name",
        "contributions__collective_name",
        "contributions__author__given_name",
        "contributions__author__family_name",
        "contributions__author__native_name",
    ]
    search_help_text = "Words of title or standfirst, or a name of the byline"
    actions = [
        "publish_articles", "unschedule_articles", "assign_articles", "change_section",
        "change_topics", "export_articles",
    ]  # fmt: skip
    inlines = [ContributionInline, ReferenceInline]
    autocomplete_fields = [
        "lead_photo", "topics", "regions", "issue", "translation_of", "related", "disclaimers",
    ]  # fmt: skip
    fieldsets = [
        ("Text", {"fields": ["title", "subtitle", "standfirst", "body", "abstract"]}),
        ("Picture", {"fields": ["lead_photo", "lead_photo_caption", "lead_photo_credit"]}),
        (
            "Subject",
            {
                "fields": [
                    ("section", "issue"),
                    ("topics", "regions"),
                    ("keywords", "language"),
                    "publication",
                ]
            },
        ),
        (
            "Rights and statements",
            {"fields": [("licence", "disclaimers"), ("funding", "competing_interests")]},
        ),
        ("Relations", {"fields": [("translation_of", "related")]}),
        ("Address", {"fields": ["slug"]}),
        ("This save", {"fields": ["reason"]}),
    ]

    class Media:
        css = {"all": ["articles/admin.css", "articles/comments.css"]}
        js = ["articles/admin.js"]

    # --- the list ---------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleChangeList

    @admin.action(description="Publish", permissions=["publish"])
    def publish_articles(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        return publish_many(self, request, queryset)

    @admin.action(description="Unschedule", permissions=["publish"])
    def unschedule_articles(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        return unschedule_many(self, request, queryset)

    # --- the form ---------------------------------------------------------------------------

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        initial = super().get_changeform_initial_data(request)
        default = default_publication()
        if default is None:
            return initial
        return {"publication": str(default.pk), "language": default.language, **initial}

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Who may not change the article reads its body instead of its HTML."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (name, {**options, "fields": [_to_read(field) for field in options["fields"]]})
            for name, options in fieldsets
            if name != "This save"
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["body_to_read", "keywords_to_read"] if obj else []

    @display(description="Body")
    def body_to_read(self, article: Article) -> SafeString:
        return body_to_read(article)

    @display(description="Keywords")
    def keywords_to_read(self, article: Article) -> str:
        return ", ".join(map(str, article.keywords))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        extra = {"photos_address": reverse("admin:articles_article_photos")}
        return super().changeform_view(request, object_id, form_url, extra | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        context["media"] = context["media"] + picker_media() + autosave_media()
        if article is not None:
            context["panel"] = panel(article, request.user, now=timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.created_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """The revision is kept when all that belongs to the article is saved."""
        super().save_related(request, form, formsets, change)
        by: Any = request.user
        merged = self.keep_what_was_not_taken(request, form)
        said = (form.cleaned_data.get("reason", ""), merged)
        reason = ". ".join(filter(None, said))[:LONGEST_REASON]
        record_revision(form.instance, by=by, reason=reason)


def _to_read(field: Any) -> Any:
    if isinstance(field, tuple):
        return tuple(map(_to_read, field))
    return f"{field}_to_read" if field in ("body", "keywords") else field
