"""The demonstration's pictures of water: a harbour, straits, and the ships upon them."""

from math import cos, pi, sin
from random import Random

from masthead.demo.brushes import Canvas, Stops, contrast
from masthead.demo.machines import container_rows, draw_cable_ship, draw_ferry, draw_gantry
from masthead.demo.stencils import SHEET, Point, Stencil, hills, peaks

__all__ = ["cable_ship", "ferry_at_noon", "harbour_at_dawn", "islands_at_dusk", "two_shores"]

Size = tuple[int, int]


def harbour_at_dawn(size: Size) -> Canvas:
    """Gantry cranes against an apricot sky, the sun between them."""
    sky: Stops = [
        (0, "#31456f"),
        (0.22, "#6f6f9c"),
        (0.42, "#c98f96"),
        (0.56, "#f0b48a"),
        (0.66, "#fbd9a4"),
        (1, "#fbd9a4"),
    ]
    canvas = Canvas.blank(size, "harbour-at-dawn", sky)
    quay = 672
    canvas.wisps(18, 132, [(0, "#54608c"), (0.4, "#e0a196"), (0.66, "#ffe9c4")], 0.42)
    canvas.glow(930, 560, 1150, "#ffb070", 0.75, 2.4)
    canvas.orb(930, 560, 66, [(0, "#fff6dc"), (0.56, "#fff3d2"), (0.64, "#ffd79a")])
    for base, height, waves, stops in (
        (622, 46, 1.6, [(0, "#b98e9e"), (0.35, "#d9a79c"), (1, "#e8b99c")]),
        (650, 30, 2.3, [(0, "#94708f"), (0.3, "#b98793"), (1, "#c98f96")]),
    ):
        canvas.land(hills(canvas.random, base=base, height=height, waves=waves), stops)
    canvas.haze(560, 720, "#ffdcb0", 0.55)
    _cranes(canvas, quay, [(70, 1.9), (330, 2.1), (640, 1.8), (1190, 2.0), (1440, 1.8)], "#84617f")
    canvas.haze(600, 730, "#ffd0a4", 0.4)
    _cranes(canvas, quay + 4, [(-60, 3.8), (1220, 4.6)], "#38304f")
    water: Stops = [(0, "#d39a8c"), (0.5, "#75648a"), (1, "#2c3557")]
    canvas.reflect(quay + 10, water, 0.5, ripple=7, smear=5)
    canvas.glitter(930, quay + 10, "#ffe2b0", count=620, spread=190)
    canvas.vignette(0.4, "#161430")
    canvas.grain()
    return canvas


def _cranes(canvas: Canvas, quay: float, cranes: list[tuple[float, float]], tone: str) -> None:
    """A row of cranes, those right of the sun facing left, with the boxes at their feet."""
    stencil = canvas.stencil()
    largest = max(scale for _, scale in cranes)
    for x, scale in cranes:
        draw_gantry(stencil, x, quay, scale, 1 if x < 900 else -1)
    container_rows(canvas.random, stencil, quay, -20, 1620, 7.4 * largest)
    stencil.box(-20, quay - largest, 1620, quay + 10)
    canvas.ink(stencil, tone)


def cable_ship(size: Size) -> Canvas:
    """A repair ship on station under a large moon."""
    sky: Stops = [(0, "#0d2233"), (0.3, "#16384a"), (0.5, "#2c5a63"), (0.62, "#5f8d87")]
    canvas = Canvas.blank(size, "cable-ship", sky)
    sea = 640
    stars = canvas.stencil()
    for _ in range(170):
        x, y = canvas.random.uniform(0, 1600), canvas.random.uniform(0, 440)
        stars.disc(x, y, canvas.random.choice([0.8, 0.8, 1.1, 1.6]), canvas.random.randint(60, 220))
    canvas.ink(stars, "#e9f3ea", 0.8)
    canvas.glow(1010, 330, 1250, "#8fc7b4", 0.6, 2.6)
    canvas.wisps(16, 140, [(0, "#17374a"), (0.5, "#3c6a70"), (0.62, "#7da69b")], 0.6)
    far = canvas.stencil()
    far.land(hills(canvas.random, base=616, height=22, waves=2.4))
    canvas.ink(far, "#3d6c70", 0.8)
    canvas.haze(560, 670, "#9cc3b2", 0.5)
    draw_cable_ship(canvas, 400, sea + 4, 2.05)
    water: Stops = [(0, "#54837f"), (0.35, "#234d59"), (1, "#0a1c2b")]
    canvas.reflect(sea, water, 0.5, ripple=11, smear=13)
    canvas.glitter(1010, sea, "#eaf3dc", count=900, spread=230, strength=0.75)
    _moon(canvas, 1010, 330)  # after the water: of a moon, water keeps only the glitter
    canvas.vignette(0.45, "#04101a")
    canvas.grain()
    return canvas


