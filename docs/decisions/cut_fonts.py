"""Cuts the fonts of the readers' pages out of Source Serif 4, as decision 0016 says.

    python3 -m venv /tmp/fonts
    /tmp/fonts/bin/pip install brotli==1.2.1 fonttools==4.68.0 fontpkg-source-serif-4==4.4
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

# As in CSS, where reader.css says the same. English, with the punctuation of a set title …
ENGLISH = "U+20-3B, U+3F, U+41-5A, U+61-7A, U+A0, U+2013-2014, U+2018-2019, U+201C-201D, U+2026"
# … its western neighbours, signs, arrows …
WESTERN = (
    "U+3C-3E, U+40, U+5B-60, U+7B-7E, U+A1-FF, U+2010-2012, U+2015, U+201A, U+201E-2025, "
    "U+2027-2044, U+20AC, U+2190-2193, U+2212"
)
# … and all other Latin: names from Warsaw to Hanoi, romanised Arabic, Japanese and Sanskrit.
OTHER = "U+100-24F, U+2B0-345, U+1E00-1EFF, U+2070-20AB, U+20AD-20BF, U+2116-2122, U+2260-2265"

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
    files: dict[str, list[str]]  # the end of a file's name → the ranges it holds


WHOLE = {"": [ENGLISH, WESTERN], "-other": [OTHER]}
IN_PARTS = {"": [ENGLISH], "-western": [WESTERN], "-other": [OTHER]}
CUTS = [
    Cut("text", ROMAN, 14, 400, LETTERS + FIGURES + CAPITALS, WHOLE),
    Cut("italic", ITALIC, 14, 400, LETTERS + FIGURES, WHOLE),
    Cut("bold", ROMAN, 14, 650, LETTERS + FIGURES, WHOLE),
    Cut("display", ROMAN, 40, 480, ["kern"], IN_PARTS),
]


def characters(ranges: list[str]) -> set[int]:
    numbers: set[int] = set()
    for part in ", ".join(ranges).replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        numbers.update(range(int(first, 16), int(last or first, 16) + 1))
    return numbers


def drawn(cut: Cut) -> TTFont:
    """The face at its size and weight, with the figures of running text where none are chosen."""
    font = TTFont(SOURCE / "files" / cut.source, recalcTimestamp=False)
    axes = {"opsz": cut.size, "wght": cut.weight}
    instancer.instantiateVariableFont(font, axes, inplace=True)
    if "pnum" not in cut.features:
        proportional(font)
    return font


def proportional(font: TTFont) -> None:
    """Draws the figures as wide as they are, for good; else they stand as in a table."""
    substitutions = font["GSUB"].table
    for record in substitutions.FeatureList.FeatureRecord:
        if record.FeatureTag == "pnum":
            [lookup] = [substitutions.LookupList.Lookup[i] for i in record.Feature.LookupListIndex]
            [mapping] = [getattr(table, "ExtSubTable", table).mapping for table in lookup.SubTable]
    drawings = font.getBestCmap()
    figures = {number: mapping[drawings[number]] for number in range(ord("0"), ord("9") + 1)}
    for table in font["cmap"].tables:
        table.cmap.update(figures)


def forget_slight_kerning(font: TTFont, least: int = 8) -> None:
    """Less than 8 of 1,000 units to the letter’s size is not seen, and weighs up to a kilobyte."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for row in getattr(getattr(table, "ExtSubTable", table), "Class1Record", []):
                for cell in row.Class2Record:
                    if cell.Value1 and abs(cell.Value1.XAdvance) < least:
                        cell.Value1.XAdvance = 0


def write(cut: Cut, numbers: set[int], path: Path) -> None:
    font = drawn(cut)
    options = subset.Options(
        layout_features=cut.features,
        hinting=False,
        notdef_outline=False,
        name_IDs=[0, 14],  # copyright, and the address of the licence
    )
    options.drop_tables += ["BASE", "STAT", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=numbers)
    subsetter.subset(font)
    forget_slight_kerning(font)
    for number, words in ((1, "Masthead"), (2, cut.name), (4, f"Masthead {cut.name}")):
        font["name"].setName(words, number, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(path)


if __name__ == "__main__":
    WHERE.mkdir(exist_ok=True)
    for cut in CUTS:
        for end, ranges in cut.files.items():
            write(cut, characters(ranges), WHERE / f"{cut.name}{end}.woff2")
    shutil.copyfile(SOURCE / "LICENSE", WHERE / "OFL.txt")
