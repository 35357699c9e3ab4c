"""Taking deliveries to be sent, so that no other worker takes them at the same time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from webhooks.models import TEST, Delivery, DeliveryQuerySet, State

__all__ = ["claim"]

LOOK_AGAIN = timedelta(minutes=5)  # at what waits for an endpoint that is switched off


def claim(*, now: datetime, lease: timedelta, each: int, most: int) -> list[Delivery]:
    """At most that many due deliveries, each leased to the caller until ``now + lease``.

    ``each``: how many may be under way to one endpoint; to one that fails it is one.
    Of an article, an endpoint is told one event after the other. A worker that dies with a lease
    delays what it held until the lease has run out, and nothing else.
    """
    claimed: list[Delivery] = []
    endpoints = (
        Delivery.objects.due(now)
        .order_by()
        .values_list(
            "endpoint",
            "endpoint__active",
            "endpoint__partner__active",
            "endpoint__circuit__failures",
        )
    )
    for endpoint, active, partner_active, failures in endpoints.distinct():
        due = Delivery.objects.due(now).filter(endpoint=endpoint)
        if not (active and partner_active):
            due.exclude(event=TEST).update(next_at=now + LOOK_AGAIN)
            due = due.filter(event=TEST)
        under_way = Delivery.objects.filter(
            endpoint=endpoint, state=State.PENDING, lease_until__gt=now
        )
        room = min((1 if failures else each) - under_way.count(), most - len(claimed))
        if room > 0:
            claimed += _leased(due, room, now, lease)
    return claimed


def _leased(due: DeliveryQuerySet, room: int, now: datetime, lease: timedelta) -> list[Delivery]:
    # A test is somebody's question whether the endpoint is well: it does not wait for the answer.
    open_until = "endpoint__circuit__open_until"
    closed = Q(**{f"{open_until}__isnull": True}) | Q(**{f"{open_until}__lte": now})
    ready = due.filter(closed | Q(event=TEST)).first_of_their_articles().order_by("next_at", "pk")
    mine = []
    for delivery in ready.select_related("endpoint__partner")[:room]:
        until = now + lease
        if Delivery.objects.due(now).filter(pk=delivery.pk).update(lease_until=until):
            delivery.lease_until = until
            mine.append(delivery)
    return mine
