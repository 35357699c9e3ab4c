"""Who follows: added, removed, and where what is published must be sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When

from fediverse.incoming import Stranger
from fediverse.models import Delivery, Follower, Instance

__all__ = ["add", "remove", "remove_from", "targets"]

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def add(stranger: Stranger, *, follow: str, now: datetime) -> Follower:
    """They follow from now on, and will be told so. ``follow`` is the id of their request."""
    with transaction.atomic():
        instance, _ = Instance.objects.get_or_create(
            host=urlsplit(stranger.actor).netloc.lower(),
            defaults={"due_at": now, "leased_until": LONG_AGO},
        )
        values = {
            "inbox": stranger.inbox,
            "shared_inbox": stranger.shared_inbox,
            "instance": instance,
            "key_id": stranger.key_id,
            "public_key": stranger.public_key,
            "follow": follow,
        }
        follower, _ = Follower.objects.update_or_create(
            actor=stranger.actor, defaults=values, create_defaults={**values, "since": now}
        )
        accept = Delivery.Activity.ACCEPT
        Delivery.objects.filter(follower=follower, state=Delivery.State.WAITING).delete()
        Delivery.objects.create(
            instance=instance,
            inbox=stranger.inbox,
            activity=accept,
            follower=follower,
            queued_at=now,
        )
    return follower


def remove(follower: Follower) -> None:
    """They no longer follow; nothing of them is kept."""
    with transaction.atomic():
        follower.delete()
        _drop_waiting(follower.target)


def remove_from(inbox: str) -> int:
    """Everybody who is served by an inbox that is gone; how many there were."""
    with transaction.atomic():
        gone = Follower.objects.filter(Q(shared_inbox=inbox) | Q(inbox=inbox))
        number = gone.count()
        gone.delete()
        _drop_waiting(inbox)
    return number


def targets() -> dict[str, int]:
    """Every inbox that must be told of an article, once, with its instance's key."""
    return dict(_with_target().values_list("at", "instance_id").distinct())


def _with_target() -> QuerySet[Any]:
    """``at`` is what ``Follower.target`` is."""
    own = When(shared_inbox="", then=F("inbox"))
    return Follower.objects.annotate(at=Case(own, default=F("shared_inbox")))


def _drop_waiting(inbox: str) -> None:
    """What waits for an inbox that serves nobody any more, but for news of withdrawals: whoever
    got an article is told that it is withdrawn."""
    if not _with_target().filter(at=inbox).exists():
        waiting = Delivery.objects.filter(inbox=inbox, state=Delivery.State.WAITING)
        waiting.exclude(activity=Delivery.Activity.DELETE).delete()
