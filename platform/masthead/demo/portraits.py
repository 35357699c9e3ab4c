"""The demonstration's portraits: calm, faceless figures built from a few shapes and one light.

Invented authors should not be given a real person's face, and a machine's idea of a face is worse.
"""

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops

from masthead.demo.brushes import Canvas, contrast, mix
from masthead.demo.stencils import SHEET, Point, Stencil

__all__ = ["portrait"]

CENTRE = SHEET[0] / 2
HEAD = (CENTRE, 392.0)

# Background, the disc behind the head, the coat.
PALETTES = (
    ("#1f4e5f", "#e8a87c", "#f2e3c9"),
    ("#e9c9a3", "#c2593f", "#2b3a55"),
    ("#5b7f77", "#f0d9a8", "#2a2f4a"),
    ("#c9d6cf", "#e4956a", "#31556b"),
    ("#3a3a63", "#d98a8a", "#e9dfd0"),
    ("#efd9c0", "#6f9a94", "#7a3b45"),
    ("#8a4b4f", "#f0b88c", "#22384a"),
    ("#b9c7a8", "#f3e6c4", "#3d5a4c"),
    ("#26445c", "#8fc1b5", "#d9a05b"),
    ("#d8b4a0", "#f6ead7", "#4a3f63"),
    ("#46655e", "#e3c16f", "#efe6d6"),
    ("#c98f6b", "#2f4a5f", "#f0e2cc"),
)
SKINS = ("#f0c9a8", "#e4b38c", "#cf9670", "#b57a54", "#8f5a3c", "#6e432e")
HAIRS = ("#1b1a22", "#2b2024", "#3d2b26", "#5a4a45", "#8d8a8c", "#d6d1c8")
STYLES = ("crop", "parted", "bob", "long", "bun", "curls", "bald", "scarf")
# Pieces of each collar: what it is cut from ("dark", "light", "coat" or a colour), and its outline,
# from the middle of the figure and from the top of the sheet.
COLLARS: dict[str, tuple[tuple[str, tuple[Point, ...]], ...]] = {
    "lapels": (
        ("dark", ((-84, 652), (-150, 700), (-176, 800), (-120, 806), (-2, 980), (-22, 830))),
        ("darker", ((84, 652), (150, 700), (176, 800), (120, 806), (2, 980), (22, 830))),
        ("#f8f4ea", ((-82, 646), (-62, 640), (-2, 735), (-46, 772))),
        ("#e6dfd2", ((82, 646), (62, 640), (2, 735), (46, 772))),
    ),
    "open": (
        ("light", ((-74, 632), (-112, 660), (-122, 742), (-40, 800), (-8, 840))),
        ("lighter", ((74, 632), (112, 660), (122, 742), (40, 800), (8, 840))),
    ),
    "shawl": (
        ("light", ((-80, 630), (-210, 730), (-300, 1010), (-60, 1010), (12, 890), (-24, 830))),
        ("lighter", ((80, 630), (190, 720), (260, 1010), (-40, 1010), (4, 880), (40, 800))),
    ),
    "roll": (("coat", ((-86, 600), (86, 600), (104, 720), (0, 760), (-104, 720))),),
    "round": (),
}
# The hair that frames the forehead, from the middle of the head.
FRINGES: dict[str, tuple[Point, ...]] = {
    "crop": (
        *((-140, -12), (-146, -92), (-104, -176), (-20, -204), (74, -194), (136, -132)),
        *((142, -12), (122, -84), (60, -116), (-66, -112), (-120, -78)),
    ),
    "parted": (
        *((-140, -6), (-150, -110), (-96, -196), (30, -218), (122, -180), (152, -96), (140, -6)),
        *((122, -76), (92, -120), (-20, -124), (-76, -148), (-124, -76)),
    ),
    "bob": (
        *((-178, 60), (-176, -96), (-118, -190), (0, -222), (118, -190), (176, -96), (178, 60)),
        *((134, 30), (122, -60), (30, -148), (-34, -150), (-122, -56), (-134, 30)),
    ),
    "bun": (
        *((-142, -4), (-150, -96), (-100, -186), (0, -212), (100, -186), (150, -96), (142, -4)),
        *((124, -74), (50, -138), (-60, -132), (-126, -66)),
    ),
}
FRINGES["long"] = FRINGES["bob"]
OPENING = {"open": 840, "lapels": 930, "shawl": 880}  # how far down the coat stands open


