"""Whole numbers in addresses and forms, where anything may have been written."""

from __future__ import annotations

__all__ = ["whole_number"]

DIGITS = 18  # whatever has no more is a key that both databases can look for


def whole_number(text: str, *, digits: int = DIGITS) -> int | None:
    """The number that the text is, without a sign; ``None`` for anything else, or more digits."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_number else None
