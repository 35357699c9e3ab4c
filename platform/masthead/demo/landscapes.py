"""The demonstration's pictures of land: rice terraces, a mountain pass, a ridge with turbines."""

from math import cos, log, pi, sin

from PIL import Image, ImageChops, ImageFilter, ImageMath

from masthead.demo.brushes import Canvas, Stops, above, column, mix
from masthead.demo.machines import draw_turbine
from masthead.demo.stencils import SHEET, Point, hills, peaks

__all__ = ["mountain_pass", "rice_terraces", "wind_on_the_ridge"]

Size = tuple[int, int]


def rice_terraces(size: Size) -> Canvas:
    """Flooded terraces step down a hillside, each pool holding a strip of the sunrise."""
    sky: Stops = [(0, "#5f7fa3"), (0.16, "#c99aa6"), (0.3, "#f6bd92"), (0.4, "#fde2b4")]
    canvas = Canvas.blank(size, "rice-terraces", sky)
    canvas.wisps(16, 130, [(0, "#8794b4"), (0.25, "#ffd6ae"), (0.4, "#fff1d2")], 0.5)
    canvas.glow(520, 330, 1250, "#ffb877", 0.75, 2.3)
    canvas.orb(520, 322, 58, "#fff6dd", 1.2)
    for base, height, tone in ((380, 210, "#a695b0"), (420, 150, "#7f8fa0"), (470, 90, "#587a7c")):
        line = peaks(canvas.random, base=base, height=height, rough=0.48)
        canvas.land(line, [(0, tone), (0.3, "#f0c6a2"), (1, "#f0c6a2")])
        canvas.haze(base - 40, base + 80, "#ffe0b8", 0.5)
    _terraces(canvas)
    canvas.glow(520, 380, 1500, "#ffb877", 0.28, 1.8)
    canvas.vignette(0.4, "#10201c")
    canvas.grain(4)
    return canvas


HORIZON = 380  # of the terraces; they are as if seen from across the valley


def _terraces(canvas: Canvas) -> None:
    """Pool below pool along the contours of one slope, so that no two ever cross.

    `steps` counts the terraces downwards; its fraction says where on its terrace a point lies, from
    the foot of the wall behind (0) over the water to the edge and the face of the next wall (1).
    """
    size = canvas.size
    swell = canvas.field(3, 2, 3)
    wide, high = swell.size
    # Taller than the picture, then sheared: the hillside climbs to the right.
    slope = column((wide, high * 2), lambda y: log(max(20.0, 2 * y - 500 - HORIZON)))
    climb = 0.21 * high / wide * 1.6
    shear = (1, 0, 0, climb, 1, high * 0.5 - climb * wide * 0.42)
    smooth = Image.Resampling.BILINEAR
    slope = slope.transform(swell.size, Image.Transform.AFFINE, shear, resample=smooth)
    steps = ImageMath.lambda_eval(
        lambda at: (at["slope"] - 4.02) / 0.128 + (at["swell"] - 128) / 30, slope=slope, swell=swell
    ).resize(size, Image.Resampling.BICUBIC)
    plots = canvas.field(9, 1, 2).resize(size, Image.Resampling.BICUBIC)
    number = ImageMath.lambda_eval(lambda at: at["int"](at["steps"]), steps=steps)
    place = ImageMath.lambda_eval(
        lambda at: (at["steps"] - at["number"]) * 255, steps=steps, number=number
    ).convert("L")
    parcel = ImageMath.lambda_eval(
        lambda at: (
            (at["number"] * 37 + at["int"]((at["plots"] + at["number"] * 53) / 30) * 91) % 256
        ),
        number=number,
        plots=plots,
    ).convert("L")
    _flood(canvas, above(steps, 1, size), place, parcel)


def _flood(canvas: Canvas, slope: Image.Image, place: Image.Image, parcel: Image.Image) -> None:
    def part(start: int, end: int, *, fade: bool = False) -> Image.Image:
        table = [
            (round(255 * (v - start) / (end - start)) if fade else 255) if start <= v <= end else 0
            for v in range(256)
        ]
        soft = place.point(table).filter(ImageFilter.GaussianBlur(canvas.size[0] / 3000))
        return ImageChops.multiply(soft, slope)

    water: Stops = [
        (0.42, "#fee6bd"),
        (0.52, "#fbc9a2"),
        (0.68, "#d3a0a8"),
        (0.84, "#8f93b8"),
        (1, "#587199"),
    ]
    canvas.ink(slope, water)
    pool = part(0, 188)
    planted = parcel.point([canvas.random.choice([0, 0, 0, 0, 0, 90, 210]) for _ in range(256)])
    green: Stops = [(0.42, "#b9bd84"), (0.7, "#86a56e"), (1, "#3f7358")]
    canvas.ink(ImageChops.multiply(planted, pool), green)
    walls = parcel.filter(ImageFilter.FIND_EDGES).point([0] * 8 + [255] * 248)
    walls = walls.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.GaussianBlur(1))
    canvas.ink(ImageChops.multiply(walls, pool), [(0.42, "#8d9c66"), (1, "#2c5140")], 0.9)
    shadow = ImageChops.multiply(
        part(0, 60), place.point([max(0, 255 - v * 4) for v in range(256)])
    )
    canvas.ink(shadow, [(0.42, "#8a8f70"), (1, "#243f45")], 0.55)
    canvas.ink(part(186, 255), [(0.42, "#7c9560"), (0.7, "#4a7550"), (1, "#24503e")])
    canvas.ink(part(200, 255, fade=True), [(0.42, "#56764f"), (1, "#0f2a26")], 0.85)
    canvas.ink(part(184, 196), [(0.42, "#cfd193"), (0.7, "#a9bf6c"), (1, "#86a857")])


