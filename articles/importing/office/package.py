"""A word processor's file is a ZIP archive: opened within limits, or refused with a reason."""

from __future__ import annotations

import posixpath
import stat
import zipfile
import zlib
from pathlib import Path

from articles.importing.office.refusing import DAMAGED, Refused

__all__ = ["Package"]

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 2_000
MOST_BYTES = 100 * MEGABYTE  # unpacked, all entries together
HIGHEST_RATIO = 200  # unpacked to packed, of one entry …
RATIO_COUNTS_FROM = MEGABYTE  # … of this size; less does no harm

_ENCRYPTED = 0x1
_OTHER_ARCHIVE = Refused(
    "The archive in it is not as word processors write it.",
    "Open the document in Word or LibreOffice, save it as a new .docx, and import that.",
)
_TOO_LARGE = Refused(
    f"Unpacked it would be far larger than a document is (at most {MOST_BYTES // MEGABYTE} MB).",
    "Compress its pictures in the word processor, or remove them, and save it again.",
)
# What zipfile raises for an archive that breaks off or was tampered with.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """The parts of one file. Nothing is ever unpacked under a name of the archive's choosing."""

    def __init__(self, path: Path) -> None:
        """Open the archive; raises ``Refused``."""
        try:
            self._archive = zipfile.ZipFile(path)
        except _BROKEN as fault:
            raise DAMAGED from fault
        _check(self._archive.infolist())
        self._names = set(self._archive.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of one part; raises ``Refused`` if it is missing or damaged."""
        try:
            return self._archive.read(name)
        except (KeyError, *_BROKEN) as fault:
            raise DAMAGED from fault


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or any(map(_leads_astray, entries)):
        raise _OTHER_ARCHIVE
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused(
            "It is protected by a password.",
            "Open it in the word processor, remove the password, save it, and import that.",
        )
    if sum(entry.file_size for entry in entries) > MOST_BYTES or any(map(_is_a_bomb, entries)):
        raise _TOO_LARGE


def _leads_astray(entry: zipfile.ZipInfo) -> bool:
    """A name that points out of the archive, or a link instead of a file."""
    name = entry.filename
    outside = name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name
    return outside or stat.S_ISLNK(entry.external_attr >> 16) or posixpath.normpath(name) == "."


def _is_a_bomb(entry: zipfile.ZipInfo) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > RATIO_COUNTS_FROM and entry.file_size / packed > HIGHEST_RATIO
