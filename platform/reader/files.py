"""Files made from articles: PDF and EPUB, made once for each version and kept.

They lie in the private storage under ``files/<article>/v<number>/``, by a name that changes with
the text and with the code that makes them, and are handed out only by a view that asked the record
first. The worker makes those of what was just published; of all else the first reader's request
does. A file is set in a process of its own, of bounded time and memory.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version as installed
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from photos.models import Rendition
from reader.typesetting import process
from record.canonical import digest, dumps
from record.document import Document, Photograph
from record.models import PublishedArticle, Version
from renderings import epub, pdf
from renderings.addresses import Addresses
from renderings.build import BUILD

__all__ = ["FILES", "Busy", "Made", "NotMade", "edition", "fetch", "make", "name_of", "remove"]

FOLDER = "files"
FILES: Mapping[str, str] = {"pdf": "application/pdf", "epub": "application/epub+zip"}

# In each web process, one file is made at a time and one more request waits for that: the other
# threads go on answering.
PLACES = 2
GRACE = timedelta(days=1)
PATIENCE = 10.0  # seconds a request waits for its turn

logger = logging.getLogger(__name__)

_places = threading.BoundedSemaphore(PLACES)
_making = threading.Lock()


class Busy(Exception):
    """Other files are being made. Ask again in a few seconds."""


class NotMade(Exception):
    """The file can't be made; the log says why."""


@dataclass(frozen=True)
class Made:
    """A file's bytes. ``whole`` unless a photo was not at hand, in which case it isn't kept."""

    content: bytes
    whole: bool


def fetch(document: Document, form: str, *, site: str) -> Made:
    """The version's file, made if need be. Raises ``Busy`` or ``NotMade``.

    ``form`` is a key of ``FILES``. The caller has asked the record that readers may see it.
    """
    name = name_of(document, form, site=site)
    if default_storage.exists(name):
        return _read(name)
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _making.acquire(timeout=PATIENCE):
            raise Busy
        try:
            if default_storage.exists(name):  # somebody was faster
                return _read(name)
            return make(document, form, site=site)
        finally:
            _making.release()
    finally:
        _places.release()


def make(document: Document, form: str, *, site: str, niceness: int = 5) -> Made:
    """Make the version's file and keep it if it is whole. Raises ``NotMade``."""
    made = _MAKERS[form](document, Addresses(site), niceness)
    if made.whole:
        name = name_of(document, form, site=site)
        given = default_storage.save(name, ContentFile(made.content))
        # Another process was faster, or the version is not to be read any longer.
        if given != name or not _readable(document):
            default_storage.delete(given)
        else:
            _remove_former(name)
    return made


def remove(article: object, number: int | None = None) -> None:
    """Remove the files of an article, or of one of its versions."""
    for name in list(_files(folder_of(article, number))):
        default_storage.delete(name)


def _readable(document: Document) -> bool:
    versions = Version.objects.filter(article=document.article, number=document.number)
    articles = PublishedArticle.objects.listed().filter(article=document.article)
    return versions.exclude(document="").exists() and articles.exists()


def _remove_former(name: str) -> None:
    """Remove what former releases of this software made of the same version.

    What is younger than a day stays: another server may still run that release.
    """
    folder, _, own = name.rpartition("/")
    for other in list(_files(folder)):
        if other == name or not other.endswith(Path(own).suffix):
            continue
        with suppress(FileNotFoundError):  # another process was faster
            if default_storage.get_modified_time(other) < timezone.now() - GRACE:
                default_storage.delete(other)


def _files(folder: str) -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def name_of(document: Document, form: str, *, site: str) -> str:
    """Where the version's file lies, or would."""
    said = "\n".join([digest(dumps(document)), edition(), site])
    name = hashlib.sha256(said.encode()).hexdigest()[:32]
    return f"{folder_of(document.article, document.number)}/{name}.{form}"


def folder_of(article: object, number: int | None = None) -> str:
    """Where the files of an article, or of one of its versions, lie."""
    return f"{FOLDER}/{article}" + (f"/v{number}" if number else "")


@functools.cache
def edition() -> str:
    """A digest of all that decides how a file looks, beside the text: the code and its tools."""
    found = hashlib.sha256(BUILD.encode())
    for file in sorted(Path(process.__file__).parent.glob("*.[pt]y*")):
        if file.suffix in {".py", ".typ"}:
            found.update(file.read_bytes())
    for tool in ("typst", "pypdf", "fontpkg-source-serif-4", "noto-cjk-sans-otc"):
        found.update(f"{tool} {installed(tool)}\n".encode())
    return found.hexdigest()


def _read(name: str) -> Made:
    with default_storage.open(name) as file:
        return Made(file.read(), whole=True)


# --- the making ---------------------------------------------------------------------------------


def _pdf(document: Document, addresses: Addresses, niceness: int) -> Made:
    pictures = pictures_of(document, at_most=pdf.PICTURE_WIDTH)
    try:
        content = process.typeset(document, addresses, pictures, niceness=niceness)
    except process.Failed as failure:
        logger.exception("no PDF of %s v%d", document.slug, document.number)
        raise NotMade from failure
    return Made(content, whole=len(pictures) == len(list(document.every_photo())))


def _epub(document: Document, addresses: Addresses, _: int) -> Made:
    pictures = pictures_of(document, at_most=epub.PICTURE_WIDTH)
    content = epub.render(document, addresses, pictures)
    return Made(content, whole=len(pictures) == len(list(document.every_photo())))


_MAKERS: Mapping[str, Callable[[Document, Addresses, int], Made]] = {"pdf": _pdf, "epub": _epub}


def pictures_of(document: Document, *, at_most: int) -> dict[str, bytes]:
    """The widest JPEG of each photo, not wider than ``at_most`` pixels, by the photo's SHA-256.

    A photo whose renditions are being made anew just now is missing. One query.
    """
    photos = {photo.sha256: photo for photo in document.every_photo()}
    if not photos:
        return {}
    rows = Rendition.objects.filter(photo__sha256__in=photos, shape="full", format="jpg")
    found = {}
    for row in rows.select_related("photo"):
        photo = photos[row.photo.sha256]
        if row.width != _widest(photo, at_most):
            continue
        try:
            with row.file.open("rb") as file:
                found[photo.sha256] = file.read()
        except OSError:
            logger.exception("the file of %s, %s, is not in the storage", row, photo.sha256)
    return found


def _widest(photo: Photograph, at_most: int) -> int:
    widths = [width for width, _ in photo.renditions("full")]
    return max((width for width in widths if width <= at_most), default=widths[0])
