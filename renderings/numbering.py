"""The markers of list items, for forms in which nothing counts them."""

from __future__ import annotations

from record.document import List, Numbering

__all__ = ["marker"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def marker(block: List, place: int) -> str:
    """``2.``, ``(b)``, ``iv.`` or ``•`` of the item at ``place``, counted from 0."""
    number = block.start + place
    match block.numbering:
        case Numbering.BULLET:
            return "•"
        case Numbering.DECIMAL:
            text = str(number)
        case Numbering.LOWER_ALPHA | Numbering.UPPER_ALPHA:
            text = _letters(number)
        case Numbering.LOWER_ROMAN | Numbering.UPPER_ROMAN:
            text = _roman(number)
    if block.numbering in (Numbering.UPPER_ALPHA, Numbering.UPPER_ROMAN):
        text = text.upper()
    return f"({text})" if block.parenthesised else f"{text}."


def _letters(number: int) -> str:
    """a, b, … z, aa, ab, …; the number itself below 1, as browsers do."""
    if number < 1:
        return str(number)
    text = ""
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    """Lower-case Roman; the number itself outside 1 to 3999, as browsers do."""
    if not 1 <= number <= 3999:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
