"""What the demonstration's pictures are painted with: gradients, silhouettes, light, haze and grain.

Everything is drawn on a sheet of 1600 × 1000 units, whatever the picture's size in pixels, so that a
small proof shows the same composition as the finished picture. Nothing is loaded from disk and all
chance comes from the canvas's own seeded generator: the same name gives the same picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi, sin
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageMath

__all__ = ["SHEET", "Canvas", "Point", "Stencil", "Stops", "contrast", "gradient", "hills", "peaks"]

SHEET = (1600, 1000)  # units; every coordinate in the scenes is in these
RIM = 180  # Pillow's radial gradient has this value where its circle touches the square's sides
SUPERSAMPLING = 2  # silhouettes are drawn at twice the size, so that their edges are smooth

Point = tuple[float, float]
Stops = Sequence[tuple[float, str]]  # (position 0..1, "#rrggbb"), from top to bottom


def gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    """An RGB picture that runs from the first colour at the top to the last at the bottom."""
    column = bytearray()
    height = size[1]
    colours = [(at, ImageColor.getrgb(colour)) for at, colour in stops]
    for row in range(height):
        place = row / max(1, height - 1)
        after = next((i for i, (at, _) in enumerate(colours) if at >= place), len(colours) - 1)
        before = max(0, after - 1)
        (start, a), (end, b) = colours[before], colours[after]
        share = 0.0 if end <= start else min(1.0, max(0.0, (place - start) / (end - start)))
        column += bytes(round(a[i] + (b[i] - a[i]) * share) for i in range(3))
    return Image.frombytes("RGB", (1, height), bytes(column)).resize(size, Image.Resampling.NEAREST)


def contrast(mask: Image.Image, floor: int, gain: float) -> Image.Image:
    """A mask that starts at the value `floor` and rises `gain` times as fast."""
    return mask.point([max(0, min(255, round((v - floor) * gain))) for v in range(256)])


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
        for left, right in zip(line, line[1:], strict=False):
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
        """The finished mask at the picture's size (or the window of it), softened by `blur` units."""
        part = self._mask
        if window:
            left, top, right, bottom = (edge * SUPERSAMPLING for edge in window)
            part = part.crop((left, top, right, bottom))
        mask = part.reduce(SUPERSAMPLING)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self._size[1] / SHEET[1]))
        return mask


