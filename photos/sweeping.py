"""Removes photo files that no row names: left by a crash, a replaced rendition, a deletion.

Files are never removed by whoever lets go of them, because a transaction may yet be undone.
What is younger than a day stays: its row may be about to be written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import default_storage

from photos.models import Mark, Photo, Rendition
from photos.storage import FOLDERS

__all__ = ["GRACE", "Swept", "orphans", "sweep"]

GRACE = timedelta(hours=24)

# Names asked of the database at once.
BATCH = 400


@dataclass(frozen=True)
class Swept:
    """A file that was removed, or would be: its name and size in bytes."""

    name: str
    size: int


def sweep(*, now: datetime, grace: timedelta = GRACE, dry_run: bool = False) -> Iterator[Swept]:
    """Remove every orphan older than `grace`, one by one as the iterator is consumed."""
    for name in orphans():
        try:
            if default_storage.get_modified_time(name) > now - grace:
                continue
            size = default_storage.size(name)
            if not dry_run:
                default_storage.delete(name)
        except FileNotFoundError:
            # Another sweeper was faster.
            continue
        yield Swept(name, size)


def orphans() -> Iterator[str]:
    """Names of photo files that no row names, whatever their age."""
    for names in _batches(_files(FOLDERS)):
        wanted = {
            *Photo.objects.filter(original__in=names).values_list("original", flat=True),
            *Rendition.objects.filter(file__in=names).values_list("file", flat=True),
            *Mark.objects.filter(png__in=names).values_list("png", flat=True),
            *Mark.objects.filter(webp__in=names).values_list("webp", flat=True),
        }
        yield from (name for name in names if name not in wanted)


def _files(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        try:
            subfolders, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{file}" for file in files)
        yield from _files(f"{folder}/{subfolder}" for subfolder in subfolders)


def _batches(names: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(names, BATCH)):
        yield batch