def _moon(canvas: Canvas, x: float, y: float) -> None:
    """A full moon with its seas, and a thread of cloud before it."""
    canvas.orb(x, y, 148, [(0, "#f7f4e2"), (0.3, "#f5f0da"), (0.48, "#d8e2cb")])
    disc = canvas.stencil()
    disc.disc(x, y, 147)
    for across, down, floor, tone, strength in (
        (9, 7, 130, "#b4c4ae", 0.6),
        (1, 14, 140, "#7da69b", 0.7),
    ):
        veil = contrast(canvas.clouds(across, down, 3), floor, 3)
        canvas.ink(veil, tone, strength, within=disc)


def islands_at_dusk(size: Size) -> Canvas:
    """Islands one behind another in a violet sea, the sun half down."""
    sky: Stops = [
        (0, "#2a2350"),
        (0.2, "#5a3a72"),
        (0.4, "#b0567c"),
        (0.53, "#f08a62"),
        (0.62, "#ffc46b"),
    ]
    canvas = Canvas.blank(size, "islands-at-dusk", sky)
    sea = 614
    canvas.wisps(14, 128, [(0, "#3b2c5e"), (0.35, "#d0657b"), (0.6, "#ffdf9c")], 0.5)
    canvas.glow(620, 600, 1250, "#ff8a4a", 0.7, 2.4)
    canvas.orb(620, 590, 92, [(0, "#fff0bf"), (0.55, "#fff0bf"), (0.62, "#ffca74")])
    for x, wide, tall, top, foot in (
        (1130, 420, 120, "#b5607f", "#e08674"),
        (380, 200, 66, "#a85a80", "#d97b74"),
        (120, 420, 190, "#8b4a78", "#c96a74"),
        (1440, 440, 250, "#6a3a6e", "#a3566f"),
        (980, 170, 90, "#5b3468", "#84476d"),
    ):
        _island(canvas, x, wide, tall, sea + 4, [(0, top), (1, foot)])
        canvas.haze(sea - 50, sea + 30, "#ffb27a", 0.16)
    water: Stops = [(0, "#e58a6d"), (0.4, "#7a4474"), (1, "#1e1a40")]
    canvas.reflect(sea, water, 0.55, ripple=9)
    canvas.glitter(620, sea, "#ffdf9a", count=820, spread=210, strength=0.85)
    _near_island(canvas, 1560, 560, 190, 870)
    _near_island(canvas, -40, 330, 90, 800)
    _sails(canvas, 800, 742)
    canvas.vignette(0.4, "#0e0a26")
    canvas.grain()
    return canvas


def _crest(canvas: Canvas, x: float, wide: float, tall: float, base: float) -> list[Point]:
    """The outline of an island of steep rock under trees."""
    line = peaks(canvas.random, base=0, height=1, rough=0.58, steps=8)
    points = [(x - wide / 2, base)]
    for i, (_, y) in enumerate(line):
        share = i / (len(line) - 1)
        swell = sin(pi * share) ** 0.55
        wood = canvas.random.uniform(0, 0.05)
        points.append((x - wide / 2 + wide * share, base - tall * swell * (0.62 - 0.4 * y + wood)))
    return [*points, (x + wide / 2, base)]


def _island(canvas: Canvas, x: float, wide: float, tall: float, base: float, stops: Stops) -> None:
    stencil = canvas.stencil()
    stencil.shape(_crest(canvas, x, wide, tall, base))
    top, floor = (base - tall) / SHEET[1], base / SHEET[1]
    canvas.ink(stencil, [(top + at * (floor - top), colour) for at, colour in stops])


def _near_island(canvas: Canvas, x: float, wide: float, tall: float, base: float) -> None:
    """An island close by: dark, with its own shadow on the water."""
    crest = _crest(canvas, x, wide, tall, base)
    shadow = canvas.stencil()
    shadow.shape([(px, base + (base - py) * 0.55) for px, py in crest])
    canvas.ink(shadow, "#241b44", 0.45, 3)
    shape = canvas.stencil()
    shape.shape(crest)
    shape.disc(x, base, wide * 0.52, flat=0.02)
    canvas.ink(shape, [(0, "#2e2150"), (0.8, "#2a1e4a"), (0.9, "#1b1536")])


