"""What is asked of manuscripts that come in by the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from articles.form_fields import LinesField
from articles.importing.word_file import LARGEST_WORD_FILE, MEGABYTE
from editing.admin import FileWidget, TextInputWidget

__all__ = ["ImportForm"]

FORMS = ".docx,.odt,.md,.markdown,.txt,.html,.htm"


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class _ManuscriptsField(forms.FileField):
    """One or several files, each whole and no larger than may be read."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list) else [data]
        cleaned: list[UploadedFile] = [
            super(_ManuscriptsField, self).clean(f) for f in files or [None]
        ]
        for file in cleaned:
            if file.size and file.size > LARGEST_WORD_FILE:
                raise ValidationError(
                    f"{file.name} has {file.size / MEGABYTE:,.0f} MB; at most "
                    f"{LARGEST_WORD_FILE // MEGABYTE} MB are read. Compress its pictures in the "
                    "word processor, or remove them.",
                    code="too_large",
                )
        return cleaned


class ImportForm(forms.Form):
    """Manuscripts, and perhaps the lead photo that came with the only one."""

    manuscript = _ManuscriptsField(
        label="Manuscripts",
        widget=_ManyFiles(attrs={"accept": FORMS, "class": "incoming-choose"}),
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("photo") and len(cleaned.get("manuscript") or ()) > 1:
            self.add_error("photo", "A lead photo goes with one manuscript: import that by itself.")
        return cleaned