@dataclass
class Canvas:
    """A picture in the making."""

    image: Image.Image
    random: Random

    @classmethod
    def blank(cls, size: tuple[int, int], seed: str, stops: Stops) -> "Canvas":
        """A canvas primed with a gradient."""
        return cls(gradient(size, stops), Random(seed))  # noqa: S311 - chance for the eye only

    @property
    def size(self) -> tuple[int, int]:
        """In pixels."""
        return self.image.size

    def stencil(self) -> Stencil:
        """An empty mask of this canvas's size."""
        return Stencil(self.size)

    def ink(
        self, stencil: Stencil | Image.Image, stops: Stops | str, strength: float = 1.0, blur: float = 0
    ) -> None:
        """Print a colour, or a gradient over the whole height, through a stencil or a mask."""
        if isinstance(stencil, Stencil):
            box = stencil.window(blur)
            if box[0] >= box[2] or box[1] >= box[3]:
                return
            mask = stencil.mask(blur, box)
        else:
            box, mask = (0, 0, *self.size), stencil
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        if isinstance(stops, str):
            self.image.paste(ImageColor.getrgb(stops), box, mask)
        else:
            self.image.paste(gradient(self.size, stops).crop(box), box, mask)

    def land(self, skyline: Sequence[Point], stops: Stops, strength: float = 1.0) -> None:
        """Fill below a skyline; the gradient runs from the skyline's highest point to the floor."""
        top = max(0.0, min(y for _, y in skyline)) / SHEET[1]
        stencil = self.stencil()
        stencil.land(skyline)
        self.ink(stencil, [(top + at * (1 - top), colour) for at, colour in stops], strength)

    def glow(
        self, x: float, y: float, radius: float, colour: str, strength: float = 1.0, power: float = 2
    ) -> None:
        """Add light around a point, falling to nothing at `radius` units."""
        scale = self.size[1] / SHEET[1]
        reach = max(1, round(radius * scale))
        fall = Image.radial_gradient("L").point(
            [round(255 * strength * max(0.0, 1 - v / RIM) ** power) for v in range(256)]
        )
        fall = fall.resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
        corner = (round(x * self.size[0] / SHEET[0]) - reach, round(y * scale) - reach)
        light = Image.new("L", self.size)
        light.paste(fall, corner)
        self.shine(light, colour)

    def shine(self, light: Image.Image, colour: str) -> None:
        """Screen a colour through a mask: brightens, never darkens."""
        box = light.getbbox()
        if box is None:
            return
        part = light.crop(box)
        tint = Image.composite(
            Image.new("RGB", part.size, ImageColor.getrgb(colour)), Image.new("RGB", part.size), part
        )
        self.image.paste(ImageChops.screen(self.image.crop(box), tint), box[:2])

    def clouds(self, across: int, down: int, octaves: int = 4) -> Image.Image:
        """Soft noise, 0..255: `across` × `down` cells in the first octave, doubled in each next."""
        total = Image.new("L", self.size, 128)
        small = (max(2, self.size[0] // 4), max(2, self.size[1] // 4))
        for octave in range(octaves):
            cells = (max(2, across * 2**octave), max(2, down * 2**octave))
            noise = Image.frombytes("L", cells, self.random.randbytes(cells[0] * cells[1]))
            noise = noise.resize(small, Image.Resampling.BICUBIC)
            weight = 0.5 ** (octave + 1)
            total = noise if octave == 0 else Image.blend(total, noise, weight)
        return total.resize(self.size, Image.Resampling.BICUBIC)

    def haze(self, top: float, bottom: float, colour: str, strength: float = 0.6) -> None:
        """A bank of mist, densest half-way between two heights (units) and uneven along its length."""
        middle = (top + bottom) / 2 / SHEET[1]
        band = gradient(
            self.size,
            [
                (0, "#000000"),
                (top / SHEET[1], "#000000"),
                (middle, "#ffffff"),
                (bottom / SHEET[1], "#000000"),
                (1, "#000000"),
            ],
        ).getchannel(0)
        drift = self.clouds(4, 3, 3).point([min(255, 90 + v) for v in range(256)])
        self.ink(ImageChops.multiply(band, drift), colour, strength)

    def reflect(
        self, horizon: float, tint: Stops, strength: float, ripple: float = 16, smear: float = 4
    ) -> None:
        """Mirror what stands above the horizon into the water below it.

        `ripple` is how far the mirror sways sideways near the viewer and `smear` how far it runs
        downwards, both in units.
        """
        width, height = self.size
        edge = round(horizon * height / SHEET[1])
        depth = height - edge
        margin = round(width * 2.5 * ripple / SHEET[0])
        mirror = self.image.crop((0, max(0, edge - depth), width, edge))
        mirror = mirror.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirror = mirror.resize((width + 2 * margin, depth))  # so that no ripple shows an edge
        mesh = self._ripples(width, depth, ripple, margin)
        mirror = mirror.transform((width, depth), Image.Transform.MESH, mesh)
        blur = (width / 600, max(1, smear * height / SHEET[1]))
        water = gradient((width, depth), tint)
        self.image.paste(
            Image.blend(mirror.filter(ImageFilter.BoxBlur(blur)), water, 1 - strength), (0, edge)
        )

    def _ripples(self, width: int, depth: int, ripple: float, margin: int) -> list[tuple]:
        strips, y, sway = [], 0, 0.0
        scale = width / SHEET[0]
        while y < depth:
            low = min(depth, y + max(2, round((1 + 4 * y / depth) * scale)))
            sway = 0.6 * sway + self.random.uniform(-ripple, ripple) * scale
            left = margin + sway * (0.1 + 0.9 * y / depth)
            strips.append(
                ((0, y, width, low), (left, y, left, low, left + width, low, left + width, y))
            )
            y = low
        return strips

    def glitter(  # noqa: PLR0913 - the shape of a path of light has that many numbers
        self,
        x: float,
        horizon: float,
        colour: str,
        *,
        count: int = 420,
        spread: float = 160,
        strength: float = 0.8,
        floor: float = 1000,
    ) -> None:
        """A path of light on water below a sun or moon at `x`: short strokes, wider further down."""
        stencil = self.stencil()
        for _ in range(count):
            # Denser far off, where the strokes are short.
            near = self.random.random() ** 1.6
            y = horizon + 3 + near * (floor - horizon)
            centre = x + self.random.gauss(0, (0.12 + near) * spread / 1.6)
            half = (4 + 46 * near) * self.random.uniform(0.4, 1)
            fade = 1 - min(1.0, abs(centre - x) / (spread * (0.3 + 1.4 * near)))
            stencil.disc(centre, y, half, tone=round(255 * fade), flat=0.05 + 0.02 * near)
        self.ink(stencil, colour, strength, blur=0.6)

    def orb(self, x: float, y: float, radius: float, stops: Stops | str, blur: float = 1) -> None:
        """A sun or a moon."""
        stencil = self.stencil()
        stencil.disc(x, y, radius)
        self.ink(stencil, stops, blur=blur)

    def wisps(self, down: int, floor: int, stops: Stops | str, strength: float) -> None:
        """Long thin clouds, `down` of them over the height; a higher `floor` leaves fewer."""
        self.ink(contrast(self.clouds(2, down, 4), floor, 4), stops, strength)

    def field(self, across: int, down: int) -> Image.Image:
        """Smooth noise in floating point (mode F, about 0..255), for contours without steps."""
        octaves = {}
        for octave, weight in zip("abcde", (1.0, 0.5, 0.25, 0.1, 0.05), strict=True):
            factor = 2 ** "abcde".index(octave)
            cells = (across * factor, down * factor)
            noise = Image.frombytes("L", cells, self.random.randbytes(cells[0] * cells[1]))
            small = (max(2, self.size[0] // 3), max(2, self.size[1] // 3))
            noise = noise.convert("F").resize(small, Image.Resampling.BICUBIC)
            octaves[octave] = noise.point(lambda value, weight=weight: value * (weight / 1.9) + 0)
        total = ImageMath.lambda_eval(
            lambda names: names["a"] + names["b"] + names["c"] + names["d"] + names["e"], **octaves
        )
        return total.resize(self.size, Image.Resampling.BICUBIC)

    def vignette(self, strength: float = 0.35, colour: str = "#000000") -> None:
        """Darken the corners a little, so that the eye stays inside."""
        fall = Image.radial_gradient("L").point(
            [round(255 * strength * (max(0, v - 110) / 145) ** 2) for v in range(256)]
        )
        self.ink(fall.resize(self.size, Image.Resampling.BICUBIC), colour)

    def grain(self, amount: float = 5) -> None:
        """Film grain of ± `amount` levels: hides the steps of wide gradients."""
        half = (self.size[0] * 2 // 3, self.size[1] * 2 // 3)
        noise = Image.frombytes("L", half, self.random.randbytes(half[0] * half[1]))
        noise = noise.point([round(128 + (v - 127.5) / 127.5 * amount) for v in range(256)])
        noise = noise.resize(self.size, Image.Resampling.BILINEAR)
        layer = Image.merge("RGB", (noise, noise, noise))
        self.image = ImageChops.add(self.image, layer, 1, -128)