def mountain_pass(size: Size) -> Canvas:
    """A pale road winds up between steep mountains towards a snowy pass."""
    sky: Stops = [(0, "#3f79b3"), (0.25, "#86b5d6"), (0.45, "#d5e7e8"), (0.55, "#f8eedb")]
    canvas = Canvas.blank(size, "mountain-pass", sky)
    canvas.wisps(14, 134, [(0, "#a9cbe0"), (0.5, "#ffffff")], 0.55)
    canvas.glow(640, 400, 1250, "#fff0cf", 0.7, 2.3)
    for mountains, snow, rock, foot in (
        (((560, 330, 620), (330, 240, 700), (1490, 250, 700)), "#fbfcfb", "#a9c2d8", "#e3ecec"),
        (((90, 300, 760), (1080, 170, 980), (1360, 300, 720)), "#f4f8fb", "#7f9fc0", "#cfdde2"),
        (((-60, 340, 900), (1640, 290, 960)), "#e9f1f7", "#53779f", "#a5bcc8"),
    ):
        for x, top, wide in mountains:
            _mountain(canvas, (x, top), wide, snow, rock, foot)
        canvas.haze(480, 720, "#f3f1e6", 0.6)
    for side, base, tone, foot in (
        (1, 636, "#64879a", "#b3c2bd"),
        (-1, 664, "#466b7b", "#a0b0a4"),
    ):
        _flank(canvas, side, base, tone, foot)
        canvas.haze(base - 40, base + 130, "#eef0e0", 0.3)
    _post(canvas, 806, 668)
    _valley(canvas)
    canvas.vignette(0.35, "#0d2230")
    canvas.grain()
    return canvas


def _mountain(canvas: Canvas, summit: Point, wide: float, snow: str, rock: str, foot: str) -> None:
    """Two faces either side of a broken ridge: the left one in the light, the right in shade."""
    random, (x, top) = canvas.random, summit
    base = 760.0
    left, spine, right = [], [], []
    for step in range(41):
        share = step / 40
        y = top + (base - top) * share
        jag = random.uniform(-1, 1) * (6 + 16 * share) * min(1.0, share * 5)
        left.append((x - wide * 0.62 * share**1.06 + jag, y + random.uniform(-7, 7) * share))
        spine.append((x + wide * 0.06 * sin(share * 9) * share + 2.4 * jag + wide * 0.1 * share, y))
        right.append((x + wide * 0.62 * share**1.06 - jag, y + random.uniform(-7, 7) * share))
    peak, floor = top / SHEET[1], base / SHEET[1]
    tones = {"lit": (snow, mix(snow, rock, 0.35)), "shaded": (mix(snow, rock, 0.55), rock)}
    for side, face in (("lit", [*left, *spine[::-1]]), ("shaded", [*spine, *right[::-1]])):
        bright, dark = tones[side]
        stencil = canvas.stencil()
        stencil.shape(face)
        middle = peak + (floor - peak) * 0.42
        canvas.ink(stencil, [(peak, bright), (middle, dark), (floor, foot)])
    _gullies(canvas, (x, top), wide, snow, rock)


def _gullies(canvas: Canvas, summit: Point, wide: float, snow: str, rock: str) -> None:
    """Dark rock showing through the snow on the lit face, snow lying in the shaded one."""
    random, (x, top) = canvas.random, summit
    for side, tone in ((-1, rock), (1, snow)):
        streaks = canvas.stencil()
        for _ in range(16):
            share = random.uniform(0.12, 0.62)
            y = top + 400 * share
            px = x + side * wide * 0.30 * share * random.uniform(0.2, 1.5)
            run = random.uniform(26, 90) * (0.4 + share)
            lean = side * run * random.uniform(0.3, 0.6)
            streaks.shape(
                [
                    (px, y),
                    (px + lean * 0.4 + 5, y + run * 0.5),
                    (px + lean, y + run),
                    (px + lean * 0.3 - 4, y + run * 0.55),
                ]
            )
        canvas.ink(streaks, tone, 0.42)


