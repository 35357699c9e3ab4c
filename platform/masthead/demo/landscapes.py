"""The demonstration's pictures of land: terraces, a pass, a ridge, a headland and a city by night."""

from math import cos, pi, sin
from random import Random

from PIL import ImageChops

from masthead.demo.brushes import SHEET, Canvas, Point, Stencil, Stops, contrast, hills, peaks
from masthead.demo.machines import draw_turbine

__all__ = ["city_at_night", "mountain_pass", "radar_dome", "rice_terraces", "wind_on_the_ridge"]

Size = tuple[int, int]


def rice_terraces(size: Size) -> Canvas:
    """Flooded terraces step down a hillside, each pool holding a strip of the sunrise."""
    sky: Stops = [(0, "#5f7fa3"), (0.16, "#c99aa6"), (0.3, "#f6bd92"), (0.4, "#fde2b4")]
    canvas = Canvas.blank(size, "rice-terraces", sky)
    canvas.wisps(16, 130, [(0, "#8794b4"), (0.25, "#ffd6ae"), (0.4, "#fff1d2")], 0.5)
    canvas.glow(1120, 300, 1200, "#ffb877", 0.7, 2.3)
    canvas.orb(1120, 292, 56, "#fff6dd", 1.2)
    for base, height, tone in (
        (330, 60, "#a393ae"),
        (366, 52, "#7d8a99"),
        (400, 46, "#5b7a7e"),
    ):
        canvas.land(peaks(canvas.random, base=base, height=height, rough=0.44), [(0, tone), (0.5, "#f3c7a0")])
        canvas.haze(base - 30, base + 90, "#ffe0b8", 0.5)
    _terraces(canvas)
    canvas.glow(1120, 330, 1500, "#ffb877", 0.28, 1.8)
    canvas.vignette(0.4, "#10201c")
    canvas.grain()
    return canvas


def _terraces(canvas: Canvas) -> None:
    """Pool after pool, each lower, nearer and deeper than the last; bund, water, gleam."""
    random = canvas.random
    sway = [(random.uniform(0.6, 1.3), random.uniform(0, 2 * pi)) for _ in range(3)]
    levels, y, step = [], 420.0, 7.0
    while y < 1240:
        levels.append(y)
        y += step
        step *= 1.17
    water: Stops = [(0.4, "#fbd3a2"), (0.55, "#f3b193"), (0.75, "#b98a9f"), (1, "#6579a0")]
    for index, level in enumerate(levels):
        near = index / len(levels)
        line = _contour(sway, random, level, near)
        thick = 3 + 24 * near
        bund = canvas.stencil()
        bund.land([(x, py - thick) for x, py in line])
        canvas.ink(bund, _mix("#6f8f5c", "#17352c", near))
        grass = canvas.stencil()
        for x, py in line[:: max(1, round(6 - 5 * near))]:
            for _ in range(2 + round(5 * near)):
                gx = x + random.uniform(-6, 6)
                tall = random.uniform(0.3, 1.1) * thick
                grass.line([(gx, py - thick * 0.7), (gx + random.uniform(-0.3, 0.3) * tall, py - thick - tall * 0.5)], 0.8 + 1.6 * near)
        canvas.ink(grass, _mix("#9db36c", "#2f5a3c", near))
        pool = canvas.stencil()
        pool.land(line)
        canvas.ink(pool, water)
        gleam = canvas.stencil()
        gleam.line([(x, py + 1.2 + 2 * near) for x, py in line], 0.8 + 1.6 * near)
        canvas.ink(gleam, "#fff2d8", 0.75)


def _contour(sway: list[tuple[float, float]], random: Random, level: float, near: float) -> list[Point]:
    reach = 26 + 150 * near
    phase = random.uniform(-0.25, 0.25)
    line = []
    for x in range(-20, SHEET[0] + 21, 10):
        bend = sum(sin(2 * pi * pace * x / SHEET[0] + start + phase + near * 2.2) for pace, start in sway)
        line.append((float(x), level + reach * bend / 3 + 0.06 * (x - 800) * near))
    return line


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def mountain_pass(size: Size) -> Canvas:
    """A pale road winds up between steep mountains towards a snowy pass."""
    sky: Stops = [(0, "#4f86b8"), (0.25, "#92bcd6"), (0.45, "#dbe9e6"), (0.55, "#f6eeda")]
    canvas = Canvas.blank(size, "mountain-pass", sky)
    canvas.glow(760, 380, 1100, "#fff0cf", 0.7, 2.2)
    return canvas


def wind_on_the_ridge(size: Size) -> Canvas:
    """A line of turbines along rolling hills in the low light of late afternoon."""
    sky: Stops = [(0, "#5b93ac"), (0.3, "#a9c9c4"), (0.5, "#f3deb0"), (0.62, "#fbe3ae")]
    canvas = Canvas.blank(size, "wind-on-the-ridge", sky)
    canvas.wisps(12, 126, [(0, "#84b0bf"), (0.4, "#fff0d0"), (0.6, "#fff6e2")], 0.6)
    canvas.glow(330, 430, 1250, "#ffcf7a", 0.75, 2.2)
    canvas.orb(330, 420, 60, "#fffbe8", 1.5)
    random = canvas.random
    layers: tuple[tuple[float, float, float, Stops, int, float], ...] = (
        (520, 40, 1.3, [(0, "#b9c9a4"), (0.4, "#ecdcae")], 9, 66),
        (590, 56, 1.6, [(0, "#97b183"), (0.4, "#dccf94")], 7, 128),
        (690, 80, 1.1, [(0, "#6f9465"), (0.5, "#b9b673")], 5, 250),
        (850, 70, 1.4, [(0, "#41704d"), (0.6, "#86924f")], 0, 0),
        (960, 60, 1.2, [(0, "#23483a"), (1, "#1c3a30")], 0, 0),
    )
    for base, height, waves, stops, count, tall in layers:
        line = hills(random, base=base, height=height, waves=waves, rough=0.24)
        mills = canvas.stencil()
        for k in range(count):
            at = int((k + 0.5 + random.uniform(-0.22, 0.22)) / count * len(line))
            x, ground = line[min(len(line) - 1, at)]
            draw_turbine(mills, x, ground + 6, tall * random.uniform(0.92, 1.08), random.uniform(0, 2))
        canvas.ink(mills, "#fdf6e6" if tall > 100 else "#f2ead2", 0.97)
        canvas.land(line, stops)
        _furrows(canvas, line, tall)
        if tall:
            canvas.haze(base - 10, base + 150, "#fbe6b6", 0.34)
    canvas.vignette(0.35, "#15302a")
    canvas.grain()
    return canvas


