"""The byline and the references, as rows of the article's form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.forms_rows import BylineFormSet, ContributionForm, OrderedFormSet, ReferenceForm
from articles.models import Article, Contribution, Reference
from articles.policy import Action, may
from editing.admin import SIMPLE, StackedInline, TabularInline, display

__all__ = ["ContributionInline", "ReferenceInline"]


class FollowsArticle:
    """Rows may be seen and changed as the article they belong to may."""

    after_fieldset = ""  # the name of the fieldset they stand under

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return obj is None or bool(may(request.user, Action.VIEW, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return obj is None or bool(may(request.user, Action.EDIT, obj))

    has_add_permission = has_delete_permission = has_change_permission


class ContributionInline(FollowsArticle, StackedInline):
    model = Contribution
    form = ContributionForm
    formset = BylineFormSet
    after_fieldset = "Text"
    verbose_name = "line of the byline"
    verbose_name_plural = "Byline"
    autocomplete_fields = ["author"]
    rich_text = {"biography": SIMPLE}
    ordering_field = "position"
    readonly_fields = ["proof"]
    fieldsets = [
        (None, {"fields": ["author", ("role", "position"), "proof"]}),
        (
            "As printed in this article, where the profile says otherwise",
            {
                "classes": ["collapse"],
                "description": (
                    "Leave empty what the profile says: it is shown in grey. Publishing writes "
                    "it here, so that a professor who moves on stays a professor of then."
                ),
                "fields": [
                    "collective_name",
                    ("given_name", "family_name"),
                    ("name_order", "suffix", "native_name"),
                    ("title", "affiliation", "affiliation_ror"),
                    "biography",
                    "credit_roles",
                ],
            },
        ),
    ]

    @display(description="Author’s proof")
    def proof(self, line: Contribution) -> SafeString | str:
        """The way to show the article to who signs this line."""
        if line._state.adding:
            return "Save the line first, then send it."
        if line.collective_name:
            return "Only for a person."
        address = reverse("admin-article-proofs", args=[line.article_id])
        return format_html('<a class="door" href="{}?for={}">Send proof…</a>', address, line.pk)


class ReferenceInline(FollowsArticle, TabularInline):
    model = Reference
    form = ReferenceForm
    formset = OrderedFormSet
    after_fieldset = "Rights and statements"
    verbose_name_plural = "References"
    fields = ["text", "doi", "url", "position"]
    ordering_field = "position"
    hide_ordering_field = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
