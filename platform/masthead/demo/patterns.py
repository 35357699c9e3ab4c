"""The demonstration's pictures that are nearly patterns: a chart, salt ponds, containers."""

from itertools import pairwise
from math import cos, hypot
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageMath

from masthead.demo.brushes import Canvas, Stops, above, contrast, outlines
from masthead.demo.machines import draw_gantry
from masthead.demo.stencils import Point, Stencil

__all__ = ["cable_arcs", "container_stacks", "evaporation_ponds"]

Size = tuple[int, int]
Box = tuple[float, float, float, float]  # left, top, right, bottom
COAST = 158  # where the invented ocean's bed rises above the water, on a scale of 0 to 255


def cable_arcs(size: Size) -> Canvas:
    """An invented ocean by night: depth lines, a graticule and the bright arcs of cables."""
    canvas = Canvas.blank(size, "an-ocean-3", [(0, "#0a2735"), (0.5, "#0f3a4a"), (1, "#07202d")])
    bed = _sea_bed(canvas)
    _graticule(canvas)
    land = above(bed, COAST, size)
    canvas.ink(outlines(bed, range(30, COAST, 12), size), "#6fb7b0", 0.24)
    canvas.shine(land.filter(ImageFilter.BoxBlur(size[0] / 60)), "#0d3c45")
    canvas.ink(land, [(0, "#2c6a68"), (0.5, "#225759"), (1, "#183f48")])
    canvas.ink(outlines(bed, range(COAST + 12, 300, 12), size), "#8fcdb8", 0.22)
    canvas.ink(outlines(bed, [COAST], size), "#d3f0d8", 1)
    _cables(canvas, _ports(canvas.random, land))
    canvas.vignette(0.5, "#020d14")
    canvas.grain(4)
    return canvas


def _sea_bed(canvas: Canvas) -> Image.Image:
    """A field at half the size that rises towards the left and right: continents and an ocean."""
    bed = canvas.field(5, 4)
    edges = [abs(2 * column / 255 - 1) for column in range(256)]
    rise = Image.frombytes("L", (256, 1), bytes(round(120 * edge**1.7) for edge in edges))
    rise = rise.convert("F").resize(bed.size, Image.Resampling.BICUBIC)
    return ImageMath.lambda_eval(lambda at: at["bed"] + at["rise"] - 26, bed=bed, rise=rise)


def _graticule(canvas: Canvas) -> None:
    lines = canvas.stencil()
    down, across = range(-20, 1021, 20), range(-20, 1621, 20)
    for k in range(-6, 7):
        lines.line([(800 + k * 150 * (1 + 0.18 * cos((y - 500) / 700)), y) for y in down], 0.9)
    for k in range(-4, 5):
        lines.line([(x, 500 + k * 140 + 26 * k * ((x - 800) / 800) ** 2) for x in across], 0.9)
    canvas.ink(lines, "#7fc4bd", 0.13)


def _ports(random: Random, land: Image.Image) -> list[Point]:
    """Places on the coast, apart from one another, found by looking for land beside water."""
    small = land.resize((320, 200)).tobytes()
    ports: list[Point] = []
    for _ in range(9000):
        x, y = random.randrange(14, 306), random.randrange(40, 186)
        around = [small[(y + dy) * 320 + x + dx] for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3))]
        if small[y * 320 + x] < 128 or min(around) > 60:
            continue
        if all(hypot(x * 5 - px, y * 5 - py) > 150 for px, py in ports):
            ports.append((x * 5.0, y * 5.0))
    return ports[:16]


