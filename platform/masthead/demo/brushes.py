"""What the demonstration's pictures are painted with: gradients, silhouettes, light, haze, grain.

Everything is drawn on a sheet of 1600 × 1000 units, whatever the picture's size in pixels, so that
a small proof shows the same composition as the finished picture. Nothing is loaded from disk and
all chance comes from the canvas's own seeded generator: the same name gives the same picture.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageFilter, ImageMath

from masthead.demo.stencils import SHEET, Point, Stencil

__all__ = [
    "Canvas",
    "Stops",
    "above",
    "column",
    "contrast",
    "gradient",
    "mix",
    "outlines",
]

RIM = 180  # Pillow's radial gradient has this value where its circle touches the square's sides

Stops = Sequence[tuple[float, str]]  # (position 0..1, "#rrggbb"), from top to bottom


def gradient(
    size: tuple[int, int], stops: Stops, window: tuple[int, int, int, int] | None = None
) -> Image.Image:
    """An RGB picture that runs from the first colour at the top to the last at the bottom.

    With a window (left, top, right, bottom in pixels) only that part of it is made.
    """
    left, top, right, bottom = window or (0, 0, *size)
    colours = [(at, ImageColor.getrgb(colour)) for at, colour in stops]
    column = bytearray()
    for row in range(top, bottom):
        place = row / max(1, size[1] - 1)
        after = next((i for i, (at, _) in enumerate(colours) if at >= place), len(colours) - 1)
        (start, a), (end, b) = colours[max(0, after - 1)], colours[after]
        share = 0.0 if end <= start else min(1.0, max(0.0, (place - start) / (end - start)))
        column += bytes([round(a[i] + (b[i] - a[i]) * share) for i in (0, 1, 2)])
    strip = Image.frombytes("RGB", (1, bottom - top), bytes(column))
    return strip.resize((right - left, bottom - top), Image.Resampling.NEAREST)


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` of the way from one "#rrggbb" to another."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def contrast(mask: Image.Image, floor: int, gain: float) -> Image.Image:
    """A mask that starts at the value `floor` and rises `gain` times as fast."""
    return mask.point([max(0, min(255, round((v - floor) * gain))) for v in range(256)])


def column(size: tuple[int, int], height: Callable[[float], float]) -> Image.Image:
    """A picture in floating point (mode F) whose value depends on the height alone (0..1000)."""
    rows = array("f", (height(row * SHEET[1] / size[1]) for row in range(size[1])))
    return Image.frombytes("F", (1, size[1]), rows.tobytes()).resize(size)


def above(field: Image.Image, level: float, size: tuple[int, int]) -> Image.Image:
    """Where a field (mode F) rises above a level: a mask of the given size."""
    steep = field.point(lambda value: value * 90 + (128 - level * 90)).convert("L")
    return steep if steep.size == size else steep.resize(size, Image.Resampling.BICUBIC)


def outlines(field: Image.Image, levels: Iterable[float], size: tuple[int, int]) -> Image.Image:
    """The lines along which a field has one of these levels: a mask of the given size."""
    lines = Image.new("L", field.size)
    for level in levels:
        edge = above(field, level, field.size).filter(ImageFilter.FIND_EDGES)
        lines = ImageChops.lighter(lines, edge)
    # The filter leaves the outermost pixels as they were.
    inner = lines.crop((2, 2, field.width - 2, field.height - 2))
    framed = Image.new("L", field.size)
    framed.paste(inner, (2, 2))
    return framed.resize(size, Image.Resampling.BICUBIC)


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
        self,
        stencil: Stencil | Image.Image,
        stops: Stops | str,
        strength: float = 1.0,
        blur: float = 0,
        *,
        within: Stencil | None = None,
    ) -> None:
        """Print a colour, or a gradient over the whole height, through a stencil or a mask.

        `within` leaves out what lies outside of a second stencil.
        """
        if isinstance(stencil, Stencil):
            box = stencil.window(blur)
            if box[0] >= box[2] or box[1] >= box[3]:
                return
            mask = stencil.mask(blur, box)
        else:
            box, mask = (0, 0, *self.size), stencil
        if within:
            mask = ImageChops.multiply(mask, within.mask(window=box))
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        if isinstance(stops, str):
            self.image.paste(ImageColor.getrgb(stops), box, mask)
        else:
            self.image.paste(gradient(self.size, stops, box), box, mask)

    def land(self, skyline: Sequence[Point], stops: Stops, strength: float = 1.0) -> None:
        """Fill below a skyline; the gradient runs from the skyline's highest point to the floor."""
        top = max(0.0, min(y for _, y in skyline)) / SHEET[1]
        stencil = self.stencil()
        stencil.land(skyline)
        self.ink(stencil, [(top + at * (1 - top), colour) for at, colour in stops], strength)

    def glow(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str,
        strength: float = 1.0,
        power: float = 2,
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
            Image.new("RGB", part.size, ImageColor.getrgb(colour)),
            Image.new("RGB", part.size),
            part,
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
        """A bank of mist, densest half-way between two heights and uneven along its length."""
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

    def glitter(
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
        """A path of light on water below a sun or moon at `x`: strokes that widen downwards."""
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

    def field(self, across: int, down: int, octaves: int = 5) -> Image.Image:
        """Smooth noise in floating point (mode F, about 0..255), for contours without steps.

        Half the size of the picture in each direction.
        """
        half = (max(2, self.size[0] // 2), max(2, self.size[1] // 2))
        weights = (1.0, 0.5, 0.25, 0.1, 0.05)[:octaves]
        layers = {}
        for octave, weight in enumerate(weights):
            cells = (across * 2**octave, down * 2**octave)
            noise = Image.frombytes("L", cells, self.random.randbytes(cells[0] * cells[1]))
            noise = noise.convert("F").resize(half, Image.Resampling.BICUBIC)
            share = weight / sum(weights)
            layers[f"octave{octave}"] = noise.point(lambda value, share=share: value * share + 0)
        return ImageMath.lambda_eval(lambda at: sum(at[name] for name in layers), **layers)

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
