"""What the record says happened, queued for everybody who follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fediverse.following import targets
from fediverse.models import Delivery
from record.models import Entry, Event

__all__ = ["announce"]

# What was redacted is an old version, which no server of the fediverse has asked for or shows.
ACTIVITIES = {
    Event.PUBLISHED: Delivery.Activity.CREATE,
    Event.CORRECTED: Delivery.Activity.UPDATE,
    Event.UPDATED: Delivery.Activity.UPDATE,
    Event.RETRACTED: Delivery.Activity.UPDATE,
    Event.RIGHTS_CHANGED: Delivery.Activity.UPDATE,
    Event.WITHDRAWN: Delivery.Activity.DELETE,
}


def announce(entries: Sequence[Entry], *, now: datetime) -> None:
    """Queue one delivery for each inbox and entry. Writes to the database only."""
    told = [entry for entry in entries if entry.event in ACTIVITIES]
    if not told:
        return
    following = targets()
    Delivery.objects.bulk_create(
        (
            Delivery(
                instance_id=instance,
                inbox=inbox,
                activity=ACTIVITIES[Event(entry.event)],
                article=entry.version.article,
                queued_at=now,
            )
            for entry in told
            for inbox, instance in _inboxes(entry, following).items()
        ),
        batch_size=500,
    )


def _inboxes(entry: Entry, following: dict[str, int]) -> dict[str, int]:
    """Those who follow; and of a withdrawal also those who were once given the article."""
    if entry.event != Event.WITHDRAWN:
        return following
    given = Delivery.objects.filter(article=entry.version.article, state=Delivery.State.DELIVERED)
    return {**dict(given.values_list("inbox", "instance_id")), **following}
