"""Colours by lightness, chroma and hue as the eye sees them (Oklch), and their contrast. Pure.

Oklch is that of CSS Color 4, section 9; contrast that of WCAG 2.2. A colour is ``#rrggbb``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

__all__ = ["contrast", "darker", "lighter"]

STEPS = 200  # from black to white; the eye sees no single one

Linear = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """From 1 to 21: WCAG 2.2, “contrast ratio”."""
    darkness, light = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (light + 0.05) / (darkness + 0.05)


def darker(colour: str) -> Iterator[str]:
    """The same hue, step by step down to black."""
    lightness, chroma, hue = _oklch(_linear(colour))
    for step in range(math.ceil(lightness * STEPS) - 1, 0, -1):
        yield _fitting(step / STEPS, chroma, hue)
    yield "#000000"


def lighter(colour: str) -> Iterator[str]:
    """The same hue, step by step up to white."""
    lightness, chroma, hue = _oklch(_linear(colour))
    for step in range(math.floor(lightness * STEPS) + 1, STEPS):
        yield _fitting(step / STEPS, chroma, hue)
    yield "#ffffff"


def _fitting(lightness: float, chroma: float, hue: float) -> str:
    """The most colourful one, up to this chroma, that a screen can show at this lightness."""
    least, most = 0.0, chroma
    if _on_screen(_from_oklch(lightness, most, hue)):
        return _hexadecimal(_from_oklch(lightness, most, hue))
    for _halving in range(12):
        middle = (least + most) / 2
        if _on_screen(_from_oklch(lightness, middle, hue)):
            least = middle
        else:
            most = middle
    return _hexadecimal(_from_oklch(lightness, least, hue))


def _on_screen(linear: Linear) -> bool:
    return all(-0.0001 <= channel <= 1.0001 for channel in linear)


def _linear(colour: str) -> Linear:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    """sRGB's curve taken off: IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _hexadecimal(linear: Linear) -> str:
    channels = []
    for light in linear:
        bounded = min(max(light, 0.0), 1.0)
        value = 12.92 * bounded if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055
        channels.append(round(255 * value))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _luminance(linear: Linear) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(linear: Linear) -> tuple[float, float, float]:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Linear:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
