"""What is asked of a photo that gets another file."""

from __future__ import annotations

from typing import Any

from django import forms

from editing.admin import FileWidget
from photos.models import Photo
from photos.upload_form import ACCEPT
from photos.wording import Difference

__all__ = ["ReplacingForm", "WordsForm"]


class ReplacingForm(forms.Form):
    """The other file."""

    picture = forms.FileField(
        label="The new file",
        widget=FileWidget(attrs={"accept": ACCEPT}),
        help_text="JPEG, PNG, WebP or AVIF, up to 60 MB.",
        error_messages={"empty": "The file is empty. Please choose it again, or another copy."},
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """Which of a file's own words the library takes over."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, differing: list[Difference], photo: Photo, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"edit_number": photo.edit_number}
        self.fields["take"] = forms.MultipleChoiceField(
            label="Take over",
            required=False,
            choices=[(each.name, each.label) for each in differing],
            widget=forms.CheckboxSelectMultiple,
        )