@dataclass(frozen=True)
class Sitter:
    """Who sits for a portrait: indices into the tables above, and names of shapes."""

    palette: int
    skin: int
    hair: int
    style: str
    collar: str
    glasses: bool = False
    beard: bool = False


SITTERS = {
    "Meera Vasudevan-Holt": Sitter(0, 3, 4, "bun", "shawl", glasses=True),
    "Tomas Aldecoa": Sitter(1, 2, 0, "parted", "open", beard=True),
    "Gwak Haneul": Sitter(2, 0, 0, "bob", "round", glasses=True),
    "Trịnh Hoài Vy": Sitter(5, 1, 1, "long", "roll"),
    "Bae Minseo": Sitter(3, 0, 1, "crop", "lapels", glasses=True),
    "Ana Vailea Reed": Sitter(8, 3, 2, "curls", "open"),
    "Farah Idzwan": Sitter(4, 2, 0, "scarf", "round"),
    "Callum Ferris-Osei": Sitter(6, 5, 0, "crop", "roll", beard=True),
    "Iskandar Wirajaya": Sitter(7, 3, 4, "parted", "open", glasses=True),
    "Mizushima Rei": Sitter(9, 0, 0, "bun", "lapels"),
    "Anand Kuttiparambil": Sitter(10, 4, 5, "bald", "lapels", glasses=True, beard=True),
    "Ganzorig Temuulen": Sitter(11, 1, 1, "long", "shawl"),
}


def portrait(name: str, size: int) -> Image.Image:
    """A square RGB portrait; a name that has no sitter gets one by lot, always the same."""
    sitter = SITTERS.get(name) or _by_lot(Random(f"sitter {name}"))  # noqa: S311 - for the eye only
    ground, disc, coat = PALETTES[sitter.palette]
    # Painted on the whole sheet, of which the middle square is kept.
    whole = (round(size * SHEET[0] / SHEET[1]), size)
    canvas = Canvas.blank(
        whole, name, [(0, mix(ground, "#ffffff", 0.10)), (1, mix(ground, "#000000", 0.14))]
    )
    _behind(canvas, disc)
    _hair_behind(canvas, sitter)
    _coat(canvas, sitter, coat)
    _head(canvas, sitter)
    _hair(canvas, sitter)
    if sitter.style == "scarf":
        _scarf(canvas, coat)
    canvas.glow(CENTRE - 260, 180, 800, "#fff2dc", 0.16, 1.8)
    canvas.vignette(0.22, "#0c0c18")
    canvas.grain(4)
    left = (whole[0] - size) // 2
    return canvas.image.crop((left, 0, left + size, size))


def _by_lot(random: Random) -> Sitter:
    style = random.choice(STYLES)
    return Sitter(
        palette=random.randrange(len(PALETTES)),
        skin=random.randrange(len(SKINS)),
        hair=random.randrange(len(HAIRS)),
        style=style,
        collar=random.choice(tuple(COLLARS)),
        glasses=random.random() < 0.35,
        beard=style in ("crop", "parted", "bald") and random.random() < 0.4,
    )


def _behind(canvas: Canvas, colour: str) -> None:
    """A low sun behind the sitter, cut by one or two bars of cloud."""
    random = canvas.random
    disc = canvas.stencil()
    disc.disc(CENTRE + random.uniform(-70, 70), 400, 330)
    for _ in range(random.choice([1, 2, 3])):
        y = random.uniform(300, 640)
        disc.box(0, y, 1600, y + random.uniform(5, 18), 0)
    canvas.ink(disc, [(0, mix(colour, "#ffffff", 0.16)), (0.75, colour)])


def _ellipse(canvas: Canvas, x: float, y: float, wide: float, tall: float) -> Stencil:
    stencil = canvas.stencil()
    stencil.disc(x, y, wide, flat=tall / wide)
    return stencil


