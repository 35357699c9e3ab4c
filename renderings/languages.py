"""What follows from a language tag (BCP 47): words, direction; and from a script: its language."""

from __future__ import annotations

import unicodedata

from renderings.words import Words
from renderings.words_english import ENGLISH
from renderings.words_japanese import JAPANESE
from renderings.words_korean import KOREAN

__all__ = ["direction", "primary", "script_language", "words_for"]

_WORDS = {words.language: words for words in (ENGLISH, KOREAN, JAPANESE)}

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"])

# By the first word of a letter's name in Unicode. Where a script serves several languages equally,
# the tag says the script and leaves the language undetermined.
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "BOPOMOFO": "zh",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "TIBETAN": "bo",
    "SINHALA": "si",
    "TAMIL": "ta",
    "BENGALI": "bn",
    "HEBREW": "he",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ARABIC": "und-Arab",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
}


def words_for(language: str) -> Words:
    """The words around an article in that language; in English where we have none."""
    return _WORDS.get(primary(language), ENGLISH)


def primary(language: str) -> str:
    """``ko`` of ``ko-KR``."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def direction(language: str) -> str:
    """``rtl`` or ``ltr``. A script in the tag outweighs the language: ``ks-Deva``."""
    scripts = [part.lower() for part in language.replace("_", "-").split("-")[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def script_language(text: str, document_language: str) -> str:
    """The tag for a name in its native script; ``""`` for Latin, which any language may use.

    Kana decide over Han characters, which alone are read as the document's language if that
    writes with them.
    """
    found = {_SCRIPTS.get(unicodedata.name(sign, "").split(" ", 1)[0], "") for sign in text} - {""}
    if "ja" in found:
        return "ja"
    if found == {"zh"} and primary(document_language) in ("ja", "ko"):
        return primary(document_language)
    return min(found - {"zh"} or found, default="")
