"""Sections, and the trees of topics and regions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editing.admin import ChangeList, ModelAdmin
from publication.models import Region, Section, Topic, TreeNode
from publication.trees import in_tree_order

__all__ = ["RegionAdmin", "SectionAdmin", "TopicAdmin"]

DEEPEST_INDENT = 6  # levels for which the style sheet has a class


@admin.register(Section)
class SectionAdmin(ModelAdmin):
    list_display = [
        "name",
        "article_type",
        "word_range",
        "disclaimer_required",
        "abstract_required",
    ]
    list_filter = ["article_type", "disclaimer_required"]
    search_fields = ["name", "slug"]
    ordering_field = "position"
    hide_ordering_field = True
    autocomplete_fields = ["disclaimer", "licence"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", ("article_type", "position")]}),
        (
            "Rules",
            {
                "description": "What the checklist before publishing asks of every article.",
                "fields": [
                    ("min_words", "max_words"),
                    "notes_allowed",
                    "abstract_required",
                    "disclaimer_required",
                ],
            },
        ),
        (
            "Instead of the publication's defaults",
            {"fields": [("disclaimer", "licence")]},
        ),
    ]

    @admin.display(description="words")
    def word_range(self, section: Section) -> str:
        match section.min_words, section.max_words:
            case None, None:
                return "any number"
            case least, None:
                return f"at least {least}"
            case None, most:
                return f"up to {most}"
            case least, most:
                return f"{least} to {most}"


class TreeChangeList(ChangeList):
    """Lists a tree as a tree, unless a search or another order is asked for."""

    result_list: Any

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        ordered = in_tree_order(self.result_list)
        if not self.query and not self.params.get("o"):
            for depth, node in ordered:
                node.depth = depth
            self.result_list = [node for _depth, node in ordered]


class TreeAdmin(ModelAdmin):
    """Indents what belongs under something."""

    list_per_page = 500
    list_display = ["indented_name", "slug"]
    list_display_links = ["indented_name"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TreeChangeList

    @admin.display(description="name", ordering="name")
    def indented_name(self, node: TreeNode) -> SafeString:
        depth = min(getattr(node, "depth", 0), DEEPEST_INDENT)
        return format_html('<span class="tree-{}">{}</span>', depth, node)


@admin.register(Topic)
class TopicAdmin(TreeAdmin):
    fieldsets = [
        (
            None,
            {
                "description": "A subject heading. A slug that changes leaves a redirect.",
                "fields": ["name", "slug", "parent", "description"],
            },
        ),
    ]


@admin.register(Region)
class RegionAdmin(TreeAdmin):
    list_display = ["indented_name", "code", "slug"]
    search_fields = ["name", "slug", "=code"]
    fieldsets = [
        (
            None,
            {
                "description": (
                    "A country, a group of countries, or an area of your own. The Indo-Pacific "
                    "is there from the start."
                ),
                "fields": ["name", "slug", "code", "parent"],
            },
        ),
    ]