def _coat(canvas: Canvas, sitter: Sitter, coat: str) -> None:
    dark, light = mix(coat, "#10101c", 0.35), mix(coat, "#ffffff", 0.3)
    tones = {
        "dark": dark,
        "darker": mix(dark, "#000000", 0.2),
        "light": light,
        "lighter": mix(light, dark, 0.28),
        "coat": mix(coat, "#ffffff", 0.14),
    }
    skin = SKINS[sitter.skin]
    shoulders = _ellipse(canvas, CENTRE, 1040, 400, 350)
    canvas.ink(shoulders, [(0.66, mix(coat, "#ffffff", 0.08)), (1, mix(coat, "#10101c", 0.22))])
    shade = _ellipse(canvas, CENTRE + 250, 1060, 330, 340)
    canvas.ink(shade, dark, 0.45, 30, within=shoulders)
    if sitter.collar in OPENING:
        chest = canvas.stencil()
        depth = OPENING[sitter.collar]
        chest.shape([(CENTRE - 92, 640), (CENTRE + 92, 640), (CENTRE + 4, depth)])
        canvas.ink(chest, light if sitter.collar == "lapels" else mix(skin, "#5a2a1c", 0.12))
    neck = canvas.stencil()
    neck.shape(
        [
            (CENTRE - 66, 480),
            (CENTRE + 66, 480),
            (CENTRE + 74, 690),
            (CENTRE, 735),
            (CENTRE - 74, 690),
        ]
    )
    canvas.ink(neck, mix(skin, "#4a2418", 0.16))
    shadow = _ellipse(canvas, CENTRE + 14, 540, 120, 96)
    canvas.ink(shadow, mix(skin, "#3a1a14", 0.42), 0.7, 8, within=neck)
    _collar(canvas, sitter.collar, tones)


def _collar(canvas: Canvas, collar: str, tones: dict[str, str]) -> None:
    for tone, outline in COLLARS[collar]:
        piece = canvas.stencil()
        piece.shape([(CENTRE + dx, y) for dx, y in outline])
        canvas.ink(piece, tones.get(tone, tone))
    if collar == "roll":
        fold = canvas.stencil()
        fold.line([(CENTRE + dx, y) for dx, y in ((-90, 640), (-40, 668), (40, 668), (90, 640))], 5)
        canvas.ink(fold, tones["dark"], 0.5)
    if collar == "round":
        ring = canvas.stencil()
        ring.arc((CENTRE, 640), 112, (20, 160), 16)
        canvas.ink(ring, tones["light"])


def _head(canvas: Canvas, sitter: Sitter) -> None:
    skin, (x, y) = SKINS[sitter.skin], HEAD
    ears = canvas.stencil()
    for side in (-1, 1):
        ears.disc(x + side * 133, y + 18, 24, flat=1.5)
    canvas.ink(ears, mix(skin, "#5a2a1c", 0.14))
    face = canvas.stencil()
    face.disc(x, y - 26, 134, flat=1.12)
    face.shape(_mirrored((134, -30), (122, 70), (84, 138), (34, 172)))
    mask = contrast(face.mask(7), 96, 4)
    canvas.ink(mask, [(0.2, mix(skin, "#ffffff", 0.10)), (0.6, skin)])
    # The far side lies in the shade, and with it the nose: all the features there are.
    shade = canvas.stencil()
    outline = ((4, -190), (190, -190), (190, 200), (-6, 200), (-10, 92), (26, 66), (4, -10))
    shade.shape([(x + dx, y + dy) for dx, dy in outline])
    canvas.ink(ImageChops.multiply(shade.mask(1.2), mask), mix(skin, "#5c2418", 0.42), 0.5)
    if sitter.beard:
        beard = canvas.stencil()
        cheek = ((0, 92), (44, 84), (90, 92), (120, 26), (136, -26))
        jaw = ((130, 76), (92, 154), (36, 192))
        beard.shape(_mirrored(*cheek, *jaw))
        canvas.ink(contrast(beard.mask(7), 96, 4), HAIRS[sitter.hair], 0.94)
    if sitter.glasses:
        _glasses(canvas, x, y)


def _mirrored(*right: Point) -> list[Point]:
    """The outline of a face from its right half, given from the middle of the head."""
    left = [(-dx, dy) for dx, dy in right[::-1]]
    return [(HEAD[0] + dx, HEAD[1] + dy) for dx, dy in (*right, *left)]


