"""The publication and its issues."""

from django.contrib import admin
from django.http import HttpRequest

from editing.admin import SIMPLE, ModelAdmin, TextInputWidget
from publication.fields import LanguagesField
from publication.models import Issue, Publication

__all__ = ["IssueAdmin", "PublicationAdmin"]


@admin.register(Publication)
class PublicationAdmin(ModelAdmin):
    list_display = ["title", "issn_online", "issn_print", "publisher", "is_default"]
    search_fields = ["title", "short_title", "publisher", "issn_online", "issn_print"]
    autocomplete_fields = ["licence", "disclaimer"]
    rich_text = {"about": SIMPLE}
    formfield_overrides = {LanguagesField: {"widget": TextInputWidget}}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("title", "short_title"),
                    "tagline",
                    ("publisher", "place"),
                    "contact_email",
                    "is_default",
                ]
            },
        ),
        (
            "Languages and time",
            {
                "description": "In which languages articles appear, and whose clock counts.",
                "fields": [("language", "languages"), "time_zone"],
            },
        ),
        (
            "Identifiers",
            {
                "description": (
                    "By these libraries and search engines know the review. ISSNs may be typed "
                    "or pasted in any usual form; the check digit is verified."
                ),
                "fields": [
                    ("issn_online", "issn_print"),
                    "issn_linking",
                    ("doi_prefix", "doi_suffix_pattern"),
                ],
            },
        ),
        (
            "Defaults",
            {
                "description": "For articles whose section names nothing else.",
                "fields": [("licence", "disclaimer")],
            },
        ),
        ("About", {"fields": ["about"]}),
    ]


@admin.register(Issue)
class IssueAdmin(ModelAdmin):
    list_display = ["name", "publication", "special", "published_on"]
    list_filter = ["publication", "special"]
    list_select_related = ["publication"]
    search_fields = ["title", "volume", "number", "slug"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["publication"]
    prepopulated_fields = {"slug": ["volume", "number", "title"]}
    fieldsets = [
        (
            None,
            {
                "description": (
                    "Most reviews publish continuously: an article needs no issue. A special "
                    "issue has a title, any other a volume or a number."
                ),
                "fields": [
                    "publication",
                    ("volume", "number", "special"),
                    "title",
                    "slug",
                    "published_on",
                    "description",
                ],
            },
        ),
    ]

    @admin.display(description="issue", ordering="published_on")
    def name(self, issue: Issue) -> str:
        return str(issue)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        initial = super().get_changeform_initial_data(request)
        default = Publication.objects.filter(is_default=True).first()
        return {"publication": str(default.pk), **initial} if default else initial
