"""The demonstration's pictures of night: a radar station under turning stars, a city."""

from math import cos, pi, sin
from random import Random

from PIL import ImageChops

from masthead.demo.brushes import Canvas, Stops, contrast, gradient, mix
from masthead.demo.stencils import Point, Stencil, peaks

__all__ = ["city_at_night", "radar_dome"]

Size = tuple[int, int]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def radar_dome(size: Size) -> Canvas:
    """A white dome on a headland while the stars trail around the pole."""
    sky: Stops = [
        (0, "#0b1230"),
        (0.35, "#182a5c"),
        (0.6, "#3d4f8a"),
        (0.75, "#b07f93"),
        (0.84, "#f0b083"),
    ]
    canvas = Canvas.blank(size, "radar-dome", sky)
    _star_trails(canvas, 1030, 250)
    canvas.glow(200, 850, 1300, "#ff9a62", 0.5, 2.2)
    sea = canvas.stencil()
    sea.box(-20, 806, 1620, 1020)
    canvas.ink(sea, [(0.8, "#c98a80"), (0.84, "#7d6a8c"), (1, "#1c2548")])
    canvas.glitter(180, 808, "#ffd0a0", count=380, spread=260, strength=0.6)
    far = canvas.stencil()
    far.shape(
        [
            (0, 812),
            *[(x, 800 - 46 * max(0.0, sin(pi * (x + 60) / 620)) ** 1.4) for x in range(0, 561, 20)],
            (560, 812),
        ]
    )
    canvas.ink(far, "#8b6d8b")
    _dome(canvas, 1030, 560, 150)
    _headland(canvas)
    _station(canvas, 1030, 628)
    canvas.vignette(0.4, "#04060f")
    canvas.grain()
    return canvas


def _headland(canvas: Canvas) -> None:
    """A dark cape with a lit edge towards the afterglow, and scrub on its back."""
    random = canvas.random
    edge: list[Point] = [(330, 1020), (352, 936), (384, 900), (398, 846), (436, 812), (452, 774)]
    rough = peaks(random, base=0, height=1, rough=0.5, steps=8)
    for i, (_, y) in enumerate(rough):
        share = i / (len(rough) - 1)
        rise = 774 - 128 * sin(pi / 2 * min(1.0, share / 0.42)) + 90 * max(0.0, share - 0.75)
        edge.append((460 + 1180 * share, rise - 7 * y - random.uniform(0, 5)))
    land = canvas.stencil()
    land.shape([*edge, (1640, 1020)])
    canvas.ink(land, [(0.62, "#222a55"), (0.8, "#151a38"), (1, "#0a0d20")])
    light = canvas.stencil()
    light.line([(x + 2, y + 3) for x, y in edge[:150]], 5)
    rim = ImageChops.multiply(light.mask(1.6), land.mask())
    canvas.shine(rim, "#b06a72")
    folds = contrast(canvas.clouds(7, 10, 5), 132, 3)
    canvas.ink(folds, "#2d3768", 0.3, within=land)


def _star_trails(canvas: Canvas, x: float, y: float) -> None:
    """Every star draws the same angle around the pole; the colours are those of real stars."""
    random = canvas.random
    for colour, count in (("#ffffff", 210), ("#bcd0ff", 170), ("#ffdcb4", 110)):
        arcs = canvas.stencil()
        for _ in range(count):
            radius = 18 + 1150 * random.random() ** 0.8
            start = random.uniform(0, 360)
            arcs.arc(
                (x, y),
                radius,
                (start, start + 34),
                random.choice([1.0, 1.3, 1.3, 2.0]),
                random.randint(40, 190),
            )
        fade = gradient(canvas.size, [(0.3, "#ffffff"), (0.74, "#202020"), (1, "#000000")])
        canvas.shine(ImageChops.multiply(arcs.mask(), fade.getchannel(0)), colour)


