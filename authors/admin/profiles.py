"""Profiles of authors, and the organisations they belong to."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html

from accounts.admin.steps import step_links, step_urls
from authors.admin.merging import merge_page
from authors.admin.personal import STEPS
from authors.identifiers import orcid_url, ror_url
from authors.models import Affiliation, Author, AuthorLink, Organisation, SelectedWork
from editing.admin import (
    SIMPLE,
    AutocompleteSelectFilter,
    ModelAdmin,
    StackedInline,
    TabularInline,
)
from photos.thumbnails import thumbnail

__all__ = ["AuthorAdmin", "OrganisationAdmin"]

NOTHING = "–"
PREVIEW_HEIGHT = 160  # pixels


class AffiliationInline(TabularInline):
    model = Affiliation
    verbose_name_plural = "affiliations over time"
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "role", "started", "ended", "position"]
    hide_title = True
    ordering_field = "position"
    hide_ordering_field = True


class WorkInline(StackedInline):
    model = SelectedWork
    fields = [("title", "position"), ("publisher", "year"), ("url", "doi")]
    ordering_field = "position"
    hide_ordering_field = True


class LinkInline(TabularInline):
    model = AuthorLink
    fields = ["label", "url", "position"]
    hide_title = True
    ordering_field = "position"
    hide_ordering_field = True


class Present(admin.SimpleListFilter):
    """Whether a text of the profile is filled in."""

    field = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "filled in"), ("no", "missing")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Author]) -> QuerySet[Author]:
        match self.value():
            case "yes":
                return queryset.exclude(**{self.field: ""})
            case "no":
                return queryset.filter(**{self.field: ""})
        return queryset


class OrcidFilter(Present):
    title = "ORCID iD"
    parameter_name = field = "orcid"


class BiographyFilter(Present):
    title = "biography"
    parameter_name = field = "biography"


@admin.register(Author)
class AuthorAdmin(ModelAdmin):
    list_display = [
        "small_portrait",
        "sorted_name",
        "native_name",
        "title",
        "works_at",
        "orcid_link",
    ]
    list_display_links = ["small_portrait", "sorted_name"]
    list_select_related = ["portrait"]
    autocomplete_fields = ["portrait"]
    readonly_fields = ["portrait_preview", "personal_steps"]
    list_filter = [
        ("affiliations__organisation", AutocompleteSelectFilter),
        OrcidFilter,
        BiographyFilter,
        "name_order",
    ]
    search_fields = ["given_name", "family_name", "native_name", "slug", "orcid", "email"]
    prepopulated_fields = {"slug": ["given_name", "family_name"]}
    rich_text = {"biography": SIMPLE}
    inlines = [AffiliationInline, WorkInline, LinkInline]
    actions = ["merge_profiles"]
    fieldsets = [
        (
            "Name",
            {
                "description": (
                    "In parts, so that every citation style gets it right. It is printed in the "
                    "order given here; indexes sort by the family name."
                ),
                "fields": [
                    ("given_name", "family_name"),
                    ("name_order", "suffix"),
                    ("native_name", "title"),
                    "slug",
                    "orcid",
                ],
            },
        ),
        ("Biography", {"fields": ["biography", ("portrait", "portrait_preview")]}),
        (
            "Private: never published",
            {
                "description": (
                    "For the newsroom only. No page, feed or API shows what stands here."
                ),
                "fields": [("email", "phone"), "private_notes"],
            },
        ),
    ]

    class Media:
        css = {"all": ["accounts/admin.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Author | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.may_take_steps(request, obj):
            return fieldsets
        return [*fieldsets, ("Personal data", {"fields": ["personal_steps"]})]

    def get_urls(self) -> list[URLPattern]:
        return [*step_urls(self, STEPS), *super().get_urls()]

    def may_take_steps(self, request: HttpRequest, author: Author) -> bool:
        """Who may delete profiles may hand out or erase what is private in them."""
        return request.user.has_perm("authors.delete_author")

    @admin.display(description="To hand out or to erase")
    def personal_steps(self, author: Author) -> str:
        return step_links(STEPS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        affiliations = Affiliation.objects.select_related("organisation")
        return (
            super().get_queryset(request).prefetch_related(Prefetch("affiliations", affiliations))
        )

    @admin.display(description="portrait")
    def small_portrait(self, author: Author) -> str:
        return thumbnail(author.portrait) if author.portrait else NOTHING

    @admin.display(description="the portrait chosen")
    def portrait_preview(self, author: Author) -> str:
        return thumbnail(author.portrait, height=PREVIEW_HEIGHT) if author.portrait else NOTHING

    @admin.display(description="name", ordering="family_name")
    def sorted_name(self, author: Author) -> str:
        return author.sort_name

    @admin.display(description="affiliation")
    def works_at(self, author: Author) -> str:
        lasting = [a.organisation.name for a in author.affiliations.all() if a.ended is None]
        return ", ".join(lasting) or NOTHING

    @admin.display(description="ORCID iD", ordering="orcid")
    def orcid_link(self, author: Author) -> str:
        if not author.orcid:
            return NOTHING
        return format_html('<a href="{}">{}</a>', orcid_url(author.orcid), author.orcid)

    @admin.action(description="Merge two profiles of one person", permissions=["change"])
    def merge_profiles(
        self, request: HttpRequest, queryset: QuerySet[Author]
    ) -> HttpResponse | None:
        return merge_page(self, request, queryset)


@admin.register(Organisation)
class OrganisationAdmin(ModelAdmin):
    list_display = ["name", "place", "country", "ror_link", "people", "disclaimer"]
    list_filter = ["country", ("disclaimer", admin.EmptyFieldListFilter)]
    list_select_related = ["disclaimer"]
    search_fields = ["name", "place", "=ror", "=country"]
    autocomplete_fields = ["disclaimer"]
    fieldsets = [
        (
            None,
            {"fields": ["name", ("place", "country"), ("ror", "website")]},
        ),
        (
            "Rule",
            {
                "description": "Some employers ask for their own disclaimer.",
                "fields": ["disclaimer"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        counted = Count("affiliations__author", distinct=True)
        return super().get_queryset(request).annotate(people_count=counted)

    @admin.display(description="authors", ordering="people_count")
    def people(self, organisation: Any) -> int:
        return int(organisation.people_count)

    @admin.display(description="ROR", ordering="ror")
    def ror_link(self, organisation: Organisation) -> str:
        if not organisation.ror:
            return NOTHING
        return format_html('<a href="{}">{}</a>', ror_url(organisation.ror), organisation.ror)
