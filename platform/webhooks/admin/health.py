"""How an endpoint is doing, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from partners.models import Endpoint
from webhooks.models import TEST, Circuit, Delivery, State
from webhooks.retrying import FAILURES_TO_OPEN

__all__ = ["Health", "health", "verdict"]


@dataclass(frozen=True, slots=True)
class Health:
    """What the endpoint's page shows: the ``verdict``, and counts of deliveries."""

    verdict: str
    circuit: Circuit | None
    waiting: int
    given_up: int
    delivered: int
    last: list[Delivery]

    @property
    def rests(self) -> bool:
        """Whether somebody may want it to be tried at once."""
        return self.verdict not in {"well", "not used yet"}


def verdict(endpoint: Endpoint, *, now: datetime) -> str:
    """One of: switched off, not used yet, well, failing, left alone, on trial."""
    circuit = getattr(endpoint, "circuit", None)
    if not endpoint.active:
        return "switched off"
    if circuit is None:
        return "not used yet"
    if circuit.open_until and circuit.open_until > now:
        return "left alone"
    if circuit.failures >= FAILURES_TO_OPEN:
        return "on trial"
    return "failing" if circuit.failures else "well"


def health(endpoint: Endpoint, *, now: datetime) -> Health:
    """Three queries."""
    deliveries = Delivery.objects.filter(endpoint=endpoint)
    counts = deliveries.exclude(event=TEST).aggregate(
        waiting=Count("pk", filter=Q(state=State.PENDING)),
        given_up=Count("pk", filter=Q(state=State.FAILED)),
        delivered=Count("pk", filter=Q(state=State.DELIVERED)),
    )
    return Health(
        verdict=verdict(endpoint, now=now),
        circuit=getattr(endpoint, "circuit", None),
        last=list(deliveries.order_by("-pk")[:5]),
        **counts,
    )