def _furrows(canvas: Canvas, line: list[Point], tall: float) -> None:
    """The light lies along the hills in bands that follow them down."""
    bands = canvas.stencil()
    for k in range(1, 12):
        drop = k * (9 + k * 2.4)
        bands.line([(x, y + drop + 0.02 * k * (x - 800) * 0.3) for x, y in line], 1.5 + k * 0.3, 255 - k * 18)
    canvas.ink(bands, "#fff0b8" if tall else "#cfcf86", 0.16, 1)


def radar_dome(size: Size) -> Canvas:
    """A white dome on a headland while the stars trail around the pole."""
    sky: Stops = [(0, "#0b1230"), (0.35, "#182a5c"), (0.6, "#3d4f8a"), (0.75, "#b07f93"), (0.84, "#f0b083")]
    canvas = Canvas.blank(size, "radar-dome", sky)
    random = canvas.random
    _star_trails(canvas, 1030, 250)
    canvas.glow(200, 850, 1300, "#ff9a62", 0.5, 2.2)
    sea = canvas.stencil()
    sea.box(-20, 806, 1620, 1020)
    canvas.ink(sea, [(0.8, "#c98a80"), (0.84, "#7d6a8c"), (1, "#1c2548")])
    canvas.glitter(180, 808, "#ffd0a0", count=380, spread=260, strength=0.6)
    far = canvas.stencil()
    far.shape([(0, 812), *[(x, 800 - 46 * max(0.0, sin(pi * (x + 60) / 620)) ** 1.4) for x in range(0, 561, 20)], (560, 812)])
    canvas.ink(far, "#8b6d8b")
    headland = [(x, y) for x, y in _headland(random)]
    land = canvas.stencil()
    land.shape(headland)
    canvas.ink(land, [(0.6, "#1b2145"), (0.8, "#131833"), (1, "#0a0d20")])
    _dome(canvas, 1030, 566, 150)
    _station(canvas, 1030, 640)
    canvas.vignette(0.4, "#04060f")
    canvas.grain()
    return canvas


def _headland(random: Random) -> list[Point]:
    crest = peaks(random, base=0, height=1, rough=0.45, steps=8)
    points: list[Point] = []
    for i, (_, y) in enumerate(crest):
        share = i / (len(crest) - 1)
        x = 420 + share * 1220
        if share < 0.2:
            top = 840 - 160 * (share / 0.2) ** 0.7
        else:
            top = 680 - 40 * sin(pi * min(1.0, (share - 0.2) / 0.55)) + 70 * max(0.0, share - 0.7) / 0.3
        points.append((x, top - 10 * y))
    return [*points, (1640, 1020), (300, 1020), (360, 870)]


def _star_trails(canvas: Canvas, x: float, y: float) -> None:
    """Every star draws the same angle around the pole; the colours are those of real stars."""
    random = canvas.random
    for colour, count in (("#ffffff", 210), ("#bcd0ff", 170), ("#ffdcb4", 110)):
        arcs = canvas.stencil()
        for _ in range(count):
            radius = 18 + 1150 * random.random() ** 0.8
            start = random.uniform(0, 360)
            arcs.arc((x, y), radius, (start, start + 34), random.choice([1.0, 1.3, 1.3, 2.0]), random.randint(40, 190))
        canvas.shine(arcs.mask(), colour)


def _dome(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A sphere of triangular panels, lit from the left by what is left of the day."""
    ball = canvas.stencil()
    ball.disc(x, y, radius)
    mask = ball.mask()
    canvas.ink(ball, [(0.4, "#dfe4ee"), (0.6, "#b7bdd2"), (0.72, "#8d8fb0")])
    shade = canvas.stencil()
    shade.disc(x + radius * 0.42, y + radius * 0.26, radius * 1.02)
    canvas.ink(ImageChops.multiply(shade.mask(26), mask), "#39406e", 0.72)
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
    canvas.ink(ImageChops.multiply(seams.mask(), mask), "#4b5280", 0.5)


def _station(canvas: Canvas, x: float, ground: float) -> None:
    """What stands under and beside the dome: plinth, hut, mast and a lit window."""
    huts = canvas.stencil()
    huts.shape([(x - 96, ground + 30), (x - 84, ground + 46 - 30), (x + 84, ground + 16), (x + 96, ground + 60), (x - 96, ground + 60)])
    huts.box(x + 110, ground - 16, x + 230, ground + 60)
    huts.shape([(x + 102, ground - 16), (x + 238, ground - 16), (x + 222, ground - 34), (x + 118, ground - 34)])
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
    sky: Stops = [(0, "#0c1030"), (0.3, "#1d2455"), (0.5, "#4a3f74"), (0.66, "#9a6480"), (0.7, "#b97a80")]
    canvas = Canvas.blank(size, "city-at-night", sky)
    return canvas
