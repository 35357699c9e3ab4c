"""Where photo files lie: in the private storage, under the digest of their content.

Everything goes through Django's storage interface, so that another storage can take the
place of the local disk. It must be private, must show a file under its name only when it is
whole, and must answer a taken name with another one, never by overwriting: the sweeper
relies on a new row never naming an old file.
"""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

__all__ = ["FOLDERS", "Kept", "StorageFull", "as_local_path", "keep", "refusing_when_full"]

FOLDERS = ("originals", "renditions", "marks")

NAME_LENGTH = 200
CHUNK = 1024 * 1024

# No space, quota used up, file larger than the process may write.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageFull(Exception):
    """There is no room for the file; nothing was kept. Make room, then try again."""

    def __init__(self) -> None:
        super().__init__(
            "The picture could not be stored: the disk is full. Nothing was saved. "
            "Please tell whoever runs this site, and try again when there is room."
        )


@dataclass(frozen=True)
class Kept:
    """A stored file: its name in the storage, digest of its bytes and their number."""

    name: str
    sha256: str
    size: int


def keep(file: IO[bytes], *, folder: str, extension: str) -> Kept:
    """Store the file's bytes from the beginning. Raises StorageFull.

    When it returns, the bytes are on the disk, and a row may name them.
    """
    if folder not in FOLDERS:
        raise ValueError(f"{folder!r} is no folder for photo files")
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    sha256, size = digest.hexdigest(), file.tell()
    file.seek(0)
    name = f"{folder}/{sha256[:2]}/{sha256[2:4]}/{sha256}.{extension}"
    with refusing_when_full():
        name = default_storage.save(name, File(file), max_length=NAME_LENGTH)
    return Kept(name=name, sha256=sha256, size=size)


@contextmanager
def as_local_path(file: FieldFile) -> Iterator[Path]:
    """The stored file as a path for a program that needs one; raises FileNotFoundError."""
    try:
        path = Path(file.path)
    except NotImplementedError:
        path = None
    if path is not None:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "a photo's file is missing", file.name)
        yield path
        return
    with NamedTemporaryFile(prefix="photo-") as copy, file.open("rb") as stored:
        for piece in stored.chunks(CHUNK):
            copy.write(piece)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Tell a full disk, as StorageFull, from other failures."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull from error
        raise
