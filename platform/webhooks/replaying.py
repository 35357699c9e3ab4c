"""Sending again what was sent, or what was missed; and tests."""

from __future__ import annotations

from datetime import datetime

from partners.models import Endpoint
from record.models import Entry
from webhooks.following import plan
from webhooks.models import TEST, Delivery, DeliveryQuerySet, State

__all__ = ["send_again", "send_again_since", "send_test"]

BATCH = 500  # entries


def send_again(deliveries: DeliveryQuerySet, *, at: datetime) -> int:
    """Send deliveries once more, as the messages they were, with the present state; how many.

    What is held back by the terms, or under way, stays as it is.
    """
    free = deliveries.exclude(state=State.PENDING, lease_until__gt=at).filter(not_before__lte=at)
    return free.update(
        state=State.PENDING, tries=0, next_at=at, lease_until=None, done_at=None, because=""
    )


def send_again_since(endpoint: Endpoint, since: datetime, *, at: datetime) -> int:
    """Send everything that happened since, also what the endpoint was never sent; how many."""
    mine = Delivery.objects.filter(endpoint=endpoint).exclude(event=TEST)
    missed = Entry.objects.filter(at__gte=since, position__gt=endpoint.from_position)
    missed = missed.exclude(position__in=mine.values("position"))
    sent = send_again(mine.filter(at__gte=since), at=at)
    position = 0
    while batch := list(
        missed.filter(position__gt=position)
        .order_by("position")
        .select_related("version")
        .defer("version__document")[:BATCH]
    ):
        sent += plan(batch, endpoint, now=at)
        position = batch[-1].position
    return sent


def send_test(endpoint: Endpoint, *, at: datetime) -> Delivery:
    """Have the worker send a message that tells of nothing, once."""
    at = at.replace(microsecond=0)
    return Delivery.objects.create(endpoint=endpoint, event=TEST, at=at, not_before=at, next_at=at)
