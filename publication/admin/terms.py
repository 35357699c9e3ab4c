"""Disclaimers and licences."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from editing.admin import EditableForm, ModelAdmin, TabularInline, TextareaWidget
from publication.disclaimers import VARIABLES, check_wording, current_edition, set_wording
from publication.models import Disclaimer, DisclaimerEdition, Licence

__all__ = ["DisclaimerAdmin", "LicenceAdmin"]

VARIABLES_LISTED = ", ".join(f"{{{name}}}" for name in VARIABLES)


def signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


class DisclaimerForm(EditableForm):
    """The label, and the wording in force: saving another one makes a new edition."""

    wording_one = forms.CharField(
        label="Wording for one writer",
        widget=TextareaWidget(attrs={"rows": 3}),
        validators=[check_wording],
        help_text=f"May hold {VARIABLES_LISTED}.",
    )
    wording_several = forms.CharField(
        label="Wording for several writers",
        required=False,
        widget=TextareaWidget(attrs={"rows": 3}),
        validators=[check_wording],
        help_text="Leave empty if it is the same.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial = {**self.texts_of(self.instance), **self.initial}

    def texts_of(self, instance: Disclaimer) -> dict[str, str]:
        edition = current_edition(instance)
        return {
            "wording_one": edition.wording_one if edition else "",
            "wording_several": edition.wording_several if edition else "",
        }


class EditionInline(TabularInline):
    """What the disclaimer said before: shown, never changed."""

    model = DisclaimerEdition
    verbose_name_plural = "editions so far"
    fields = readonly_fields = [
        "number",
        "wording_one",
        "wording_several",
        "created_at",
        "created_by",
    ]
    ordering = ["-number"]
    can_delete = False
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Disclaimer)
class DisclaimerAdmin(ModelAdmin):
    form = DisclaimerForm
    list_display = ["label", "says", "edition"]
    search_fields = ["label", "editions__wording_one", "editions__wording_several"]
    inlines = [EditionInline]
    fieldsets = [
        (
            None,
            {
                "description": (
                    "Changing the wording makes a new edition for articles published from then "
                    "on. What is published keeps the edition it was published with."
                ),
                "fields": ["label", "wording_one", "wording_several"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disclaimer]:
        editions = DisclaimerEdition.objects.order_by("-number")
        return super().get_queryset(request).prefetch_related(Prefetch("editions", editions))

    def save_model(self, request: HttpRequest, obj: Disclaimer, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        texts = form.cleaned_data
        set_wording(obj, texts["wording_one"], texts["wording_several"], by=signed_in(request))

    @admin.display(description="wording in force")
    def says(self, disclaimer: Disclaimer) -> str:
        edition = current_edition(disclaimer)
        return Truncator(edition.wording_one).chars(100) if edition else "–"

    @admin.display(description="edition")
    def edition(self, disclaimer: Disclaimer) -> int | None:
        edition = current_edition(disclaimer)
        return edition.number if edition else None


@admin.register(Licence)
class LicenceAdmin(ModelAdmin):
    list_display = ["name", "spdx", "republishing_allowed"]
    list_filter = ["republishing_allowed"]
    search_fields = ["name", "spdx"]
    fieldsets = [
        (
            None,
            {
                "description": (
                    "Under which terms a text or photo may be used. Published articles keep the "
                    "licence they were published under."
                ),
                "fields": [("name", "spdx"), "url", "republishing_allowed", "terms"],
            },
        ),
    ]
