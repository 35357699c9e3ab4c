"""What a partner may carry, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["EVERYTHING", "Terms"]


@dataclass(frozen=True, slots=True)
class Terms:
    """``licences`` are SPDX identifiers, ``sections`` primary keys; ``None``: whatever there is.

    ``delay`` is how long after its first publication an article may be carried. Corrections,
    retractions and withdrawals of what is carried never wait.
    """

    licences: frozenset[str] | None = None
    sections: frozenset[int] | None = None
    delay: timedelta = timedelta()


EVERYTHING = Terms()
