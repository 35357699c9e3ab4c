"""A publication's logo and wordmark: drawn anew from what editors upload, and shown.

The upload itself is not kept. What is drawn from it lies in the private storage under its digest;
readers get it while the site's publication shows it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO, Literal

from django.core.files import File
from django.db import transaction

from photos.child import ChildFailed, run_in_child
from photos.inspecting import (
    PictureDamaged,
    PictureRefused,
    PictureTooDemanding,
    inspect_picture,
)
from photos.models import Look, Mark
from photos.storage import StorageFull, keep, refusing_when_full
from publication.default import default_publication
from publication.models import Publication

__all__ = [
    "KINDS",
    "LOOK",
    "Drawn",
    "Kind",
    "MarkTooHeavy",
    "MarkTooSmall",
    "draw",
    "find_mark",
    "keep_mark",
    "show",
    "shown_by",
]

Kind = Literal["logo", "wordmark", "wordmark_dark"]
KINDS: tuple[Kind, ...] = ("logo", "wordmark", "wordmark_dark")
# What a publication is read with where its marks are wanted.
LOOK = tuple(f"look__{kind}" for kind in KINDS)

MOST_BYTES = 5 * 1024 * 1024  # 5 MB
DRAWING_TIME = 20  # seconds of CPU

# Pixels: what a sharp screen needs of the largest a page shows.
LARGEST: dict[Kind, tuple[int, int]] = {
    "logo": (512, 512),
    "wordmark": (1600, 400),
    "wordmark_dark": (1600, 400),
}
LEAST_HEIGHT = 32  # pixels


class MarkTooHeavy(PictureRefused):
    """More bytes than `MOST_BYTES`: export it in the size it is shown in."""

    def __init__(self) -> None:
        super().__init__(
            f"The file has more than {MOST_BYTES // (1024 * 1024)} MB. A logo or wordmark is shown "
            "small: please export it no wider than 1,600 pixels."
        )


class MarkTooSmall(PictureRefused):
    """Too few pixels to be drawn sharply: export it larger."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        super().__init__(
            f"The picture has {width:,} × {height:,} pixels, too few to look sharp or too long and "
            f"low: it must be at least {LEAST_HEIGHT} pixels high when it is at most 1,600 wide."
        )


@dataclass(frozen=True)
class Drawn:
    """A mark that is not kept yet: its two files, and pixels."""

    png: bytes
    webp: bytes
    width: int
    height: int


def draw(file: IO[bytes] | File, *, name: str, kind: Kind) -> Drawn:
    """Judge an upload and draw the mark; raises a PictureRefused or StorageFull. Keeps nothing.

    Takes up to seconds: whoever holds a transaction calls this before it begins.
    """
    with (
        refusing_when_full(),
        NamedTemporaryFile(prefix="upload-") as copy,
        TemporaryDirectory(prefix="mark-") as folder,
    ):
        file.seek(0)
        content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise MarkTooHeavy
        copy.write(content)
        copy.flush()
        inspect_picture(Path(copy.name), name=name)
        width, height = _drawn(copy.name, kind=kind, folder=folder)
        if height < LEAST_HEIGHT:
            raise MarkTooSmall(width, height)
        png, webp = (Path(folder, f"mark.{form}").read_bytes() for form in ("png", "webp"))
    return Drawn(png, webp, width, height)


def keep_mark(drawn: Drawn) -> Mark:
    """The mark's row, with its files on the disk; one drawn before is found. May be StorageFull."""
    png = keep(io.BytesIO(drawn.png), folder="marks", extension="png")
    webp = keep(io.BytesIO(drawn.webp), folder="marks", extension="webp")
    mark, _created = Mark.objects.get_or_create(
        sha256=png.sha256,
        defaults={
            "png": png.name,
            "webp": webp.name,
            "width": drawn.width,
            "height": drawn.height,
        },
    )
    return mark


def show(publication: Publication, **marks: Mark | None) -> Look:
    """Show these marks, by their `Kind`; None takes one down. What nobody shows is forgotten."""
    with transaction.atomic():
        look, _created = Look.objects.get_or_create(publication=publication)
        for kind, mark in marks.items():
            setattr(look, kind, mark)
        if look.wordmark is None:
            look.wordmark_dark = None
        look.save()
        shown = Look.objects.values_list(*(f"{kind}_id" for kind in KINDS))
        Mark.objects.exclude(pk__in={key for row in shown for key in row if key}).delete()
    return look


def shown_by(publication: Publication) -> dict[Kind, Mark | None]:
    """The marks a publication shows. No query if it was read with `LOOK`."""
    look = getattr(publication, "look", None)
    return {kind: getattr(look, kind, None) for kind in KINDS}


def find_mark(sha256: str) -> Mark | None:
    """The mark with this digest, if the site's publication shows it. One query."""
    publication = default_publication(*LOOK)
    shown = shown_by(publication).values() if publication else ()
    return next((mark for mark in shown if mark and mark.sha256 == sha256), None)


def _drawn(path: str, *, kind: Kind, folder: str) -> tuple[int, int]:
    try:
        answer = run_in_child(
            "draw_mark",
            {"path": path, "box": LARGEST[kind], "square": kind == "logo", "folder": folder},
            seconds=DRAWING_TIME,
        )
    except ChildFailed as failure:
        raise PictureDamaged if failure.reason == "crash" else PictureTooDemanding from failure
    if "refused" in answer:
        raise StorageFull
    return answer["width"], answer["height"]
