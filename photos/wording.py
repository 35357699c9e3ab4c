"""What a photo's file says of itself, beside what the library says of the photo."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from photos.inspecting import inspect_picture
from photos.models import Photo
from photos.storage import as_local_path

__all__ = ["Difference", "differing_words"]

# What follows from whose picture it is; captions and alternative texts are the editors' own.
NAMES = ("credit_line", "creator", "source", "copyright_notice", "licence_url", "caption")


@dataclass(frozen=True)
class Difference:
    """A field of which the file says something else than the library."""

    name: str
    label: str
    library: str
    file: str


def differing_words(photo: Photo) -> list[Difference]:
    """Where the file's own data contradict the library; what the file leaves empty does not.

    Opens the file in a bounded child process. Raises a PictureRefused or FileNotFoundError.
    """
    with as_local_path(photo.original) as path:
        embedded = inspect_picture(path, name=photo.original.name or "").embedded
    found = []
    for name in NAMES:
        field = Photo._meta.get_field(name)
        said, kept = getattr(embedded, name), getattr(photo, name)
        if said and said != kept and _fits(field, said, photo):
            label = str(field.verbose_name)  # type: ignore[union-attr]
            found.append(Difference(name, label, kept, said))
    return found


def _fits(field: object, value: str, photo: Photo) -> bool:
    try:
        field.clean(value, photo)  # type: ignore[attr-defined]
    except ValidationError:
        return False
    return True
