"""What a clock on the wall says, as an instant; around the nights when clocks change, too.

Twice a year an hour happens twice, or not at all. Guessing would publish an hour early or late,
so both are refused, with the two instants that may be meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["Ambiguous", "Nonexistent", "UnclearTime", "instant", "offset_of", "spelt_out"]


class UnclearTime(ValueError):
    """A local time that names no single instant. ``choices`` are the two it may mean, in UTC."""

    def __init__(self, local: datetime, zone: ZoneInfo, choices: tuple[datetime, datetime]) -> None:
        self.local = local
        self.zone = zone
        self.choices = choices
        super().__init__(self.reason())

    def reason(self) -> str:
        raise NotImplementedError


class Ambiguous(UnclearTime):
    """Clocks go back that night, so this hour happens twice. Ask which of the two is meant."""

    def reason(self) -> str:
        return (
            f"Clocks in {self.zone.key} go back that day: {self.local:%H:%M} happens twice. "
            "Choose which of the two is meant."
        )


class Nonexistent(UnclearTime):
    """Clocks go forward that night and skip this hour. Ask for a time before or after."""

    def reason(self) -> str:
        return (
            f"Clocks in {self.zone.key} go forward that day: {self.local:%H:%M} does not exist. "
            "Choose a time before or after."
        )


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which clocks in the zone show ``local``, which has no zone itself.

    Raises ``Ambiguous`` or ``Nonexistent``.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(zone).replace(tzinfo=None) != local:
        # In a gap, the offset before it leads behind the gap, and the other way round.
        raise Nonexistent(local, zone, (second, first))
    raise Ambiguous(local, zone, (first, second))


def offset_of(at: datetime) -> str:
    """The distance from UTC of an aware time, such as "UTC+05:30"."""
    offset = at.utcoffset() or timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours:02d}:{minutes:02d}"


def spelt_out(at: datetime, zone: ZoneInfo) -> str:
    """ "Sunday 25 October 2026, 02:30 CEST (UTC+02:00)"."""
    local = at.astimezone(zone)
    name = local.tzname() or ""
    abbreviation = f" {name}" if name.isalpha() else ""
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}{abbreviation} ({offset_of(local)})"
