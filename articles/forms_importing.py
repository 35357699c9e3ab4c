"""What is asked of a manuscript that comes in by the browser."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.form_fields import LinesField
from articles.importing.decoding import LARGEST_FILE
from editing.admin import FileWidget, TextInputWidget

__all__ = ["ImportForm"]


class ImportForm(forms.Form):
    """A manuscript, and perhaps the lead photo that came with it."""

    manuscript = forms.FileField(
        label="Manuscript",
        widget=FileWidget,
        help_text="A page saved from a site (HTML or plain text), or Markdown. The same file "
        "twice makes one draft.",
        error_messages={"empty": "This file is empty."},
    )
    photo = forms.FileField(
        label="Lead photo",
        required=False,
        widget=FileWidget,
        help_text="JPEG, PNG, WebP or AVIF. It gets the credit that the manuscript names.",
    )
    alt_text = LinesField(
        label="What the photo shows",
        required=False,
        max_length=1000,
        widget=TextInputWidget(),
        help_text="For readers who cannot see it.",
    )

    def clean_manuscript(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["manuscript"]
        if file.size and file.size > LARGEST_FILE:
            raise ValidationError(
                f"The file has {file.size:,} bytes; a manuscript has at most {LARGEST_FILE:,}.",
                code="too_large",
            )
        return file
