"""The forms by which many photos are added, and what is missing of them is filled in."""

from typing import Any, ClassVar

from django import forms

from editing.admin import EditableForm, FileWidget, SelectWidget, TextareaWidget, TextInputWidget
from photos.models import Photo
from photos.upload_form import ACCEPT

__all__ = ["BatchForm", "CompletingForm", "FilesField"]


class _ManyFiles(FileWidget):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, in the order chosen."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        # An empty file is refused like any other that is no picture: with its name.
        return [file for file in files if file] or super().clean(None, initial)


class BatchForm(forms.ModelForm):
    """Files, and what holds of all of them that do not say otherwise themselves."""

    pictures = FilesField(
        widget=_ManyFiles(attrs={"accept": ACCEPT}),
        help_text="JPEG, PNG, WebP or AVIF, up to 60 MB each.",
    )

    class Meta:
        model = Photo
        fields: ClassVar = ["credit_line", "source", "licence", "rights_expire_on"]
        widgets: ClassVar = {
            "credit_line": TextInputWidget(),
            "source": TextInputWidget(),
            "licence": SelectWidget(),
            "rights_expire_on": TextInputWidget(attrs={"type": "date"}),
        }
        help_texts: ClassVar = dict.fromkeys(fields, "")

    @property
    def otherwise(self) -> dict[str, Any]:
        """What is put where a file leaves it empty."""
        return {
            name: self.cleaned_data[name] for name in self.Meta.fields if self.cleaned_data[name]
        }


class CompletingForm(EditableForm):
    """What must be known of a photo before it can be published."""

    class Meta:
        model = Photo
        fields: ClassVar = ["alt_text", "credit_line", "creator"]
        widgets: ClassVar = {
            "alt_text": TextareaWidget(attrs={"rows": 2}),
            "credit_line": TextInputWidget(),
            "creator": TextInputWidget(),
        }
        help_texts: ClassVar = dict.fromkeys(fields, "")
