"""The publication and its issues."""

from django.contrib import admin
from django.http import HttpRequest

from editing.admin import SIMPLE, ModelAdmin, TabularInline, TextInputWidget
from publication.admin.colours import ColourWidget
from publication.fields import ColourField, LanguagesField
from publication.models import BoardMember, Issue, Publication

__all__ = ["IssueAdmin", "PublicationAdmin"]


class BoardInline(TabularInline):
    """The masthead, line by line."""

    model = BoardMember
    fields = ["role", "name", "affiliation", "position"]
    ordering_field = "position"
    hide_ordering_field = True
    hide_title = True


@admin.register(Publication)
class PublicationAdmin(ModelAdmin):
    list_display = ["title", "issn_online", "issn_print", "publisher", "is_default"]
    search_fields = ["title", "short_title", "publisher", "issn_online", "issn_print"]
    autocomplete_fields = ["licence", "disclaimer"]
    rich_text = {"about": SIMPLE}
    inlines = [BoardInline]
    formfield_overrides = {
        ColourField: {"widget": ColourWidget},
        LanguagesField: {"widget": TextInputWidget},
    }
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
            "Look",
            {
                "description": "What makes the site yours. Readers see a change within seconds.",
                "fields": ["accent", "shows_counts"],
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
        (
            "About",
            {
                "description": (
                    "The page About prints this text, then the editors and the board below, and "
                    "names the pages that are policies."
                ),
                "fields": ["about"],
            },
        ),
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
