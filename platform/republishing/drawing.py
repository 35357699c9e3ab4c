"""The picture of an article that networks show: title, authors, publication, photo and credit.

1200 × 630 pixels. Knows no database: it is given the words and an opened photo.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from photos.stamping import Stamp, exif_block, iptc_segment, xmp_packet
from renderings.languages import direction
from renderings.social import PICTURE_SIZE
from republishing.lettering import Lettering, can_set, without_signs
from republishing.lines import broken, fitted

__all__ = ["PANEL", "RECIPE", "Shown", "Words", "draw"]

# Raise it when the drawing changes: then pictures are drawn anew.
RECIPE = 1

WIDTH, HEIGHT = PICTURE_SIZE
LARGEST_FILE = 300_000  # bytes: more is not shown by every network
QUALITIES = (90, 82, 72, 60)

PAPER, INK, QUIET, RULE, ACCENT, SEAL = (
    "#fbfaf6", "#1f1d19", "#5d584e", "#d8d2c3", "#14495c", "#9a2b1c",
)  # fmt: skip

MARGIN = 64  # pixels, as all below
PHOTO_WIDTH = 500
PANEL = (PHOTO_WIDTH, HEIGHT)
GAP = 44
NAME_BASELINE, RULE_TOP = 92, 118
EYEBROW_BASELINE = 174
TITLE_TOP, TITLE_BOTTOM = 202, 496
AUTHORS_BASELINE, AUTHORS_STEP = 574, 36
TITLE_SIZES = (112, 102, 92, 84, 76, 69, 62, 56, 50, 45, 41, 37, 34)
LARGEST_TITLE_BESIDE_PHOTO = 76
LEADING = 1.13
LONGEST = 400  # characters: of more, not all could be read
CREDIT_SIZE, CREDIT_STEP, CREDIT_PADDING = 18, 24, 12


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says. ``eyebrow`` stands over the title, warning if ``alarm``."""

    language: str
    publication: str
    eyebrow: str
    title: str
    authors: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo to show a part of: ``focal`` in percent of width and height stays in sight.

    ``credit`` is the line as printed, ``stamp`` what is written into the file.
    """

    image: Image.Image
    credit: str
    focal: tuple[int, int]
    stamp: Stamp


def draw(words: Words, photo: Shown | None) -> bytes:
    """JPEG, not larger than ``LARGEST_FILE``."""
    picture = Image.new("RGB", PICTURE_SIZE, PAPER)
    page = _Page(words, ImageDraw.Draw(picture), beside_photo=photo is not None)
    page.set_name()
    page.set_eyebrow()
    page.set_title()
    page.set_authors()
    if photo:
        left = 0 if page.from_right else WIDTH - PHOTO_WIDTH
        picture.paste(_part(photo), (left, 0))
        picture = _credited(picture, photo.credit, words.language, left)
    return _encoded(picture, photo.stamp if photo else None)


class _Page:
    """The words, in a column beside the photo or across the whole; mirrored from right to left."""

    def __init__(self, words: Words, canvas: ImageDraw.ImageDraw, *, beside_photo: bool) -> None:
        self.words, self.canvas, self.beside_photo = words, canvas, beside_photo
        self.from_right = direction(words.language) == "rtl"
        taken = PHOTO_WIDTH + GAP - MARGIN if beside_photo else 0
        self.width = WIDTH - 2 * MARGIN - taken
        self.left = MARGIN + (taken if self.from_right else 0)

    def set_name(self) -> None:
        """The publication, over the double rule that stands at the head of every page."""
        lettering = self._fitting(self.words.publication, range(36, 21, -2), 600)
        for line in self._lines(self.words.publication, lettering, 1):
            self._put(line, lettering, NAME_BASELINE, INK)
        for top, thickness in ((RULE_TOP, 1), (RULE_TOP + 4, 1)):
            box = (self.left, top, self.left + self.width, top + thickness - 1)
            self.canvas.rectangle(box, fill=INK)

    def set_eyebrow(self) -> None:
        lettering = Lettering(self.words.language, 25, 600 if self.words.alarm else 400)
        colour = SEAL if self.words.alarm else ACCENT
        for line in self._lines(self.words.eyebrow, lettering, 1):
            self._put(line, lettering, EYEBROW_BASELINE, colour)

    def set_title(self) -> None:
        """As large as it fits; the longest of all ends with an ellipsis."""
        text = _settable(self.words.title)
        if not text:
            return
        room = TITLE_BOTTOM - TITLE_TOP
        for size in self._title_sizes(text):
            lettering = Lettering(self.words.language, size, 600)
            lines = broken(text, lettering.width, self.width)
            fits = all(lettering.width(line) <= self.width for line in lines)
            if fits and len(lines) * size * LEADING <= room:
                break
        else:
            lines = fitted(text, lettering.width, self.width, int(room / (size * LEADING)))
        for place, line in enumerate(lines):
            baseline = TITLE_TOP + size * 0.86 + place * size * LEADING
            self._put(line, lettering, baseline, INK)

    def _title_sizes(self, text: str) -> list[int]:
        """Those that have any hope to fit, largest first, and the smallest in any case."""
        largest = LARGEST_TITLE_BESIDE_PHOTO if self.beside_photo else TITLE_SIZES[0]
        *sizes, smallest = (each for each in TITLE_SIZES if each <= largest)
        each_pixel = Lettering(self.words.language, smallest, 600).width(text) / smallest
        room = TITLE_BOTTOM - TITLE_TOP
        hopeful = [
            size
            for size in sizes
            # Sizes of a variable font are not quite proportional.
            if 0.8 * each_pixel * size <= self.width * int(room / (size * LEADING))
        ]
        return [*hopeful, smallest]

    def set_authors(self) -> None:
        lettering = Lettering(self.words.language, 28)
        lines = self._lines(self.words.authors, lettering, 2)
        for place, line in enumerate(reversed(lines)):
            self._put(line, lettering, AUTHORS_BASELINE - place * AUTHORS_STEP, QUIET)

    def _fitting(self, text: str, sizes: range, weight: int) -> Lettering:
        each = [Lettering(self.words.language, size, weight) for size in sizes]
        said = _settable(text)
        return next((one for one in each if one.width(said) <= self.width), each[-1])

    def _lines(self, text: str, lettering: Lettering, most: int) -> list[str]:
        said = _settable(text)
        return fitted(said, lettering.width, self.width, most) if said else []

    def _put(self, line: str, lettering: Lettering, baseline: float, colour: str) -> None:
        x = self.left + self.width if self.from_right else self.left
        lettering.draw(self.canvas, (x, baseline), line, colour, from_right=self.from_right)


def _settable(text: str) -> str:
    """As much of a text as a picture can show; nothing of one that no font has the letters of."""
    said = text[:LONGEST]
    return without_signs(said) if can_set(said) else ""


def _part(photo: Shown) -> Image.Image:
    """The part of the photo in the panel's shape, around its focal point."""
    image = photo.image
    across = min(image.width, round(image.height * PHOTO_WIDTH / HEIGHT))
    down = min(image.height, round(image.width * HEIGHT / PHOTO_WIDTH))
    left = round((image.width - across) * photo.focal[0] / 100)
    top = round((image.height - down) * photo.focal[1] / 100)
    box = (left, top, left + across, top + down)
    part = image.convert("RGB")
    return part.resize((PHOTO_WIDTH, HEIGHT), Image.Resampling.LANCZOS, box, reducing_gap=3.0)


