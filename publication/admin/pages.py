"""Pages of the review's own."""

from django.contrib import admin

from editing.admin import PAGE, ModelAdmin, display
from publication.models import PlainPage

__all__ = ["PlainPageAdmin"]


@admin.register(PlainPage)
class PlainPageAdmin(ModelAdmin):
    list_display = ["title", "address", "public", "in_menu", "is_policy"]
    list_filter = ["public", "in_menu", "is_policy"]
    search_fields = ["title", "slug", "body"]
    ordering_field = "position"
    hide_ordering_field = True
    prepopulated_fields = {"slug": ["title"]}
    rich_text = {"body": PAGE}
    fieldsets = [
        (
            None,
            {
                "description": (
                    "A text that is no article: a policy, a call for papers, how to write for "
                    "the review. It always says what holds today; earlier texts are not kept."
                ),
                "fields": ["title", ("slug", "language"), "body"],
            },
        ),
        (
            "Where it stands",
            {
                "description": "A slug that changes leaves a redirect.",
                "fields": ["public", "in_menu", "is_policy", "position"],
            },
        ),
    ]

    @display(description="address", ordering="slug")
    def address(self, page: PlainPage) -> str:
        return f"/pages/{page.slug}/"
