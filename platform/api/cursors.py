"""A place in an ordered list, as a word to send back: the keyset of the row it stands at.

It holds no more than what the row shows, so nobody gains by making one up; whatever can't be a
place in that list is refused.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

__all__ = ["Cursor", "InvalidCursor", "decode", "encode"]

LONGEST = 400  # characters
LARGEST_KEY = 2**63 - 1

Key = datetime | date | int | str


class InvalidCursor(ValueError):
    """Not a cursor of this list. Take one from ``next`` or ``previous`` of a page, unchanged."""


@dataclass(frozen=True)
class Cursor:
    """The place after (or, ``backwards``, before) the row whose sort columns are ``key``."""

    ordering: str
    key: tuple[Key, ...]
    backwards: bool = False


def encode(cursor: Cursor) -> str:
    """The cursor as letters, digits, ``-`` and ``_``."""
    key = [part.isoformat() if isinstance(part, date) else part for part in cursor.key]
    text = json.dumps([cursor.ordering, int(cursor.backwards), *key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str, ordering: str, kinds: tuple[type, ...]) -> Cursor:
    """The cursor in a text, for a list in that ordering with sort columns of those types.

    Raises ``InvalidCursor``.
    """
    value = _parsed(text)
    if not isinstance(value, list) or len(value) != 2 + len(kinds):
        raise InvalidCursor
    named, backwards, *key = value
    if named != ordering or type(backwards) is not int or backwards not in (0, 1):
        raise InvalidCursor
    parts = tuple(_part(each, kind) for each, kind in zip(key, kinds, strict=True))
    return Cursor(ordering, parts, bool(backwards))


def _parsed(text: str) -> Any:
    if len(text) > LONGEST or not text.isascii():
        raise InvalidCursor
    padded = text + "=" * (-len(text) % 4)
    try:
        # ``urlsafe_b64decode`` would skip what it does not know.
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
        return json.loads(raw.decode())
    except (binascii.Error, ValueError, RecursionError) as error:
        raise InvalidCursor from error


def _part(value: Any, kind: type) -> Key:
    if kind is datetime and isinstance(value, str):
        return _instant(value)
    if kind is date and isinstance(value, str):
        return _day(value)
    if kind is int and type(value) is int and 0 <= value <= LARGEST_KEY:
        return value
    if kind is str and isinstance(value, str) and value.isascii() and value.isprintable():
        return value
    raise InvalidCursor


def _instant(value: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise InvalidCursor
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidCursor from error


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidCursor from error