def _glasses(canvas: Canvas, x: float, y: float) -> None:
    lenses = canvas.stencil()
    rims = canvas.stencil()
    for side in (-1, 1):
        lenses.disc(x + side * 62, y + 2, 46)
        rims.arc((x + side * 62, y + 2), 48, (0, 360), 6)
        rims.line([(x + side * 110, y - 4), (x + side * 138, y + 2)], 6)
    rims.line([(x - 15, y - 6), (x, y - 13), (x + 15, y - 6)], 6)
    canvas.ink(lenses, "#ffffff", 0.16)
    canvas.ink(rims, "#22212c")


def _hair_behind(canvas: Canvas, sitter: Sitter) -> None:
    """What of the hair falls behind neck and shoulders, or stands behind the head."""
    x, y = HEAD
    back = canvas.stencil()
    match sitter.style:
        case "bob":
            back.disc(x, y - 30, 178, flat=1.1)
            back.shape(
                [
                    (x - 178, y - 20),
                    (x + 178, y - 20),
                    (x + 190, y + 190),
                    (x + 70, y + 214),
                    (x - 70, y + 214),
                    (x - 190, y + 190),
                ]
            )
        case "long":
            back.disc(x, y - 40, 176, flat=1.05)
            back.shape(
                [
                    (x - 176, y - 30),
                    (x + 176, y - 30),
                    (x + 206, y + 300),
                    (x + 170, y + 430),
                    (x - 170, y + 430),
                    (x - 206, y + 300),
                ]
            )
        case "bun":
            back.disc(x + 30, y - 222, 74)
        case "curls":
            for turn in range(17):
                angle = pi * (0.82 + 1.36 * turn / 16)
                reach = 168 + canvas.random.uniform(-12, 16)
                back.disc(x + reach * cos(angle), y - 30 + reach * sin(angle), 50 + turn % 3 * 7)
            back.disc(x, y - 50, 160)
        case _:
            return
    canvas.ink(contrast(back.mask(6), 96, 4), mix(HAIRS[sitter.hair], "#000000", 0.22))


def _hair(canvas: Canvas, sitter: Sitter) -> None:
    """The hair that frames the forehead, with a gleam where the light falls on it."""
    x, y = HEAD
    hair = canvas.stencil()
    if sitter.style == "curls":
        for turn in range(-5, 6):
            hair.disc(x + turn * 29, y - 168 + abs(turn) ** 1.7 * 6, 46)
    elif sitter.style in FRINGES:
        hair.shape([(x + dx, y + dy) for dx, dy in FRINGES[sitter.style]])
    else:
        return
    tone = HAIRS[sitter.hair]
    mask = contrast(hair.mask(6), 96, 4)
    canvas.ink(mask, tone)
    gleam = canvas.stencil()
    gleam.line([(x - 120, y - 110), (x - 84, y - 164), (x - 20, y - 190)], 12)
    canvas.ink(ImageChops.multiply(gleam.mask(9), mask), mix(tone, "#ffffff", 0.45), 0.45)


def _scarf(canvas: Canvas, coat: str) -> None:
    """A headscarf: a frame around the face and its fall over the shoulders."""
    x, y = HEAD
    cloth = canvas.stencil()
    cloth.disc(x, y - 24, 184, flat=1.14)
    cloth.shape(
        [
            (x - 184, y),
            (x + 184, y),
            (x + 230, y + 300),
            (x + 80, y + 420),
            (x - 150, y + 400),
            (x - 232, y + 300),
        ]
    )
    cloth.disc(x, y - 2, 116, 0, flat=1.32)
    tone = mix(coat, "#b0614f", 0.55)
    mask = contrast(cloth.mask(7), 96, 4)
    canvas.ink(mask, [(0.15, mix(tone, "#ffffff", 0.14)), (0.8, tone)])
    folds = canvas.stencil()
    for k in range(5):
        folds.line(
            [
                (x + 150 - k * 8, y + 60 + k * 30),
                (x + 20 - k * 20, y + 200 + k * 34),
                (x - 150 + k * 10, y + 240 + k * 36),
            ],
            7,
        )
    folds.shape(
        [
            (x + 60, y - 240),
            (x + 240, y - 200),
            (x + 240, y + 420),
            (x + 60, y + 420),
            (x + 150, y + 120),
            (x + 124, y - 60),
        ]
    )
    canvas.ink(ImageChops.multiply(folds.mask(5), mask), mix(tone, "#1a1020", 0.5), 0.35)
