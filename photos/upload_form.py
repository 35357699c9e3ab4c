"""The form by which editors add a photo: the file is judged with the fields, not after them."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from editing.admin import EditableForm, FileWidget
from photos.inspecting import EXTENSIONS, PictureRefused
from photos.models import Photo
from photos.storage import StorageFull
from photos.uploading import DuplicatePhoto, Examined, store_photo

__all__ = ["UploadForm"]

ACCEPT = ",".join(f".{ending}" for endings in EXTENSIONS.values() for ending in endings)


class UploadForm(EditableForm):
    """A new photo. When the form is valid, `instance` is in the library already.

    `examined` is what `photos.uploading.examine` answered to, or raised about, the file.
    """

    examined: ClassVar[Examined | Exception | None] = None

    picture = forms.FileField(
        widget=FileWidget(attrs={"accept": ACCEPT}),
        help_text="JPEG, PNG, WebP or AVIF, up to 60 MB. The file is kept as it is. What you leave "
        "empty below is filled in from the data inside the picture.",
    )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._store()

    def _store(self) -> None:
        """Last of all checks, so that nothing is kept of a form that is not valid."""
        file, examined = self.cleaned_data["picture"], self.examined
        own = {field.name for field in Photo._meta.fields}
        fields = {name: value for name, value in self.cleaned_data.items() if name in own}
        # The guard's numbers are this page's, not the new row's.
        fields.pop("edit_number", None)
        try:
            if isinstance(examined, Exception):
                raise examined
            self.instance = store_photo(file, name=file.name, examined=examined, **fields)
        except (PictureRefused, StorageFull) as refusal:
            self.add_error("picture", str(refusal))
        except DuplicatePhoto as duplicate:
            self.add_error("picture", _already_there(duplicate.photo))
        except ValidationError as error:
            self.add_error(None, error)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  Django's own signature
        """The photo that was stored."""
        self.save_m2m = self._save_m2m  # type: ignore[method-assign, attr-defined]
        return self.instance


def _already_there(photo: Photo) -> ValidationError:
    address = reverse("admin:photos_photo_change", args=[photo.pk])
    text = 'This picture is already in the library: <a href="{}">{}</a>.'
    return ValidationError(format_html(text, address, photo), code="duplicate")
