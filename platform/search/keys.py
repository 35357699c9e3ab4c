"""The number of a text in the index: later publications have greater ones.

Both databases then read the newest of what they find first, and stop after as many as are wanted.
"""

from __future__ import annotations

from datetime import datetime

__all__ = ["first_key_at", "key", "recency"]

# 2^24 articles share a second before two could share a number: no record comes near.
BITS = 24
# A text of ten years ago counts half of one of today that says as much. Measured from a fixed day,
# so that the order of two texts never depends on the day of asking.
HALF_LIFE = 10 * 365.25 * 24 * 60 * 60  # seconds
EPOCH = 1_577_836_800  # 1 January 2020


def key(first_published: datetime, number: int) -> int:
    """Of the article with this primary key."""
    return first_key_at(first_published) | number & ((1 << BITS) - 1)


def first_key_at(at: datetime) -> int:
    """Not greater than the key of anything published in that second or later."""
    return int(at.timestamp()) << BITS


def recency(key: int) -> float:
    """What the text counts for its age: 1 of the day the measure begins with, and twice as much
    every ten years."""
    return float(2 ** (((key >> BITS) - EPOCH) / HALF_LIFE))
