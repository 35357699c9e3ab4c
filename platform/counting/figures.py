"""How often articles were read, added up for those who ask."""

from __future__ import annotations

import operator
from dataclasses import astuple, dataclass
from uuid import UUID

from counting.models import TotalUsage

__all__ = ["NAMES", "Figures", "readings"]

# As the columns are called, in the order of ``Figures``.
NAMES = ("total_investigations", "unique_investigations", "total_requests", "unique_requests")


@dataclass(frozen=True, slots=True)
class Figures:
    """The four metrics of the Code of Practice 5.1, section 3.3.4.

    An investigation is any look at an article or what describes it, a request one at the article
    itself; *unique* counts it once in a session.
    """

    total_investigations: int = 0
    unique_investigations: int = 0
    total_requests: int = 0
    unique_requests: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*map(operator.add, astuple(self), astuple(other)))


def readings(article: UUID) -> Figures | None:
    """All that was counted for an article since it was published; ``None`` if nothing was.
    One query."""
    row = TotalUsage.objects.filter(article=article).values_list(*NAMES).first()
    return Figures(*row) if row else None
