"""What stands below a partner's form: its keys, its use, what it was given and carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from partners.charting import Chart, chart
from partners.models import AdvanceCopy, Endpoint, Key, Partner
from partners.usage import TALLY

__all__ = ["DAYS", "KeyRow", "Overview", "overview"]

DAYS = (30, 90)


@dataclass(frozen=True)
class KeyRow:
    """A key and how it stands: valid, expiring, expired or revoked."""

    key: Key
    standing: str
    valid: bool


@dataclass(frozen=True)
class Overview:
    keys: list[KeyRow]
    endpoints: list[Endpoint]
    copies: list[AdvanceCopy]
    carried: int
    chart: Chart
    spans: tuple[int, ...] = DAYS


def overview(partner: Partner, *, now: datetime, days: int) -> Overview:
    """All of it. This process's own latest counts are written first, so that they show."""
    TALLY.write()
    return Overview(
        keys=[_row(key, now) for key in partner.keys.select_related("replaces")],
        endpoints=list(partner.endpoints.all()),
        copies=list(partner.advance_copies.all()),
        carried=partner.carriages.values("article").distinct().count(),
        chart=chart(partner, today=now.date(), days=days),
    )


def _row(key: Key, now: datetime) -> KeyRow:
    if key.revoked_at:
        return KeyRow(key, "revoked", valid=False)
    if not key.is_valid(now):
        return KeyRow(key, "expired", valid=False)
    return KeyRow(key, "expiring" if key.expires_at else "valid", valid=True)
