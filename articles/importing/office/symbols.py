"""Letters of symbol fonts, which are numbers without a meaning in any other font."""

from __future__ import annotations

__all__ = ["from_symbol_font", "is_symbol_font"]

_PRIVATE = 0xF000  # where Word puts the letters of such fonts

# Adobe's Symbol encoding from 0x41 on; a space where it has what prose never needs.
_SYMBOL = dict(
    enumerate(
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        start=0x41,
    )
) | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅",
    0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xCE: "∈", 0xD1: "∇", 0xD6: "√", 0xD7: "⋅", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDE: "⇒",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def is_symbol_font(font: str) -> bool:
    return font.lower() in _FONTS or font.lower().startswith(("wingdings", "webdings"))


def from_symbol_font(code: int, font: str) -> str:
    """The character of that number in that font; ``""`` if nothing means the same."""
    if code >= _PRIVATE:
        code -= _PRIVATE
    if not is_symbol_font(font):
        return chr(code) if code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
    found = _FONTS.get(font.lower(), {}).get(code, "")
    plain = font.lower() == "symbol" and 0x20 <= code < 0x41
    return found or (chr(code) if plain else "")
