"""Cuts the fonts of the readers' pages out of Source Serif 4, as decision 0016 says.

    python3 -m venv /tmp/fonts
    /tmp/fonts/bin/pip install brotli==1.2.0 fonttools==4.63.0 fontpkg-source-serif-4==4.4
    /tmp/fonts/bin/python docs/decisions/cut_fonts.py

The same versions give the same bytes. Nothing of this is needed to run the site.
"""

import importlib.resources
import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WHERE = Path(__file__).parents[2] / "platform" / "reader" / "static" / "reader" / "fonts"
SOURCE = importlib.resources.files("fontpkg_source_serif_4")
ROMAN, ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"


def characters(ranges: str) -> list[int]:
    """The characters of a CSS ``unicode-range``; reader.css names the same ones."""
    numbers: list[int] = []
    for part in ranges.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        numbers += range(int(first, 16), int(last or first, 16) + 1)
    return numbers


# English and its western neighbours, the punctuation of a set page, arrows.
COMMON = characters("U+20-7E, U+A0-FF, U+2010-2044, U+20AC, U+2190-2193, U+2212")
# All other Latin: names from Warsaw to Hanoi, romanised Arabic, Japanese and Sanskrit; signs.
OTHER = characters(
    "U+100-24F, U+2B0-345, U+1E00-1EFF, U+2070-20AB, U+20AD-20BF, U+2116-2122, U+2260-2265"
)
LETTERS = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
FIGURES = ["lnum", "onum", "pnum", "tnum"]
CAPITALS = ["smcp", "c2sc"]


@dataclass(frozen=True)
class Cut:
    """One face. ``size`` is the optical size in points it is drawn for, ``weight`` as in CSS."""

    name: str
    source: str
    size: int
    weight: int
    features: list[str]


CUTS = [
    Cut("text", ROMAN, size=14, weight=400, features=LETTERS + FIGURES + CAPITALS),
    Cut("italic", ITALIC, size=14, weight=400, features=LETTERS + FIGURES),
    Cut("bold", ROMAN, size=14, weight=650, features=LETTERS + FIGURES),
    Cut("display", ROMAN, size=40, weight=480, features=[*LETTERS, "pnum"]),
]


def write(cut: Cut, numbers: list[int], path: Path) -> None:
    font = TTFont(SOURCE / "files" / cut.source, recalcTimestamp=False)
    instancer.instantiateVariableFont(
        font, {"opsz": cut.size, "wght": cut.weight}, inplace=True, updateFontNames=False
    )
    options = subset.Options(
        layout_features=cut.features,
        hinting=False,
        name_IDs=[0, 13, 14],  # copyright, licence and its address
        recommended_glyphs=False,
    )
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=numbers)
    subsetter.subset(font)
    for number, words in (
        (1, "Masthead"),
        (2, cut.name),
        (4, f"Masthead {cut.name}"),
        (6, f"Masthead-{cut.name}"),
    ):
        font["name"].setName(words, number, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(path)


if __name__ == "__main__":
    WHERE.mkdir(exist_ok=True)
    for cut in CUTS:
        write(cut, COMMON, WHERE / f"{cut.name}.woff2")
        write(cut, OTHER, WHERE / f"{cut.name}-other.woff2")
    shutil.copyfile(SOURCE / "LICENSE", WHERE / "OFL.txt")
