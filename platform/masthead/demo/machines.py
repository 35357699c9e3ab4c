"""Ships, cranes and other works of man in the demonstration's pictures, drawn in profile.

Each is drawn in its own small units, with its foot or waterline at y = 0 and up being positive, and
brought to the sheet by a place and a scale.
"""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from masthead.demo.brushes import Canvas, Stops
from masthead.demo.stencils import Point, Stencil

__all__ = ["container_rows", "draw_cable_ship", "draw_ferry", "draw_gantry", "draw_turbine"]

Placing = Callable[..., list[Point]]  # from a machine's own units to the sheet


def _placed(
    x: float, y: float, scale: float, points: tuple[Point, ...], facing: int = 1
) -> list[Point]:
    return [(x + facing * dx * scale, y - dy * scale) for dx, dy in points]


def draw_gantry(stencil: Stencil, x: float, ground: float, scale: float, facing: int = 1) -> None:
    """A ship-to-shore crane, about 130 × 100 of its units; `facing` 1 reaches to the right."""

    def at(*points: Point) -> list[Point]:
        return _placed(x, ground, scale, points, facing)

    for dx in (0, 34):
        stencil.line(at((dx, 0), (dx, 58)), 3.2 * scale)
        stencil.line(at((dx - 6, 1), (dx + 6, 1)), 3 * scale)
    stencil.line(at((0, 30), (34, 30)), 2.6 * scale)
    stencil.line(at((0, 30), (34, 58)), 1.3 * scale)
    stencil.line(at((-34, 58), (96, 62)), 3.6 * scale)
    stencil.line(at((0, 58), (20, 96), (34, 58)), 2.4 * scale)
    stencil.line(at((7, 71), (30, 71)), 1.4 * scale)
    for dx, dy in ((93, 62), (58, 61), (-33, 58)):
        stencil.line(at((20, 96), (dx, dy)), 1.0 * scale)
    stencil.shape(at((-32, 58), (-32, 67), (-10, 67), (-10, 58)))
    stencil.shape(at((57, 61), (57, 54), (66, 54), (66, 61)))
    for dx in (59, 64):
        stencil.line(at((dx, 54), (dx, 36)), 0.6 * scale)
    stencil.shape(at((52, 36), (52, 29), (71, 29), (71, 36)))


def container_rows(
    random: Random, stencil: Stencil, ground: float, left: float, right: float, unit: float
) -> None:
    """Boxes along a quay in uneven heights, each `unit` high."""
    x = left
    while x < right:
        for tier in range(random.choice([0, 0, 1, 1, 2, 3, 3])):
            low = ground - tier * unit
            stencil.box(x, low - unit + unit * 0.05, x + unit * 2.3, low)
        x += unit * 2.38


def draw_cable_ship(canvas: Canvas, x: float, water: float, scale: float) -> None:
    """A cable ship, bow to the right, with its lights on; about 310 × 110 of its units."""
    ship = canvas.stencil()

    def at(*points: Point) -> list[Point]:
        return _placed(x, water, scale, points)

    ship.shape(at((0, 0), (-6, 24), (150, 20), (226, 24), (262, 34), (300, 42), (284, 0)))
    ship.shape(at((288, 38), (304, 44), (309, 37), (299, 28)))  # the bow sheave
    ship.shape(at((170, 18), (170, 52), (246, 52), (251, 22)))
    ship.shape(at((178, 50), (178, 66), (238, 66), (241, 50)))
    ship.shape(at((186, 64), (186, 78), (232, 78), (236, 64)))
    ship.shape(at((148, 18), (151, 60), (165, 60), (166, 18)))  # the funnel
    for mast in (((208, 78), (208, 112)), ((198, 98), (218, 98)), ((214, 78), (214, 92))):
        ship.line(at(*mast), 1.6 * scale)
    for frame in (((14, 22), (4, 66)), ((36, 22), (26, 66)), ((2, 66), (30, 66))):
        ship.line(at(*frame), 3 * scale)  # the frame over the stern
    ship.line(at((90, 20), (90, 58), (132, 72)), 2.2 * scale)  # a deck crane
    ship.line(at((132, 72), (132, 50)), 0.8 * scale)
    for drum in (62, 120):
        ship.disc(x + drum * scale, water - 27 * scale, 10 * scale)
    ship.line(at((166, 30), (255, 31), (298, 47)), 0.7 * scale)  # the rail
    canvas.ink(ship, [(0, "#0b1a28"), (0.6, "#0e2130"), (1, "#0e2130")])
    _ships_lights(canvas, at)


def _ships_lights(canvas: Canvas, at: Placing) -> None:
    lights = canvas.stencil()
    for dx in range(176, 242, 8):
        for dy in (42, 30):
            if canvas.random.random() < 0.75:
                lights.shape(at((dx, dy), (dx + 3.6, dy), (dx + 3.6, dy + 3), (dx, dy + 3)))
    lights.shape(at((190, 69), (231, 69), (230, 73), (190, 73)))
    lamps = [at((208, 112))[0], at((4, 67))[0], at((297, 46))[0]]
    for lamp_x, lamp_y in lamps:
        lights.disc(lamp_x, lamp_y, 3.4)
    canvas.shine(lights.mask(8), "#ff9d42")
    canvas.ink(lights, "#ffe2a0")
    for lamp_x, lamp_y in lamps:
        canvas.glow(lamp_x, lamp_y, 90, "#ffd08a", 0.6, 2.4)