def _sails(canvas: Canvas, x: float, y: float) -> None:
    """A small boat under two battened sails, with its reflection."""
    for turn, strength in ((-0.6, 0.4), (1.0, 1.0)):
        boat = canvas.stencil()

        def at(*points: Point, turn: float = turn) -> list[Point]:
            return [(x + dx, y - dy * turn) for dx, dy in points]

        boat.shape(at((-52, 4), (-46, -9), (40, -9), (58, 10), (30, 2)))
        boat.shape(at((-4, 10), (-2, 96), (14, 102), (46, 60), (50, 14)))
        boat.shape(at((-12, 10), (-14, 62), (-26, 68), (-46, 44), (-48, 12)))
        canvas.ink(boat, "#241c44", strength, 0 if turn > 0 else 3)
        ribs = canvas.stencil()
        for dy in (28, 46, 64, 80):
            ribs.line(at((-3, dy), (50 - dy * 0.16, dy * 0.86 + 4)), 1.2)
        for dy in (26, 40):
            ribs.line(at((-13, dy), (-47, dy * 0.86 + 2)), 1.2)
        canvas.ink(ribs, "#8c4a70", strength * 0.8)


def two_shores(size: Size) -> Canvas:
    """Two wooded shores across a misty strait, a boat between them."""
    sky: Stops = [(0, "#8fb2b0"), (0.3, "#c4d3c2"), (0.48, "#f1e2c4"), (0.6, "#fbe9cf")]
    canvas = Canvas.blank(size, "two-shores", sky)
    canvas.glow(800, 420, 1060, "#ffe3b4", 0.7, 2.2)
    canvas.orb(800, 366, 66, "#fffaf0", 1.5)
    for depth, tone in enumerate(("#adc3b8", "#8aaba5", "#5f8d8c", "#3d6b70", "#254d56")):
        for side in (-1, 1):
            _shore(canvas, side, depth, tone)
        if depth < 4:
            canvas.haze(540 + depth * 40, 730 + depth * 24, "#f3efdd", 0.62 - depth * 0.12)
    canvas.haze(690, 790, "#dfe6d8", 0.55)
    water: Stops = [(0, "#e6e6d2"), (0.4, "#b7cbc2"), (1, "#56807f")]
    canvas.reflect(742, water, 0.5, ripple=6, smear=6)
    canvas.haze(715, 772, "#f6f1e0", 0.6)
    canvas.glitter(800, 752, "#fffaf0", count=420, spread=210, strength=0.7)
    _rowing_boat(canvas, 850, 852)
    birds = canvas.stencil()
    for _ in range(11):
        x, y = canvas.random.uniform(540, 1010), canvas.random.uniform(150, 330)
        w = canvas.random.uniform(9, 18)
        birds.shape(
            [(x, y), (x - w * 0.5, y - w * 0.5), (x - w, y - w * 0.3), (x - w * 0.5, y - w * 0.3)]
        )
        birds.shape(
            [(x, y), (x + w * 0.5, y - w * 0.5), (x + w, y - w * 0.2), (x + w * 0.5, y - w * 0.3)]
        )
    canvas.ink(birds, "#2f585f", 0.85)
    canvas.vignette(0.3, "#1c3c44")
    canvas.grain()
    return canvas


def _shore(canvas: Canvas, side: int, depth: int, tone: str) -> None:
    """One wooded headland; nearer ones are lower on the sheet and reach less far across."""
    random = canvas.random
    reach = 900 - depth * 130 + random.uniform(-50, 50)
    base, tall = 700 + depth * 26, 310 - depth * 24
    line = peaks(random, base=0, height=1, rough=0.46, steps=8)
    points: list[Point] = []
    for i, (_, y) in enumerate(line):
        share = i / (len(line) - 1)
        fall = cos(share * pi / 2) ** 0.85
        tree = random.uniform(0, 9 + depth * 4) * (0.4 + fall) if i % 2 else 0
        points.append((share * reach, base - tall * fall * (0.8 - 0.3 * y) - tree))
    points += [(reach, base + 12), (reach * 0.9, 1020), (-20, 1020), (-20, points[0][1])]
    if side > 0:
        points = [(SHEET[0] - x, y) for x, y in points]
    stencil = canvas.stencil()
    stencil.shape(points)
    canvas.ink(stencil, tone, 1, 0.5 if depth < 3 else 0)


def _rowing_boat(canvas: Canvas, x: float, y: float) -> None:
    """Somebody in a wide hat rows a flat boat, seen from the side, with the shadow below."""
    for turn, strength in ((-0.5, 0.4), (1.0, 1.0)):

        def at(*points: Point, turn: float = turn) -> list[Point]:
            return [(x + dx, y - dy * turn) for dx, dy in points]

        boat = canvas.stencil()
        boat.shape(at((-92, 19), (-60, 9), (52, 9), (92, 22), (66, -8), (-62, -8)))
        boat.shape(at((-14, 9), (-12, 30), (-4, 48), (8, 48), (18, 28), (30, 9)))
        boat.shape(at((-24, 52), (2, 70), (30, 52)))
        boat.line(at((4, 42), (-30, 24), (-84, -20)), 3)
        boat.shape(at((-78, -12), (-86, -16), (-100, -32), (-90, -32)))
        canvas.ink(boat, "#1f3f49", strength, 0 if turn > 0 else 2.5)