def _cables(canvas: Canvas, ports: list[Point]) -> None:
    random = canvas.random
    pairs: set[tuple[int, int]] = set()
    for a, here in enumerate(ports):
        # Lines from north to south would not bow: only what crosses the ocean is drawn.
        far = [
            b
            for b, there in enumerate(ports)
            if abs(here[0] - there[0]) > 240 and _distance(here, there) < 1300
        ]
        for b in random.sample(far, min(2, len(far))):
            pairs.add((min(a, b), max(a, b)))
    for turn, colour in enumerate(("#ffc46b", "#ff8f6b", "#ffe9b8", "#7fe8cc")):
        arcs = canvas.stencil()
        for a, b in sorted(pairs)[turn::4]:
            arcs.line(_arc(ports[a], ports[b], random.uniform(0.08, 0.2)), 2.0)
        canvas.shine(contrast(arcs.mask(5), 0, 2.2), colour)
        canvas.ink(arcs, colour, 0.95)
    lights = canvas.stencil()
    for x, y in ports:
        lights.disc(x, y, 6)
        canvas.glow(x, y, 66, "#ffd79a", 0.85, 2.6)
    canvas.ink(lights, "#fff6e0")


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _arc(start: Point, end: Point, rise: float) -> list[Point]:
    """A bow from one port to another, lifted by a share of its length but kept on the sheet."""
    length = _distance(start, end)
    lift = min(length * rise * 2, (start[1] + end[1]) - 50)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - lift)
    points = []
    for step in range(49):
        t = step / 48
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(
            (
                a * start[0] + b * middle[0] + c * end[0],
                a * start[1] + b * middle[1] + c * end[1],
            )
        )
    return points


RIPENESS = (
    "#0d5f6d",
    "#17828a",
    "#35a59b",
    "#7cc7ae",
    "#bfdcb4",
    "#e9d69a",
    "#e6b275",
    "#da8872",
    "#c46b76",
)


def evaporation_ponds(size: Size) -> Canvas:
    """Salt ponds from the air: pools of every ripeness between white banks."""
    canvas = Canvas.blank(size, "evaporation-ponds", [(0, "#f3ead8"), (1, "#e9dcc2")])
    random = canvas.random
    stencils = [canvas.stencil() for _ in RIPENESS]
    rims, strips = canvas.stencil(), canvas.stencil()
    for u0, v0, u1, v1 in _plots(random, (-0.6, -0.3, 1.6, 1.25), 0):
        bank = 0.0035
        corners = [
            (u0 + bank, v0 + bank),
            (u1 - bank, v0 + bank),
            (u1 - bank, v1 - bank),
            (u0 + bank, v1 - bank),
        ]
        outline = [_from_the_air(u, v) for u, v in corners]
        ripe = (0.62 * (u0 + u1) / 2 + 0.5 * (v0 + v1) / 2) * len(RIPENESS) * 0.93 + random.gauss(
            0, 1.25
        )
        stencils[max(0, min(len(RIPENESS) - 1, round(ripe)))].shape(outline)
        rims.shape(outline)
        if random.random() < 0.22:
            for k in range(1, 9):
                v = v0 + (v1 - v0) * k / 9
                strips.line([_from_the_air(u0 + bank, v), _from_the_air(u1 - bank, v)], 1.5)
    canvas.ink(rims, "#b39a77", 0.9, 2.2)
    for stencil, colour in zip(stencils, RIPENESS, strict=True):
        canvas.ink(stencil, colour)
    canvas.ink(strips, "#fff6e4", 0.5)
    _weather(canvas, rims.mask())
    _causeway(canvas)
    canvas.glow(1250, 60, 1500, "#fff1d0", 0.35, 1.7)
    canvas.vignette(0.4, "#16282d")
    canvas.grain(4)
    return canvas


