"""A picture of the world made of tiles: which part of it a region lies in. Pure.

The parts are the subregions of UN M49 (Standard Country or Area Codes for Statistical Use), the
countries in them those of ISO 3166-1. Where on the page a part lies, places.css says.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["PARTS", "SHADES", "Part", "Tile", "legend", "part_of", "picture", "shade"]

SHADES = 4  # of a tile, from few articles to many

# By code, in the order in which they are read aloud: from west to east, each continent as a whole.
# fmt: off
PARTS = {
    "021": ("Northern America", "BM CA GL PM US"),
    "013": ("Central America", "BZ CR GT HN MX NI PA SV"),
    "029": (
        "Caribbean",
        "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    ),
    "005": ("South America", "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    "154": ("Northern Europe", "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    "155": ("Western Europe", "AT BE CH DE FR LI LU MC NL"),
    "039": ("Southern Europe", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA"),
    "151": ("Eastern Europe", "BG BY CZ HU MD PL RO RU SK UA"),
    "015": ("Northern Africa", "DZ EG EH LY MA SD TN"),
    "011": ("Western Africa", "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
    "017": ("Middle Africa", "AO CD CF CG CM GA GQ ST TD"),
    "014": ("Eastern Africa", "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
    "018": ("Southern Africa", "BW LS NA SZ ZA"),
    "145": ("Western Asia", "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
    "143": ("Central Asia", "KG KZ TJ TM UZ"),
    "034": ("Southern Asia", "AF BD BT IN IR LK MV NP PK"),
    "030": ("Eastern Asia", "CN HK JP KP KR MN MO TW"),
    "035": ("South-eastern Asia", "BN ID KH LA MM MY PH SG TH TL VN"),
    "053": ("Australia and New Zealand", "AU CC CX HM NF NZ"),
    "054": ("Melanesia", "FJ NC PG SB VU"),
    "057": ("Micronesia", "FM GU KI MH MP NR PW UM"),
    "061": ("Polynesia", "AS CK NU PF PN TK TO TV WF WS"),
}
# fmt: on

_PART_OF = {
    **{code: code for code in PARTS},
    **{country: code for code, (_, countries) in PARTS.items() for country in countries.split()},
}


@dataclass(frozen=True)
class Tile:
    """A region there is something to read on. ``shade`` is from 1 to ``SHADES``."""

    slug: str
    name: str
    code: str
    articles: int
    shade: int = 1


@dataclass(frozen=True)
class Part:
    """A part of the world. ``own`` is the tile of the part as a whole, if something is about it."""

    code: str
    name: str
    own: Tile | None
    tiles: tuple[Tile, ...]


def part_of(code: str) -> str:
    """The M49 subregion in which a country or subregion lies; empty for what is wider than one,
    such as Asia, for what has no code, and for Antarctica, which belongs to none."""
    return _PART_OF.get(code, "")


def shade(articles: int, most: int) -> int:
    """From 1 to ``SHADES``. Each shade begins at the same multiple of the one before, for a few
    regions have most of the articles."""
    if most <= 1 or articles <= 1:
        return 1
    return min(SHADES, 1 + math.floor(SHADES * math.log(articles) / math.log(most)))


def legend(most: int) -> list[tuple[int, int, int]]:
    """Each shade that occurs, with the smallest and the largest number it stands for."""
    numbers = range(1, most + 1)
    begins = [
        bisect_left(numbers, step, key=lambda number: shade(number, most))
        for step in range(1, SHADES + 2)
    ]
    steps = zip(range(1, SHADES + 1), begins, begins[1:], strict=False)
    return [(step, begin + 1, end) for step, begin, end in steps if begin < end]


def picture(tiles: Iterable[Tile]) -> tuple[list[Part], list[Tile]]:
    """Every part of the world with its tiles by name, and the tiles that lie in no single one."""
    tiles = sorted(tiles, key=lambda tile: tile.name.casefold())
    parts = [_part(code, name, tiles) for code, (name, _) in PARTS.items()]
    return parts, [tile for tile in tiles if not part_of(tile.code)]


def _part(code: str, name: str, tiles: Sequence[Tile]) -> Part:
    inside = [tile for tile in tiles if part_of(tile.code) == code]
    own = next((tile for tile in inside if tile.code == code), None)
    return Part(code, name, own, tuple(tile for tile in inside if tile is not own))
