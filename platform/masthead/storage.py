"""Where uploads lie: privately, and whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

__all__ = ["PrivateStorage"]


class PrivateStorage(FileSystemStorage):
    """Files under MEDIA_ROOT that have no address of their own.

    What a published version needs is served by a view that knows the record; nothing is
    ever reachable by its name here. A file appears under its name only when all its bytes
    are on the disk: a full disk or a power cut leaves no truncated photo behind.
    """

    def url(self, name: str | None) -> str:
        """Always empty: a private file has no address."""
        return ""

    def _save(self, name: str, content: File) -> str:
        folder = Path(self.path(name)).parent
        folder.mkdir(parents=True, exist_ok=True, mode=self.directory_permissions_mode or 0o750)
        handle, draft = tempfile.mkstemp(dir=folder, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in _pieces(content):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if self.file_permissions_mode is not None:
                Path(draft).chmod(self.file_permissions_mode)
            name = self._give_name(draft, name)
        finally:
            Path(draft).unlink(missing_ok=True)
        _sync_folder(folder)
        return name.replace("\\", "/")

    def _give_name(self, draft: str, name: str) -> str:
        """Link the finished file to its name, or to a free one if somebody was faster."""
        while True:
            try:
                Path(self.path(name)).hardlink_to(draft)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name


def _pieces(content: File) -> Iterator[bytes]:
    for piece in content.chunks():
        yield piece.encode() if isinstance(piece, str) else piece


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
