"""Which language a manuscript is written in, as far as its script tells."""

from __future__ import annotations

__all__ = ["guess_language"]

SHARE = 0.2  # of the letters; names and quotations in another script stay below it


def guess_language(text: str) -> str:
    """ "ko", "ja" or "zh" by the script that is used, else "en". A guess: tell the editor."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return "en"
    hangul = sum("가" <= c <= "힣" for c in letters)
    kana = sum("\u3040" <= c <= "\u30ff" for c in letters)
    han = sum("\u4e00" <= c <= "\u9fff" for c in letters)
    if hangul > len(letters) * SHARE:
        return "ko"
    if kana > len(letters) * SHARE / 2 and kana + han > len(letters) * SHARE:
        return "ja"
    return "zh" if han > len(letters) * SHARE else "en"