def _flank(canvas: Canvas, side: int, base: float, tone: str, foot: str) -> None:
    """A wooded shoulder of the valley that falls towards the pass in the middle."""
    random = canvas.random
    rough = peaks(random, base=0, height=1, rough=0.5, steps=8)
    points: list[Point] = []
    for i, (_, y) in enumerate(rough):
        share = i / (len(rough) - 1)
        fall = 330 * cos(min(1.0, share * 1.02) * pi / 2) ** 1.1
        tree = random.uniform(0, 15) if i % 2 and share < 0.85 else 0
        points.append((share * 900, base + 30 + 80 * share**3 - fall * (0.9 - 0.25 * y) - tree))
    points += [(900, 1020), (-20, 1020), (-20, points[0][1])]
    if side > 0:
        points = [(SHEET[0] - x, y) for x, y in points]
    stencil = canvas.stencil()
    stencil.shape(points)
    top = (base - 300) / SHEET[1]
    canvas.ink(stencil, [(top, tone), (top + 0.3, foot), (1, foot)])


def _valley(canvas: Canvas) -> None:
    """Three swells of meadow, and the road that comes and goes over them."""
    random = canvas.random
    swells: tuple[tuple[float, float, float, Stops, tuple[float, float, float], float], ...] = (
        (694, 16, 1.1, [(0, "#c9bd92"), (1, "#a79c6f")], (800, 752, 716), 8),
        (760, 44, 1.5, [(0, "#a9a070"), (0.6, "#77774e"), (1, "#66693f")], (716, 960, 900), 22),
        (868, 58, 1.2, [(0, "#6f7148"), (0.35, "#43543f"), (1, "#1f3233")], (890, 560, 900), 56),
    )
    for base, height, waves, stops, bend, wide in swells:
        line = hills(random, base=base, height=height, waves=waves, rough=0.25)
        canvas.land(line, stops)
        _road(canvas, line, bend, wide)
        grass = canvas.stencil()
        for _ in range(1800):
            gx, gy = random.uniform(0, 1600), base + 40 + random.random() * 330
            tall = (gy - 620) / 34
            grass.line([(gx, gy), (gx + random.uniform(1, 4), gy - tall)], 0.7 + tall / 12, 170)
        meadow = canvas.stencil()
        meadow.land([(x, y + 6) for x, y in line])
        canvas.ink(grass, "#efe3ae", 0.22, within=meadow)


def _road(canvas: Canvas, line: list[Point], bend: tuple[float, float, float], wide: float) -> None:
    """From the crest of a swell to the foot of the sheet through three points, widening."""
    start, middle, end = bend
    crest = min(line, key=lambda point: abs(point[0] - start))[1]
    left, right = [], []
    for step in range(41):
        t = step / 40
        x = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
        y = crest - 1 + 170 * t * (1.0 + 0.6 * wide / 58)
        half = wide * (0.34 + 1.0 * t)
        left.append((x - half, y))
        right.append((x + half, y))
    swell = canvas.stencil()
    swell.land(line)
    for grow, tone in ((1.22, "#c9bd9a"), (1.0, "#f4ead2")):
        road = canvas.stencil()
        shift = [
            ((a + b) / 2, (b - a) / 2 * grow, y) for (a, y), (b, _) in zip(left, right, strict=True)
        ]
        road.shape([(m - h, y) for m, h, y in shift] + [(m + h, y) for m, h, y in shift[::-1]])
        canvas.ink(road, tone, 1, 0.5, within=swell)


def _post(canvas: Canvas, x: float, ground: float) -> None:
    """The customs post: a hut, a flag and a barrier, very small under the mountains."""
    hut = canvas.stencil()
    hut.box(x + 12, ground - 10, x + 44, ground + 30)
    hut.line([(x, ground + 30), (x, ground - 38)], 1.8)
    canvas.ink(hut, "#4d4a4e")
    roof = canvas.stencil()
    roof.shape(
        [(x + 8, ground - 9), (x + 14, ground - 18), (x + 42, ground - 18), (x + 48, ground - 9)]
    )
    roof.shape([(x + 1, ground - 37), (x + 20, ground - 34), (x + 1, ground - 27)])
    canvas.ink(roof, "#b8442f")
    light = canvas.stencil()
    light.box(x + 30, ground - 1, x + 38, ground + 8)
    canvas.ink(light, "#ffe9b0")


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
            draw_turbine(
                mills, x, ground + 6, tall * random.uniform(0.92, 1.08), random.uniform(0, 2)
            )
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
        bands.line(
            [(x, y + drop + 0.02 * k * (x - 800) * 0.3) for x, y in line],
            1.5 + k * 0.3,
            255 - k * 18,
        )
    canvas.ink(bands, "#fff0b8" if tall else "#cfcf86", 0.16, 1)