def ferry_at_noon(size: Size) -> Canvas:
    """A white ferry on a bright lagoon, clouds piled over the island."""
    sky: Stops = [(0, "#1b76ad"), (0.3, "#54aed2"), (0.5, "#a9dbe3"), (0.6, "#dff3ea")]
    canvas = Canvas.blank(size, "ferry-at-noon", sky)
    horizon = 600
    for x, y, scale in ((1290, 500, 2.1), (210, 520, 1.5), (720, 556, 0.8)):
        _cumulus(canvas, x, y, scale)
    canvas.haze(500, 640, "#eef8f0", 0.7)
    _palm_island(canvas, 300, horizon, 620)
    _palm_island(canvas, 1470, horizon, 360)
    sea = canvas.stencil()
    sea.box(-20, horizon, 1620, 1020)
    water: Stops = [(0.6, "#158aa2"), (0.66, "#1fb0b4"), (0.8, "#3fd0c2"), (1, "#a3eeda")]
    canvas.ink(sea, water)
    for across, down, floor, tone, strength in (
        (4, 70, 140, "#0d7f96", 0.35),
        (3, 50, 152, "#e9fff6", 0.4),
    ):
        lines = contrast(canvas.clouds(across, down, 3), floor, 5)
        canvas.ink(lines, tone, strength, within=sea)
    draw_ferry(canvas, 540, 752, 1.08)
    canvas.vignette(0.25, "#063a55")
    canvas.grain(4)
    return canvas


def _cumulus(canvas: Canvas, x: float, base: float, scale: float) -> None:
    """A heap of cloud on a flat base: towers of puffs, lit from the upper left."""
    random = canvas.random
    puffs = []
    for tower in range(-3, 4):
        high = (1 - abs(tower) / 4) ** 1.2 * random.uniform(0.7, 1.1)
        for step in range(14):
            up = random.random() * high
            wide = random.uniform(20, 44) * (1.15 - 0.5 * up)
            puffs.append(
                (
                    x + (tower * 62 + random.gauss(0, 22)) * scale,
                    up * 190 * scale,
                    wide * scale,
                    step,
                )
            )
    for tone, dx, dy, shrink in (
        ("#a9d0e0", 10, 10, 1.06),
        ("#e3f1f2", 0, 0, 1.0),
        ("#ffffff", -9, -13, 0.84),
    ):
        cloud = canvas.stencil()
        for px, up, wide, _ in puffs:
            cloud.disc(
                px + dx * scale / 1.5, base - up + dy * scale / 1.5, wide * shrink, flat=0.86
            )
        cloud.box(0, base + 26, 1600, 1000, 0)
        canvas.ink(cloud, tone, 0.95, 4)


def _palm_island(canvas: Canvas, x: float, water: float, wide: float) -> None:
    """A low green island with palms on a thread of sand."""
    random = canvas.random
    land = canvas.stencil()
    land.disc(x, water, wide * 0.5, flat=0.06)
    for _ in range(150):
        across = random.uniform(-1, 1)
        tall = 40 * (1 - across**2) + 5
        land.disc(x + across * wide / 2, water - tall * random.random(), random.uniform(5, 13))
    for _ in range(15):
        foot = x + random.uniform(-0.46, 0.46) * wide
        _palm(random, land, foot, water, random.uniform(62, 112))
    canvas.ink(land, [(0, "#2b7a60"), (0.52, "#2f8264"), (0.6, "#16504d")])
    sand = canvas.stencil()
    sand.disc(x, water + 1, wide * 0.56, 255, 0.014)
    canvas.ink(sand, "#fbeec8")


def _palm(random: Random, land: Stencil, x: float, water: float, tall: float) -> None:
    lean = random.uniform(-16, 16)
    top = water - tall
    land.line([(x, water), (x + lean * 0.4, (water + top) / 2), (x + lean, top)], 2.6)
    for angle in range(0, 360, 40):
        turn = (angle + random.uniform(-14, 14)) * pi / 180
        out, tip = (13 * cos(turn), 8 * sin(turn) - 3), (24 * cos(turn), 12 * sin(turn) + 8)
        land.shape(
            [
                (x + lean, top),
                (x + lean + out[0], top + out[1] - 2),
                (x + lean + tip[0], top + tip[1]),
                (x + lean + out[0], top + out[1] + 2.4),
            ]
        )
