"""The pictures a manuscript holds, brought into the photo library and placed in its body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from django.core.files import File
from django.db import DataError
from django.db.models import ProtectedError

from articles import body
from articles.body.blocks import Block, Figure, Paragraph
from articles.body.reading import read
from articles.body.writing import write
from articles.importing.manuscript import Enclosed, Findings, Manuscript
from photos.inspecting import PictureRefused
from photos.models import Photo
from photos.storage import StorageFull
from photos.uploading import DuplicatePhoto, store_photo

__all__ = ["Picture", "Tell", "nobody", "pictures_of", "with_photos"]

Tell = Callable[[int, str], None]  # hears hundredths done, and what is being done

# Progress while the pictures are looked at.
_FROM, _TO = 40, 95


@dataclass(frozen=True)
class Picture:
    """The lead photo that comes with a manuscript. ``name`` is its file's name."""

    file: File
    name: str
    alt_text: str = ""


def nobody(hundredths: int, doing: str) -> None:
    """Nobody waits to be told."""


@contextmanager
def pictures_of(
    manuscript: Manuscript, brought: Picture | None, found: Findings, tell: Tell
) -> Iterator[dict[int, Photo]]:
    """The photos of the library that the pictures became, by the body's numbers; 0 is the lead.

    Each is stored by itself before anything is locked; whoever is killed meanwhile finds them
    again as duplicates. Those that came new go again if the file is refused after all. A picture
    that was ``brought`` along and is refused raises a PictureRefused; a full disk, StorageFull.
    """
    photos: dict[int, Photo] = {}
    new: list[Photo] = []
    try:
        if brought:
            photos[0] = _lead_brought(brought, manuscript, found, new)
        enclosed = [each for each in manuscript.pictures if each.number not in photos]
        for index, each in enumerate(enclosed, start=1):
            done = _FROM + (_TO - _FROM) * (index - 1) // len(enclosed)
            tell(done, f"Picture {index} of {len(enclosed)}")
            if photo := _enclosed(each, manuscript, found, new):
                photos[each.number] = photo
        yield photos
    except (PictureRefused, StorageFull, DataError):
        for photo in new:
            with suppress(ProtectedError):  # somebody placed it meanwhile
                photo.delete()
        raise


def _lead_brought(
    brought: Picture, manuscript: Manuscript, found: Findings, new: list[Photo]
) -> Photo:
    alt = brought.alt_text or manuscript.photo_alt
    try:
        photo = _stored(
            brought.file, brought.name, new, alt_text=alt, credit_line=manuscript.photo_credit,
            caption=manuscript.photo_caption,
        )  # fmt: skip
    except DuplicatePhoto as error:
        found.recognise("lead_photo", brought.name, "brought along, the library had it")
        return error.photo
    found.recognise("lead_photo", brought.name, "brought along, now in the library")
    return photo


def _enclosed(
    each: Enclosed, manuscript: Manuscript, found: Findings, new: list[Photo]
) -> Photo | None:
    """The library's photo of a picture in the file; ``None`` if the library refuses it."""
    is_lead = each.number == 0
    credit = (each.credit or manuscript.photo_credit) if is_lead else each.credit
    caption = manuscript.photo_caption if is_lead else ""
    try:
        with each.path.open("rb") as file:
            photo = _stored(
                File(file), each.name, new, alt_text=each.alt, credit_line=credit, caption=caption
            )
    except DuplicatePhoto as error:
        found.recognise("picture", each.name, "enclosed; the library had it")
        return error.photo
    except PictureRefused as error:
        found.object_to(f"The picture “{each.name}” isn't kept.", str(error))
        return None
    found.recognise("picture", each.name, "enclosed, now in the library")
    if not photo.credit_line:
        found.miss("credit", f"Nobody is named for the picture “{each.name}”.")
    if not photo.alt_text and not is_lead:
        found.miss("alt_text", f"What the picture “{each.name}” shows, for who cannot see it.")
    return photo


def _stored(file: File, name: str, new: list[Photo], **fields: Any) -> Photo:
    """``fields`` are texts, cut where the library's are shorter."""
    fitting = {
        key: text[: getattr(Photo._meta.get_field(key), "max_length", None)]
        for key, text in fields.items()
    }
    photo = store_photo(file, name=name, **fitting)
    new.append(photo)
    return photo


def with_photos(manuscript: Manuscript, photos: Mapping[int, Photo]) -> Manuscript:
    """The manuscript whose body names photos of the library; of others their captions stay."""
    if not manuscript.pictures:
        return manuscript
    blocks = (_placed(block, photos) for block in read(manuscript.body_html))
    html = write(block for block in blocks if block is not None)
    return replace(manuscript, body_html=body.clean(html))


def _placed(block: Block, photos: Mapping[int, Photo]) -> Block | None:
    if not isinstance(block, Figure):
        return block
    if photo := photos.get(block.photo):
        return replace(block, photo=photo.pk)
    return Paragraph(block.caption) if block.caption else None