def _credited(picture: Image.Image, credit: str, language: str, left: int) -> Image.Image:
    """The credit on a dark strip at the photo's foot."""
    lettering = Lettering(language, CREDIT_SIZE)
    text = _settable(credit)
    if not text:
        return picture
    lines = fitted(text, lettering.width, PHOTO_WIDTH - 2 * CREDIT_PADDING - 8, 3)
    top = HEIGHT - len(lines) * CREDIT_STEP - 2 * CREDIT_PADDING + 4
    strip = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    canvas = ImageDraw.Draw(strip)
    canvas.rectangle((left, top, left + PHOTO_WIDTH, HEIGHT), fill=(0, 0, 0, 176))
    for place, line in enumerate(lines):
        baseline = top + CREDIT_PADDING + CREDIT_SIZE - 4 + place * CREDIT_STEP
        lettering.draw(canvas, (left + CREDIT_PADDING + 4, baseline), line, "#ffffff")
    return Image.alpha_composite(picture.convert("RGBA"), strip).convert("RGB")


def _encoded(picture: Image.Image, stamp: Stamp | None) -> bytes:
    metadata = (
        {"xmp": xmp_packet(stamp), "exif": exif_block(stamp), "extra": iptc_segment(stamp)}
        if stamp
        else {}
    )
    for quality in QUALITIES:
        target = io.BytesIO()
        # Colour at full resolution: coloured letters would blur.
        picture.save(
            target,
            "JPEG",
            quality=quality,
            subsampling=0,
            progressive=True,
            optimize=True,
            **metadata,
        )
        if target.tell() <= LARGEST_FILE:
            break
    return target.getvalue()
