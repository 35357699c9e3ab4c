"""The number of a text in the index: later publications have greater ones.

Both databases then read the newest of what they find first, and stop after as many as are wanted.
"""

from __future__ import annotations

from datetime import datetime

__all__ = ["first_key_at", "key"]

# 2^24 articles share a second before two could share a number: no record comes near.
BITS = 24


def key(first_published: datetime, number: int) -> int:
    """Of the article with this primary key."""
    return first_key_at(first_published) | number & ((1 << BITS) - 1)


def first_key_at(at: datetime) -> int:
    """Not greater than the key of anything published in that second or later."""
    return int(at.timestamp()) << BITS
