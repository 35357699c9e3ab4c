"""An issue's form with its cover."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest
from django.utils.safestring import SafeString

from editing.admin import EditableForm, display
from photos.models import IssueCover, Photo
from photos.thumbnails import thumbnail
from publication.admin import IssueAdmin
from publication.models import Issue

__all__ = ["CoveredIssueAdmin"]

PICTURE_HEIGHT = 160  # pixels


class CoveredIssueForm(EditableForm):
    """The issue, and the photo of the library that is its cover."""

    cover = forms.ModelChoiceField(
        Photo.objects.all(),
        required=False,
        widget=AutocompleteSelect(IssueCover._meta.get_field("photo"), admin.site),
        help_text="A photo of the library, found by its caption, credit or file name. It is shown "
        "with its credit as soon as something of the issue is published.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"cover": cover_of(self.instance), **self.initial}

    def texts_of(self, instance: Issue) -> dict[str, str]:
        return {"cover": str(cover_of(instance) or "")}


def cover_of(issue: Issue) -> Photo | None:
    cover: IssueCover | None = getattr(issue, "cover", None)
    return cover.photo if cover else None


# The publication's room knows no photo: here its page is completed, and takes its place.
admin.site.unregister(Issue)


@admin.register(Issue)
class CoveredIssueAdmin(IssueAdmin):
    form = CoveredIssueForm
    readonly_fields: ClassVar = ["cover_today"]

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> Any:
        own = super().get_fieldsets(request, obj)
        return [*own, ("Cover", {"fields": ["cover", "cover_today"]})]

    def save_model(self, request: HttpRequest, obj: Issue, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        photo = form.cleaned_data["cover"]
        if photo is None:
            IssueCover.objects.filter(issue=obj).delete()
        else:
            IssueCover.objects.update_or_create(issue=obj, defaults={"photo": photo})

    @display(description="cover today")
    def cover_today(self, issue: Issue) -> SafeString | str:
        photo = cover_of(issue)
        return thumbnail(photo, height=PICTURE_HEIGHT) if photo else "none yet"