def _dome(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A sphere of triangular panels, lit from the left by what is left of the day."""
    ball = canvas.stencil()
    ball.disc(x, y, radius)
    mask = ball.mask()
    canvas.ink(ball, [(0.4, "#dfe4ee"), (0.6, "#b7bdd2"), (0.72, "#8d8fb0")])
    shade = canvas.stencil()
    shade.disc(x + radius * 0.42, y + radius * 0.26, radius * 1.02)
    canvas.ink(shade, "#39406e", 0.72, 26, within=ball)
    glow = canvas.stencil()
    glow.disc(x - radius * 0.62, y + radius * 0.2, radius * 0.62)
    canvas.shine(ImageChops.multiply(contrast(glow.mask(40), 0, 0.6), mask), "#ffb48a")
    seams = canvas.stencil()
    for k in range(-5, 6):
        tilt = k * pi / 11
        for turn in (0.0, 2 * pi / 3, 4 * pi / 3):
            arc = []
            for step in range(33):
                t = -pi / 2 + pi * step / 32
                px, py, pz = sin(tilt) * cos(t), sin(t), cos(tilt) * cos(t)
                qx, qy = px * cos(turn) - py * sin(turn), px * sin(turn) + py * cos(turn)
                del pz
                arc.append((x + radius * qx, y + radius * qy))
            seams.line(arc, 1.5)
    canvas.ink(seams, "#4b5280", 0.5, within=ball)


def _station(canvas: Canvas, x: float, ground: float) -> None:
    """What stands under and beside the dome: plinth, hut, mast and a lit window."""
    huts = canvas.stencil()
    huts.shape(
        [
            (x - 96, ground + 30),
            (x - 84, ground + 46 - 30),
            (x + 84, ground + 16),
            (x + 96, ground + 60),
            (x - 96, ground + 60),
        ]
    )
    huts.box(x + 110, ground - 16, x + 230, ground + 60)
    huts.shape(
        [
            (x + 102, ground - 16),
            (x + 238, ground - 16),
            (x + 222, ground - 34),
            (x + 118, ground - 34),
        ]
    )
    huts.line([(x - 210, ground + 60), (x - 210, ground - 170)], 4)
    for dy, reach in ((-166, 16), (-140, 24), (-112, 30)):
        huts.line([(x - 210 - reach, ground + dy), (x - 210 + reach, ground + dy)], 2.4)
    for side in (-70, 60):
        huts.line([(x - 210, ground - 160), (x - 210 + side, ground + 56)], 1)
    for k in range(12):
        px = x - 330 + k * 58
        huts.line([(px, ground + 66), (px, ground + 36)], 2)
    huts.line([(x - 330, ground + 42), (x + 310, ground + 42)], 1.2)
    canvas.ink(huts, [(0.4, "#141a38"), (0.7, "#0f142c")])
    lights = canvas.stencil()
    lights.box(x + 128, ground + 6, x + 152, ground + 24)
    lights.box(x + 164, ground + 6, x + 188, ground + 24)
    lights.disc(x - 210, ground - 172, 4)
    canvas.shine(lights.mask(9), "#ff9d42")
    canvas.ink(lights, "#ffdf9e")
    canvas.glow(x - 210, ground - 172, 60, "#ff6b52", 0.9, 2.4)


def city_at_night(size: Size) -> Canvas:
    """A skyline with its windows lit, mirrored in a dark river under a hazy moon."""
    sky: Stops = [
        (0, "#0b0f2c"),
        (0.28, "#1c2352"),
        (0.5, "#493f75"),
        (0.64, "#9c6582"),
        (0.72, "#d1908a"),
    ]
    canvas = Canvas.blank(size, "city-at-night", sky)
    river = 724
    canvas.wisps(14, 132, [(0, "#232a5c"), (0.5, "#6d5488"), (0.7, "#e6ab9b")], 0.55)
    canvas.glow(1180, 230, 560, "#f2d9c8", 0.5, 2.6)
    canvas.orb(1180, 230, 62, "#fdf1dc", 1.5)
    canvas.haze(560, 800, "#e39f90", 0.5)
    _quarter(canvas, river, (90, 330), "#5f4f80", 0.10, 34)
    canvas.haze(520, 790, "#c8848c", 0.45)
    _quarter(canvas, river, (120, 470), "#332f5e", 0.2, 54)
    _landmark(canvas, 470, river)
    canvas.haze(600, 790, "#8d5f86", 0.34)
    _quarter(canvas, river, (50, 300), "#171838", 0.26, 84)
    bank = canvas.stencil()
    bank.box(-20, river - 12, 1620, river + 4)
    canvas.ink(bank, "#0c0d24")
    lamps = canvas.stencil()
    for x in range(8, 1600, 34):
        lamps.disc(x, river - 16, 2.2)
    canvas.shine(contrast(lamps.mask(6), 0, 3), "#ffb366")
    canvas.ink(lamps, "#ffe7b8")
    water: Stops = [(0, "#5a4470"), (0.4, "#27265a"), (1, "#090c24")]
    canvas.reflect(river + 2, water, 0.62, ripple=10, smear=12)
    canvas.vignette(0.45, "#04050f")
    canvas.grain()
    return canvas


def _quarter(
    canvas: Canvas, ground: float, tall: tuple[int, int], tone: str, lit: float, wide: float
) -> None:
    """A row of towers with setbacks and masts; `lit` is the share of windows still awake."""
    random = canvas.random
    walls, warm, cool = canvas.stencil(), canvas.stencil(), canvas.stencil()
    x = -random.uniform(0, wide)
    while x < 1620:
        across = wide * random.uniform(0.6, 1.5)
        # Higher towards the middle of the city, left of the moon.
        crowd = 0.35 + 0.65 * max(0.0, cos((x - 560) / 700 * pi / 2)) ** 2
        high = random.uniform(*tall) * crowd
        setback = across * random.choice([0, 0, 0.12, 0.2])
        walls.box(x, ground - high * 0.82, x + across, ground)
        walls.box(x + setback, ground - high, x + across - setback, ground - high * 0.8)
        if random.random() < 0.3:
            middle = x + across / 2
            walls.line(
                [(middle, ground - high), (middle, ground - high - random.uniform(20, 70))], 2
            )
        _windows(
            random,
            (warm, cool),
            (x + setback, ground - high, x + across - setback, ground - 14),
            lit,
        )
        x += across + random.choice([0, 2, 6, wide * 0.4])
    canvas.ink(walls, [(0, mix(tone, "#000000", 0.25)), (0.72, tone)])
    for stencil, glow, colour in ((warm, "#ff9a40", "#ffd993"), (cool, "#6f9dff", "#d8e6ff")):
        canvas.shine(contrast(stencil.mask(6), 0, 1.3), glow)
        canvas.ink(stencil, colour, 0.9)


def _windows(random: Random, kinds: tuple[Stencil, Stencil], box: Box, lit: float) -> None:
    left, top, right, low = box
    cell = 7.5 + (right - left) / 30
    awake = lit * random.choice([0.3, 0.8, 1.0, 1.6])
    kind = kinds[random.random() < 0.22]
    y = top + cell
    while y < low - cell * 0.6:
        x = left + cell * 0.55
        whole = random.random() < 0.04  # a floor that is being cleaned
        while x < right - cell * 0.8:
            if whole or random.random() < awake:
                kind.box(x, y, x + cell * 0.5, y + cell * 0.55, random.choice([120, 190, 255]))
            x += cell
        y += cell * 1.15


def _landmark(canvas: Canvas, x: float, ground: float) -> None:
    """One tower taller than the rest, so that the city has a face."""
    tower = canvas.stencil()
    tower.shape(
        [
            (x - 40, ground),
            (x - 26, 330),
            (x - 14, 250),
            (x - 3, 236),
            (x - 2, 120),
            (x + 2, 120),
            (x + 3, 236),
            (x + 14, 250),
            (x + 26, 330),
            (x + 40, ground),
        ]
    )
    canvas.ink(tower, [(0.1, "#1b1c45"), (0.72, "#2b2958")])
    ribs = canvas.stencil()
    for share in (-0.6, -0.2, 0.2, 0.6):
        ribs.line([(x + 38 * share, ground), (x + 25 * share, 332), (x + 12 * share, 254)], 1.6)
    for y in range(270, int(ground), 26):
        half = 14 + 26 * (y - 250) / (ground - 250)
        ribs.line([(x - half, y), (x + half, y)], 1.2, 150)
    canvas.shine(contrast(ribs.mask(4), 0, 1.6), "#ff9a40")
    canvas.ink(ribs, "#ffd08a", 0.75)
    canvas.glow(x, 122, 70, "#ff5a4a", 0.9, 2.4)
    canvas.glow(x, 250, 150, "#ffca86", 0.5, 2.4)
