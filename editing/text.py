"""Text as people type and paste it, made safe to keep, to print and to put into XML.

Kept: every letter, sign and emoji, joiners and direction marks that scripts need. Removed
without a word: control characters, lone surrogates, non-characters, byte-order marks. Refused:
characters that override direction, because they can make a text read other than it is.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

__all__ = ["clean_line", "clean_text", "refuse_overrides", "without_controls"]

# Embeddings, overrides and isolates: Unicode Standard Annex 9, section 2.
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
# C0 but tab and newline, DEL, C1, surrogates, byte-order mark, interlinear annotation.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufff9-\ufffb" + NON_CHARACTERS + "]"
)
EDGES = " \t\n"


def clean_line(value: str) -> str:
    """One line: NFC, no control characters, single spaces. Raises ValidationError.

    A no-break space is typography and stays.
    """
    text = without_controls(LINE_ENDS.sub(" ", value))
    return re.sub(r"[ \t]+", " ", text).strip(EDGES)


def clean_text(value: str) -> str:
    """Several lines, ended by "\\n": as clean_line, and without spaces at the ends of lines."""
    text = without_controls(LINE_ENDS.sub("\n", value)).replace("\t", " ")
    return "\n".join(line.rstrip(EDGES) for line in text.split("\n")).strip(EDGES)


def without_controls(value: str) -> str:
    """NFC and nothing that XML or a terminal chokes on. Raises ValidationError for overrides."""
    refuse_overrides(value)
    return unicodedata.normalize("NFC", UNWANTED.sub("", value))


def refuse_overrides(value: str) -> None:
    """Raises ValidationError, naming the character and what stands before it."""
    match = OVERRIDES.search(value)
    if match is None:
        return
    before = value[max(0, match.start() - 20) : match.start()].strip()
    name = unicodedata.name(match[0])
    where = f"after “{before}”" if before else "at the beginning"
    raise ValidationError(
        f"An invisible character {where} changes the direction of the text "
        f"(U+{ord(match[0]):04X} {name}). Delete it and type the words anew.",
        code="direction_override",
    )
