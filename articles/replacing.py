"""Another file for a photo of the library.

Working copies, covers and profiles name the photo and show the new file at once. What is published
names the bytes: they stay, as a row of their own, for as long as a readable version shows them
(`record.former_files`), and can be brought back.
"""

from __future__ import annotations

import copy
import hashlib
import uuid
from datetime import datetime
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from django.core.files import File
from django.db import transaction

from audit import acts
from editing.saving import claim
from photos.inspecting import EXTENSIONS
from photos.likeness import keep_likenesses
from photos.models import Photo
from photos.storage import keep, refusing_when_full
from photos.uploading import DuplicatePhoto, Examined, examine, plain_name
from record.former_files import lead_to
from record.ledger import locked_head

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["FormerFile", "SameFile", "replace"]

# What belongs to the bytes and not to the photo.
OF_THE_FILE = ("original", "original_name", "sha256", "format", "width", "height", "size",
               "fingerprint")  # fmt: skip


class SameFile(Exception):
    """The photo has this very file already. Choose the other one."""

    def __init__(self) -> None:
        super().__init__("This is the file that the photo has already. Nothing was changed.")


class FormerFile(Exception):
    """A former file is kept as it was published. Replace the photo it belonged to."""

    def __init__(self) -> None:
        super().__init__("This file is kept as it was published. Replace that of the photo itself.")


def replace(
    photo: Photo, file: IO[bytes] | File, *, name: str, edit_number: int, by: User, now: datetime
) -> Photo:
    """Give the photo another file; its words stay as they are. Answers the photo as it is now.

    One of its own former files is brought back. Raises ``SameFile``, ``FormerFile``,
    ``DuplicatePhoto`` (it is another photo's), a ``PictureRefused``, ``StorageFull`` or
    ``StaleSave``; in each case everything is as before. Takes up to seconds: call it outside of a
    transaction.
    """
    if photo.replaced_by_id:
        raise FormerFile
    try:
        fresh, former = _kept(file, examine(file, name=name), name), None
    except DuplicatePhoto as duplicate:
        if duplicate.photo.pk == photo.pk:
            raise SameFile from duplicate
        if duplicate.photo.replaced_by_id != photo.pk:
            raise
        fresh, former = _of_the_file(duplicate.photo), duplicate.photo
    with transaction.atomic():
        locked_head()  # nothing is published between the bytes' moving and the index's
        current = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
        claim(current, edit_number)
        before = current.sha256
        _exchange(current, fresh, former, now)
        acts.record(
            by=by,
            what="replaced the file of",
            object=current,
            before={"sha256": before},
            after={"sha256": current.sha256, "file name": current.original_name},
        )
    return current


def _of_the_file(photo: Photo) -> dict[str, object]:
    return {name: getattr(photo, name) for name in OF_THE_FILE}


def _kept(file: IO[bytes] | File, examined: Examined, name: str) -> dict[str, object]:
    inspection = examined.inspection
    with refusing_when_full(), NamedTemporaryFile(prefix="upload-") as whole:
        file.seek(0)
        while piece := file.read(1024 * 1024):
            whole.write(piece)
        whole.flush()
        extension = EXTENSIONS[inspection.kind][0]
        original = keep(whole, folder="originals", extension=extension).name
    return {
        "original": original,
        "original_name": plain_name(name),
        "sha256": examined.sha256,
        "format": inspection.kind,
        "width": inspection.width,
        "height": inspection.height,
        "size": inspection.size,
        "fingerprint": inspection.fingerprint,
    }


def _exchange(photo: Photo, fresh: dict[str, object], back: Photo | None, now: datetime) -> None:
    """The bytes that leave get a row of their own; those that come back bring theirs along."""
    leaving = copy.copy(photo)
    if back is not None:
        # No two rows may hold the same digest, not even for a moment.
        nobody = hashlib.sha256(uuid.uuid4().bytes).hexdigest()
        Photo.objects.filter(pk=back.pk).update(sha256=nobody)
    if fresh["width"] != photo.width or fresh["height"] != photo.height:
        photo.focal_x = photo.focal_y = 50  # percent: another picture, another point
    for name, value in fresh.items():
        setattr(photo, name, value)
    photo.renditions_problem = ""
    photo.save()
    leaving.pk, leaving.id = None, None
    leaving.replaced_by, leaving.replaced_at = photo, now
    leaving.renditions_edit = leaving.edit_number
    leaving._state.adding = True
    leaving.save(force_insert=True)
    photo.renditions.update(photo=leaving)
    lead_to(leaving, of=photo)
    if back is not None:
        back.renditions.update(photo=photo)
        lead_to(photo, of=back)
        back.delete()
    keep_likenesses(photo)
