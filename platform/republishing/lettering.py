"""Fonts for pictures, and text set in them: every script, one run of characters to a font.

Latin, Greek and Cyrillic stand in Source Serif 4, Chinese, Japanese and Korean in Noto Sans CJK
with the forms of the document's language. What neither has is looked for among the fonts of the
machine; what nobody has can't be set (``can_set``), and is better left out than shown as boxes.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fontpkg_source_serif_4
import noto_cjk_sans_otc
from PIL import ImageDraw, ImageFont

__all__ = ["Lettering", "can_set", "without_signs"]

SERIF = Path(fontpkg_source_serif_4.ROOT) / "files" / "SourceSerif4[opsz,wght].ttf"
CJK = Path(str(noto_cjk_sans_otc.FONT_PATH))
# Found in the usual places of a Linux machine, best first.
MACHINE = (
    "NotoNaskhArabic-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSerifHebrew-Regular.ttf",
    "NotoSerifThai-Regular.ttf", "NotoSansThai-Regular.ttf", "NotoSerifDevanagari-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf", "NotoSerifGeorgian-Regular.ttf",
    "NotoSerifArmenian-Regular.ttf", "DejaVuSans.ttf",
)  # fmt: skip
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

# Faces of the collection, by language; Han characters differ between them.
FACES = {"ja": "JP", "ko": "KR", "zh": "SC"}
TRADITIONAL = ("hant", "tw", "hk", "mo")
OPTICAL = (8, 60)  # points: the range of Source Serif's axis

MISSING = "\uffff"  # no font has a sign for it: what a font shows instead
Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Lettering:
    """Letters of one ``size`` (pixels) and ``weight`` (200 to 900) for a language (BCP 47)."""

    language: str
    size: int
    weight: int = 400

    def width(self, text: str) -> float:
        """Pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def draw(
        self,
        canvas: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        fill: str,
        *,
        from_right: bool = False,
    ) -> None:
        """One line with its baseline at that point: its left end, or its right one."""
        x, y = at
        if from_right:
            x -= self.width(text)
        runs = list(self._runs(text))
        for font, run in reversed(runs) if from_right else runs:
            # The collection has one weight; a heavier one is drawn with a heavier line.
            heavier = 0.016 * self.size if font.path == CJK and self.weight >= 600 else 0
            canvas.text((x, y), run, fill=fill, font=font, anchor="ls", stroke_width=heavier)
            x += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[Font, str]]:
        fonts = _fonts(_region(self.language), self.size, self.weight)
        # A text that has Chinese, Japanese or Korean letters is set in their font throughout.
        order = (1, 0, *range(2, len(fonts))) if any(map(_is_cjk, text)) else range(len(fonts))
        start, current = 0, -1
        for place, sign in enumerate(text):
            if current >= 0 and (sign.isspace() or _has(fonts[current], sign)):
                continue
            chosen = next((n for n in order if _has(fonts[n], sign)), order[0])
            if chosen != current:
                if place > start:
                    yield fonts[current], text[start:place]
                start, current = place, chosen
        if text[start:]:
            yield fonts[max(current, 0)], text[start:]


def can_set(text: str) -> bool:
    """Whether there are fonts for every letter of a text."""
    fonts = _fonts("JP", 40, 400)
    return all(any(_has(font, sign) for font in fonts) for sign in text if sign.isalnum())


def without_signs(text: str) -> str:
    """Without the signs no font has, such as emoji, and without what joined or directed them."""
    fonts = _fonts("JP", 40, 400)
    kept = "".join(s for s in text if s.isspace() or any(_has(font, s) for font in fonts))
    said = (
        sign
        for place, sign in enumerate(kept)
        # Between letters of Persian or Hindi a joiner is part of the word.
        if unicodedata.category(sign) != "Cf" or _inside_a_word(kept, place)
    )
    return " ".join("".join(said).split())


def _inside_a_word(text: str, place: int) -> bool:
    return text[:place][-1:].isalpha() and text[place + 1 : place + 2].isalpha()


@functools.lru_cache(maxsize=64)
def _fonts(region: str, size: int, weight: int) -> tuple[Font, ...]:
    serif = ImageFont.truetype(SERIF, size)
    # In the font's own order: weight, optical size.
    serif.set_variation_by_axes([weight, min(max(size * 0.75, OPTICAL[0]), OPTICAL[1])])
    cjk = ImageFont.truetype(CJK, size, index=_face(region))
    return (serif, cjk, *(ImageFont.truetype(path, size) for path in _of_the_machine()))


@functools.cache
def _face(region: str) -> int:
    """The place of a region's face in the collection, by its name."""
    for index in range(32):
        try:
            family = ImageFont.truetype(CJK, 20, index=index).getname()[0] or ""
        except OSError:
            break
        if family.endswith(f"Sans CJK {region}"):
            return index
    return 0


@functools.cache
def _of_the_machine() -> tuple[Path, ...]:
    lying = {path.name: path for folder in FOLDERS for path in folder.rglob("*.ttf")}
    return tuple(lying[name] for name in MACHINE if name in lying)


@functools.lru_cache(maxsize=20_000)
def _has(font: Font, sign: str) -> bool:
    shown = font.getmask(sign)
    return (shown.size, bytes(shown)) != _missing(font)


@functools.lru_cache(maxsize=256)
def _missing(font: Font) -> tuple[tuple[int, int], bytes]:
    shown = font.getmask(MISSING)
    return shown.size, bytes(shown)


def _region(language: str) -> str:
    first, *rest = language.lower().replace("_", "-").split("-")
    if first == "zh" and any(part in TRADITIONAL for part in rest):
        return "TC"
    return FACES.get(first, "JP")


def _is_cjk(sign: str) -> bool:
    name = unicodedata.name(sign, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
