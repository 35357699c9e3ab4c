"""The one door by which a photo enters the library: for the admin, importers and commands."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from photos.embedded import clean_value, fill_empty
from photos.inspecting import EXTENSIONS, MOST_BYTES, Inspection, PictureTooHeavy, inspect_picture
from photos.likeness import keep_likenesses
from photos.models import Photo
from photos.storage import keep, refusing_when_full

__all__ = ["DuplicatePhoto", "Examined", "examine", "plain_name", "store_photo"]

CHUNK = 1024 * 1024


class DuplicatePhoto(Exception):
    """The library holds the very same file already, as `photo`: use that one."""

    def __init__(self, photo: Photo) -> None:
        self.photo = photo
        super().__init__(f"This picture is already in the library: {photo}.")


@dataclass(frozen=True)
class Examined:
    """What `examine` found out about the bytes with this digest."""

    sha256: str
    inspection: Inspection


def examine(file: IO[bytes] | File, *, name: str) -> Examined:
    """Judge a picture without keeping it; raises a PictureRefused, DuplicatePhoto or StorageFull.

    Takes up to seconds: whoever holds a transaction calls this before it begins.
    """
    with refusing_when_full(), NamedTemporaryFile(prefix="upload-") as copy:
        sha256 = _copy(file, copy)
        return _examined(Path(copy.name), name=name, sha256=sha256)


def store_photo(
    file: IO[bytes] | File,
    *,
    name: str,
    examined: Examined | None = None,
    otherwise: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Photo:
    """Inspect the picture, keep its bytes untouched, and answer its saved row.

    `name` is the file's name as uploaded; `fields` are editable fields of Photo. What they
    leave empty is filled from the picture's own metadata, and what that leaves empty from
    `otherwise`. `examined`, of the same file, saves time. Renditions follow in the background.
    Raises a PictureRefused, DuplicatePhoto, StorageFull, or ValidationError for `fields`; in each
    case nothing was kept.
    """
    with refusing_when_full(), NamedTemporaryFile(prefix="upload-") as copy:
        sha256 = _copy(file, copy)
        if examined is None or examined.sha256 != sha256:
            examined = _examined(Path(copy.name), name=name, sha256=sha256)
        photo = _described(examined, name=name, fields=fields, otherwise=otherwise or {})
        extension = EXTENSIONS[examined.inspection.kind][0]
        photo.original.name = keep(copy, folder="originals", extension=extension).name
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            keep_likenesses(photo)
    except IntegrityError:
        # Somebody uploaded the same a moment ago; the file just kept is swept.
        _refuse_duplicate(sha256)
        raise
    return photo


def _copy(file: IO[bytes] | File, target: Any) -> str:
    """Copy at most what is accepted; answers the digest."""
    digest = hashlib.sha256()
    size = 0
    file.seek(0)
    while piece := file.read(CHUNK):
        size += len(piece)
        if size > MOST_BYTES:
            raise PictureTooHeavy
        digest.update(piece)
        target.write(piece)
    target.flush()
    return digest.hexdigest()


def _examined(path: Path, *, name: str, sha256: str) -> Examined:
    _refuse_duplicate(sha256)
    return Examined(sha256, inspect_picture(path, name=name))


def _refuse_duplicate(sha256: str) -> None:
    known = Photo.objects.filter(sha256=sha256).first()
    if known is not None:
        raise DuplicatePhoto(known)


def _described(
    examined: Examined, *, name: str, fields: dict[str, Any], otherwise: Mapping[str, Any]
) -> Photo:
    inspection = examined.inspection
    photo = Photo(**fields)
    photo.original_name = plain_name(name)
    photo.sha256 = examined.sha256
    photo.format = inspection.kind
    photo.width, photo.height = inspection.width, inspection.height
    photo.size = inspection.size
    photo.fingerprint = inspection.fingerprint
    for field in fill_empty(photo, inspection.embedded):
        _drop_if_invalid(photo, field)
    for field, value in otherwise.items():
        # A file that names its photographer has somebody to be credited.
        named = field == "credit_line" and not photo.is_missing_credit
        if not getattr(photo, field) and not named:
            setattr(photo, field, value)
    # The digest's uniqueness is the database's to judge, and has its own exception.
    photo.full_clean(exclude={"original", "sha256"})
    return photo


def _drop_if_invalid(photo: Photo, field: str) -> None:
    """What a file says of itself never keeps it out."""
    try:
        photo._meta.get_field(field).clean(getattr(photo, field), photo)  # type: ignore[union-attr]
    except ValidationError:
        setattr(photo, field, "")


def plain_name(name: str) -> str:
    """A file's own name without a path, cleaned."""
    return clean_value(PurePosixPath(name.replace("\\", "/")).name, limit=255)
