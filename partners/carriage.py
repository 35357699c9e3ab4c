"""Who carries what: noted when an article is sent, fetched or counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest

from partners.hosts import InvalidHost, domains_above, normalise_host
from partners.models import Carriage, Host, How, Partner

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["carriers", "note", "partner_at"]

OFTEN_ENOUGH = timedelta(minutes=10)  # between two writes that say nothing new


def note(partner: Partner, article: UUID, *, how: How | str, number: int = 0, at: datetime) -> None:
    """The partner has this version (0: unknown which) at that time. Nothing is ever taken back.

    Asked every time a partner fetches an article: one read, and a write if it says anything new.
    """
    rows = Carriage.objects.filter(partner=partner, article=article, how=How(how))
    known = rows.values_list("number", "last_at").first()
    if known is None:
        row = Carriage(
            partner=partner, article=article, how=How(how), since=at, last_at=at, number=number
        )
        Carriage.objects.bulk_create([row], ignore_conflicts=True)
    elif known[0] >= number and at - known[1] < OFTEN_ENOUGH:
        return
    rows.update(last_at=Greatest(F("last_at"), at), number=Greatest(F("number"), number))


def carriers(article: UUID) -> QuerySet[Carriage]:
    """Everybody known to carry an article, with their partners; once for each way it is known."""
    return Carriage.objects.filter(article=article).select_related("partner")


def partner_at(host: str) -> Partner | None:
    """Whose pages lie at that host (a name as in an address), if a partner's do."""
    try:
        domains = domains_above(normalise_host(host))
    except InvalidHost:
        return None
    rows = Host.objects.filter(name__in=domains).select_related("partner")
    found = {row.name: row.partner for row in rows}
    return next((found[name] for name in domains if name in found), None)
