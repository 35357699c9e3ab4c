"""What the worker calls. While FEDIVERSE_NAME is empty, none of it does anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fediverse import announcing, arrivals, delivering, keys
from fediverse.models import Arrival, Delivery, Follower, Instance
from fediverse.speaking import Speaker
from outgoing.rules import from_names
from record.models import Entry
from renderings.activity import ActorAddresses

__all__ = ["announce", "believe", "deliver", "forget"]

# A signed request is good for an hour by its sender's clock, which may be an hour fast.
ARRIVALS_KEPT = timedelta(hours=3)
DELIVERIES_KEPT = timedelta(days=90)
AT_MOST = 1_000  # rows in one transaction


def announce(entries: Sequence[Entry]) -> None:
    """For a Following that begins with the next entry."""
    if settings.FEDIVERSE_NAME:
        announcing.announce(entries, now=timezone.now())


def believe() -> int:
    """Verify what came in. How many requests to others that took."""
    if not settings.FEDIVERSE_NAME or not arrivals.waiting(timezone.now()):
        return 0
    return arrivals.believe(_speaker())


def deliver() -> int:
    """Send what is waiting. How many requests to others that took."""
    if not settings.FEDIVERSE_NAME or not delivering.waiting(timezone.now()):
        return 0
    return delivering.deliver(_speaker())


def forget() -> int:
    """Remove what is of no use any more, a part at a time; how many rows."""
    now = timezone.now()
    old_arrivals = Arrival.objects.filter(done=True, received_at__lt=now - ARRIVALS_KEPT)
    told = Delivery.objects.exclude(state=Delivery.State.WAITING)
    old_deliveries = told.filter(queued_at__lt=now - DELIVERIES_KEPT)
    unused = Instance.objects.filter(
        ~Exists(Follower.objects.filter(instance=OuterRef("pk"))),
        ~Exists(Delivery.objects.filter(instance=OuterRef("pk"))),
        leased_until__lte=now,
    )
    done = 0
    for rows in (old_arrivals, old_deliveries, unused):
        keys_of_some = list(rows.values_list("pk", flat=True)[:AT_MOST])
        done += rows.model._default_manager.filter(pk__in=keys_of_some).delete()[0]
    return done


def _speaker() -> Speaker:
    own = keys.ensure(secret_key=settings.SECRET_KEY, now=timezone.now())
    networks = settings.OUTGOING_ALLOWED_NETWORKS
    return Speaker(
        where=ActorAddresses(settings.SITE_URL),
        key=keys.signing_key(own, secret_key=settings.SECRET_KEY),
        rules=from_names(networks, https_only=settings.PRODUCTION),
    )