def draw_ferry(canvas: Canvas, x: float, water: float, scale: float) -> None:
    """A white ferry with a red band, bow to the right; about 600 × 290 of its units."""
    _wake(canvas, x, water, scale)

    def at(*points: Point) -> list[Point]:
        return _placed(x, water, scale, points)

    def part(tone: str | Stops, *points: Point) -> None:
        stencil = canvas.stencil()
        stencil.shape(at(*points))
        canvas.ink(stencil, tone)

    white: Stops = [(0, "#ffffff"), (0.6, "#fdfdf8"), (0.75, "#cfe3e4")]
    part("#d64b3c", (150, 268), (204, 262), (206, 190), (142, 190))
    part("#fff4e2", (149, 248), (205, 244), (205, 228), (147, 231))
    part("#17445a", (150, 274), (204, 268), (204, 260), (150, 266))
    part(white, (72, 142), (410, 142), (436, 88), (64, 88))
    part(white, (110, 186), (372, 186), (398, 142), (106, 142))
    part(white, (262, 222), (350, 222), (364, 186), (258, 186))
    for left, right, dy in ((60, 440, 138), (98, 404, 182), (252, 372, 220)):
        part("#ffffff", (left, dy + 6), (right, dy + 6), (right - 4, dy), (left, dy))
        part("#a9c9cf", (left + 4, dy), (right - 6, dy), (right - 8, dy - 5), (left + 4, dy - 5))
    part(white, (0, 90), (470, 90), (530, 104), (604, 112), (562, 0), (16, 0))
    part("#d64b3c", (5, 64), (587, 78), (582, 62), (7, 48))
    part("#17445a", (14, 10), (565, 10), (561, -2), (16, -2))
    _ferry_details(canvas, at)
    _bow_wave(canvas, x, water, scale)


def _ferry_details(canvas: Canvas, at: Placing) -> None:
    glass = canvas.stencil()
    for dy, left, right, step in ((116, 84, 404, 20), (160, 126, 366, 20), (200, 274, 344, 17)):
        for dx in range(left, right, step):
            glass.shape(at((dx, dy), (dx + step - 7, dy), (dx + step - 7, dy + 13), (dx, dy + 13)))
    for dx in range(60, 500, 34):
        ((port_x, port_y),) = at((dx, 34))
        glass.disc(port_x, port_y, 4.4)
    canvas.ink(glass, "#1e5a72")
    rails = canvas.stencil()
    for low, left, right in ((90, 4, 64), (142, 74, 106), (90, 440, 472), (186, 112, 142)):
        rails.line(at((left, low + 13), (right, low + 13)), 1.6)
        for dx in range(left, right + 1, 10):
            rails.line(at((dx, low + 13), (dx, low)), 1.1)
    canvas.ink(rails, "#f4fafa")
    masts = canvas.stencil()
    masts.line(at((306, 222), (306, 284)), 3.4)
    masts.line(at((286, 262), (326, 262)), 2.4)
    masts.line(at((30, 90), (18, 150)), 2.4)
    masts.shape(at((20, 148), (-18, 140), (-10, 128), (23, 130)))
    canvas.ink(masts, "#2c6076")
    boats = canvas.stencil()
    for dx in (120, 160, 330):
        boats.shape(at((dx, 156), (dx + 30, 156), (dx + 26, 147), (dx + 4, 147)))
    canvas.ink(boats, "#e8743b")


def _wake(canvas: Canvas, x: float, water: float, scale: float) -> None:
    shade = canvas.stencil()
    shade.shape(_placed(x, water, scale, ((10, 0), (566, 0), (520, -34), (430, -22), (70, -40))))
    canvas.ink(shade, "#0c7f8e", 0.55, 5)
    foam = canvas.stencil()
    random = canvas.random
    for _ in range(170):
        far = random.random() ** 1.3
        drop = random.uniform(-3, 17) * (0.5 + far)
        tone = round(240 * (1 - far))
        foam.disc(x + (24 - far * 620) * scale, water + drop, random.uniform(8, 34), tone, 0.14)
    for _ in range(120):
        far = random.random()
        foam.disc(
            x + (20 + far * 540) * scale,
            water + random.uniform(0, 7),
            random.uniform(8, 20),
            220,
            0.14,
        )
    canvas.ink(foam, "#ffffff", 0.9, 1.6)


def _bow_wave(canvas: Canvas, x: float, water: float, scale: float) -> None:
    foam = canvas.stencil()
    random = canvas.random
    for _ in range(60):
        along = random.random()
        high = random.uniform(0, 20) * (1 - along)
        foam.disc(
            x + (574 - along * 90) * scale,
            water + 3 - high,
            random.uniform(2.5, 7.5) * (1.2 - along * 0.6),
        )
    canvas.ink(foam, "#ffffff", 0.92, 1.2)


def draw_turbine(stencil: Stencil, x: float, ground: float, tall: float, turn: float) -> None:
    """A wind turbine `tall` units to its hub, its first blade `turn` radians from upright."""
    hub = ground - tall
    stencil.shape(
        [
            (x - tall * 0.016, ground),
            (x - tall * 0.008, hub),
            (x + tall * 0.008, hub),
            (x + tall * 0.016, ground),
        ]
    )
    for blade in range(3):
        angle = turn + blade * 2 * pi / 3
        along, side = (sin(angle), -cos(angle)), (cos(angle), sin(angle))
        outline = ((0.0, 0.010), (0.16, 0.030), (0.72, 0.006), (0.74, 0.0), (0.0, -0.012))
        stencil.shape(
            [
                (
                    x + tall * (along[0] * far + side[0] * wide),
                    hub + tall * (along[1] * far + side[1] * wide),
                )
                for far, wide in outline
            ]
        )
    stencil.disc(x, hub, tall * 0.026)
