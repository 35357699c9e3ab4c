"""Outlines and masks of the demonstration's pictures, on a sheet of 1600 × 1000 units."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

__all__ = ["SHEET", "Point", "Stencil", "hills", "peaks"]

SHEET = (1600, 1000)  # units; every coordinate in the scenes is in these
SUPERSAMPLING = 2  # silhouettes are drawn at twice the size, so that their edges are smooth

Point = tuple[float, float]


def hills(
    random: Random, *, base: float, height: float, waves: float = 2.0, rough: float = 0.3
) -> list[Point]:
    """A soft skyline across the sheet: `base` is its mean, `height` its swing, both in units."""
    octaves = [
        (waves * 2**k * random.uniform(0.8, 1.2), rough**k, random.uniform(0, 2 * pi))
        for k in range(5)
    ]
    total = sum(weight for _, weight, _ in octaves)
    line = []
    for x in range(-20, SHEET[0] + 21, 8):
        swing = sum(
            weight * sin(2 * pi * pace * x / SHEET[0] + phase) for pace, weight, phase in octaves
        )
        line.append((float(x), base - height * swing / total))
    return line


def peaks(
    random: Random, *, base: float, height: float, rough: float = 0.55, steps: int = 9
) -> list[Point]:
    """A sharp skyline by midpoint displacement; `rough` near 0.5 is alpine, near 0.3 is worn."""
    line = [random.uniform(-0.4, 0.4), random.uniform(-0.4, 0.4)]
    reach = 1.0
    for _ in range(steps):
        finer = []
        for left, right in pairwise(line):
            finer += [left, (left + right) / 2 + random.uniform(-reach, reach) / 2]
        line = [*finer, line[-1]]
        reach *= rough
    width = SHEET[0] + 40
    return [(-20 + width * i / (len(line) - 1), base - height * y) for i, y in enumerate(line)]


class Stencil:
    """A mask drawn in units and inked once; what is white lets the colour through.

    It remembers where it was drawn on, so that a small thing costs little in a large picture.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._mask = Image.new("L", (size[0] * SUPERSAMPLING, size[1] * SUPERSAMPLING))
        self._draw = ImageDraw.Draw(self._mask)
        self._x = self._mask.width / SHEET[0]
        self._y = self._mask.height / SHEET[1]
        self._drawn: list[float] = []

    def _touch(self, left: float, top: float, right: float, bottom: float) -> None:
        known = self._drawn or [left, top, right, bottom]
        self._drawn = [
            min(known[0], left),
            min(known[1], top),
            max(known[2], right),
            max(known[3], bottom),
        ]

    def _at(self, points: Iterable[Point], margin: float = 1) -> list[Point]:
        placed = [(x * self._x, y * self._y) for x, y in points]
        across, down = [x for x, _ in placed], [y for _, y in placed]
        self._touch(
            min(across) - margin, min(down) - margin, max(across) + margin, max(down) + margin
        )
        return placed

    def shape(self, points: Iterable[Point], tone: int = 255) -> None:
        """A filled polygon."""
        self._draw.polygon(self._at(points), fill=tone)

    def land(self, skyline: Sequence[Point], tone: int = 255) -> None:
        """Everything below a skyline."""
        floor = SHEET[1] + 20.0
        self.shape([*skyline, (skyline[-1][0], floor), (skyline[0][0], floor)], tone)

    def box(self, left: float, top: float, right: float, bottom: float, tone: int = 255) -> None:
        """A rectangle; one too thin to show is left out."""
        (x0, y0), (x1, y1) = self._at([(left, top), (right, bottom)])
        if x1 - x0 >= 1 and y1 - y0 >= 1:
            self._draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=tone)

    def line(self, points: Iterable[Point], width: float = 1.0, tone: int = 255) -> None:
        """A line `width` units thick."""
        thickness = max(1, round(width * self._y))
        self._draw.line(self._at(points, thickness), fill=tone, width=thickness, joint="curve")

    def disc(self, x: float, y: float, radius: float, tone: int = 255, flat: float = 1.0) -> None:
        """A circle, or with `flat` below 1 an ellipse as wide but lower."""
        (cx, cy) = (x * self._x, y * self._y)
        rx, ry = radius * self._y, radius * self._y * flat
        self._touch(cx - rx, cy - ry, cx + rx + 1, cy + ry + 1)
        self._draw.ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=tone)

    def arc(
        self, centre: Point, radius: float, span: tuple[float, float], width: float, tone: int = 255
    ) -> None:
        """Part of a circle; `span` in degrees clockwise from three o'clock."""
        cx, cy, r = centre[0] * self._x, centre[1] * self._y, radius * self._y
        self._touch(cx - r, cy - r, cx + r + 1, cy + r + 1)
        thickness = max(1, round(width * self._y))
        self._draw.arc((cx - r, cy - r, cx + r, cy + r), *span, fill=tone, width=thickness)

    def window(self, blur: float = 0.0) -> tuple[int, int, int, int]:
        """The part of the picture, in its pixels, outside of which the mask is black."""
        if not self._drawn:
            return (0, 0, 0, 0)
        spread = 3 * blur * self._size[1] / SHEET[1] + 1
        left, top, right, bottom = (edge / SUPERSAMPLING for edge in self._drawn)
        return (
            min(self._size[0], max(0, int(left - spread))),
            min(self._size[1], max(0, int(top - spread))),
            max(0, min(self._size[0], int(right + spread) + 1)),
            max(0, min(self._size[1], int(bottom + spread) + 1)),
        )

    def mask(
        self, blur: float = 0.0, window: tuple[int, int, int, int] | None = None
    ) -> Image.Image:
        """The finished mask, or a window of it, softened by `blur` units."""
        part = self._mask
        if window:
            left, top, right, bottom = (edge * SUPERSAMPLING for edge in window)
            part = part.crop((left, top, right, bottom))
        mask = part.reduce(SUPERSAMPLING)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self._size[1] / SHEET[1]))
        return mask