def _weather(canvas: Canvas, ponds: Image.Image) -> None:
    """Depth, drying salt and the sky, washed over the ponds unevenly."""
    for across, floor, gain, tone, strength in (
        (5, 128, 3.0, "#084652", 0.22),
        (30, 150, 5.0, "#fff8ea", 0.20),
        (9, 142, 4.0, "#ffe9c0", 0.24),
    ):
        wash = contrast(canvas.clouds(across, across * 2 // 3, 5), floor, gain)
        canvas.ink(ImageChops.multiply(wash, ponds), tone, strength)


def _from_the_air(u: float, v: float) -> Point:
    """From the plain (0..1 is about what shows) to the sheet: tilted back and turned a little."""
    turned_u, turned_v = u + 0.16 * (v - 0.5), v - 0.30 * (u - 0.5)
    deep = 1 + 0.75 * (1 - turned_v)
    return (800 + (turned_u - 0.5) * 2550 / deep, 1000 * (1 / deep - 0.571) / 0.429)


def _plots(random: Random, box: Box, depth: int) -> list[Box]:
    """Divide a field again and again, by owners' rules: into halves, thirds and long strips."""
    u0, v0, u1, v1 = box
    wide, deep = u1 - u0, v1 - v0
    large = wide * deep > 0.012
    if wide * deep < 0.003 or (depth > 3 and (not large or random.random() < 0.25)):
        return [box]
    parts = random.choice([2, 2, 3, 4 if depth > 2 else 2])
    cuts = [0.0, *sorted((k + random.uniform(-0.22, 0.22)) / parts for k in range(1, parts)), 1.0]
    plots = []
    for a, b in pairwise(cuts):
        if wide * 1.2 > deep:
            part = (u0 + wide * a, v0, u0 + wide * b, v1)
        else:
            part = (u0, v0 + deep * a, u1, v0 + deep * b)
        plots += _plots(random, part, depth + 1)
    return plots


def _causeway(canvas: Canvas) -> None:
    """A dam across the ponds, with one lorry and its dust."""
    v = 0.66
    road = [_from_the_air(u / 40 - 0.6, v) for u in range(90)]
    for width, tone in ((34, "#cdb894"), (26, "#f8f1e1")):
        bank = canvas.stencil()
        bank.line(road, width)
        canvas.ink(bank, tone, 1, 1)
    ruts = canvas.stencil()
    for side in (-0.004, 0.004):
        ruts.line([_from_the_air(u / 40 - 0.6, v + side) for u in range(90)], 2.2)
    canvas.ink(ruts, "#c9b28d", 0.9)
    dust = canvas.stencil()
    for k in range(34):
        x, y = _from_the_air(0.404 - k * 0.0055, v + canvas.random.uniform(-0.006, 0.006))
        dust.disc(x, y, 6 + k * 0.7, 190 - k * 5, 0.7)
    canvas.ink(dust, "#fffaf0", 0.75, 6)
    for u0, u1, tone in ((0.408, 0.434, "#c8452f"), (0.436, 0.446, "#2f4650")):
        lorry = canvas.stencil()
        corners = ((u0, v - 0.0085), (u1, v - 0.0085), (u1, v + 0.0085), (u0, v + 0.0085))
        lorry.shape([_from_the_air(u, w) for u, w in corners])
        canvas.ink(lorry, tone)


PAINTS = (
    "#a8432f",
    "#c4673d",
    "#d39a4e",
    "#1f6670",
    "#2f8580",
    "#22405a",
    "#3a6180",
    "#d6c7aa",
    "#84393f",
    "#5f7264",
)


def container_stacks(size: Size) -> Canvas:
    """Containers in uneven stacks, lit by a low sun from the left; cranes in the haze behind."""
    sky: Stops = [(0, "#3a5876"), (0.3, "#8f9ca5"), (0.52, "#f0c49a"), (0.7, "#fce3b9")]
    canvas = Canvas.blank(size, "container-stacks-10", sky)
    canvas.wisps(16, 134, [(0, "#4c667f"), (0.5, "#f6d3a8"), (0.7, "#fff2d6")], 0.5)
    canvas.glow(230, 520, 1400, "#ffb26b", 0.75, 2.2)
    canvas.orb(230, 470, 58, "#fff4d8", 1.5)
    cranes = canvas.stencil()
    for x, scale in ((500, 4.4), (1030, 4.0), (1480, 4.6)):
        draw_gantry(cranes, x, 780, scale, -1)
    canvas.ink(cranes, "#b58f86", 0.75, 0.6)
    canvas.haze(420, 900, "#ffdcae", 0.6)
    _stack(canvas, 690, 30, (3, 6), 0.55)
    canvas.haze(520, 1000, "#ffd7a6", 0.55)
    _stack(canvas, 860, 52, (1, 6), 0.25)
    canvas.haze(700, 1100, "#ffcf98", 0.35)
    _stack(canvas, 1010, 92, (1, 5), 0.0)
    canvas.vignette(0.45, "#1a1420")
    canvas.grain()
    return canvas


def _stack(canvas: Canvas, ground: float, unit: float, tiers: tuple[int, int], fade: float) -> None:
    """A row of stacks on `ground`, each container `unit` high; `fade` is the haze before it."""
    random = canvas.random
    colours = random.sample(PAINTS, 6)
    paints = [canvas.stencil() for _ in colours]
    shade, light, all_of_it = canvas.stencil(), canvas.stencil(), canvas.stencil()
    gaps = canvas.stencil()
    x = -random.uniform(20, 200)
    while x < 1620:
        across = unit * random.choice([1.0, 2.35, 4.6, 4.6])
        high = random.randint(*tiers)
        gaps.box(x + unit * 0.04, ground - (high - 0.06) * unit, x + across - unit * 0.02, ground)
        for tier in range(high):
            low = ground - tier * unit
            box = (x + unit * 0.02, low - unit * 0.97, x + across, low)
            random.choice(paints).box(*box)
            all_of_it.box(*box)
            _corrugate(shade, light, box, unit, ends=across < unit * 1.5)
        x += across + unit * 0.06
    yard = canvas.stencil()
    yard.box(-20, ground - 2, 1620, 1020)
    canvas.ink(yard, [(ground / 1000 - 0.01, "#8b7168"), (1, "#4a3d44")])
    canvas.ink(gaps, "#2b2230")
    for stencil, colour in zip(paints, colours, strict=True):
        canvas.ink(stencil, colour)
    canvas.ink(shade, "#140f1c", 0.42)
    canvas.ink(light, "#ffe6bd", 0.35)
    _sunlight(canvas, all_of_it.mask())
    if fade:
        canvas.ink(all_of_it, "#eebf97", fade)
        canvas.ink(yard, "#eebf97", fade)


def _corrugate(shade: Stencil, light: Stencil, box: Box, unit: float, *, ends: bool) -> None:
    left, top, right, low = box
    shade.box(left, low - unit * 0.05, right, low)
    light.box(left, top, right, top + unit * 0.035)
    for post in (left, right - unit * 0.05):
        shade.box(post, top, post + unit * 0.05, low, 150)
    if ends:  # doors: two leaves and their locking bars
        shade.box((left + right) / 2 - unit * 0.012, top, (left + right) / 2 + unit * 0.012, low)
        for bar in (0.2, 0.36, 0.64, 0.8):
            x = left + (right - left) * bar
            light.box(x, top + unit * 0.07, x + unit * 0.025, low - unit * 0.07, 170)
        return
    x, step = left + unit * 0.1, unit * 0.13
    while x < right - unit * 0.12:
        shade.box(x, top + unit * 0.08, x + step * 0.42, low - unit * 0.09, 100)
        light.box(x + step * 0.42, top + unit * 0.08, x + step * 0.6, low - unit * 0.09, 110)
        x += step


def _sunlight(canvas: Canvas, mask: Image.Image) -> None:
    """Warm from the left, dusk to the right."""
    across = Image.linear_gradient("L").rotate(90).resize(canvas.size)
    canvas.ink(ImageChops.multiply(mask, across), "#1d1a33", 0.5)
    warm = ImageChops.multiply(mask, ImageChops.invert(across))
    canvas.shine(warm.point([round(v * 0.32) for v in range(256)]), "#ff9d4f")
