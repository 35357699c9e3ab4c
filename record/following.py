"""Followers read the record on from where they stopped.

The record is itself the queue of what happened: a follower holds a cursor, is handed each entry
once, in order, and can be stopped and started at any time. The cursor moves in the transaction in
which the entries were handled, so what a follower writes to the database happens exactly once;
what it does outside happens at least once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from record.models import Cursor, Entry, Head

__all__ = ["Follower", "caught_up", "entries_after", "follow"]

Follower = Callable[[Sequence[Entry]], None]


def entries_after(position: int, *, limit: int) -> list[Entry]:
    """At most ``limit`` entries behind a position, in order, with their versions."""
    after = Entry.objects.filter(position__gt=position).order_by("position")
    return list(after.select_related("version")[:limit])


def caught_up() -> frozenset[str]:
    """The followers for whom there is nothing new: one query for all of them."""
    behind = Head.objects.filter(position__gt=OuterRef("position"))
    rested = Cursor.objects.filter(~Exists(behind))
    return frozenset(rested.values_list("follower", flat=True))


def follow(name: str, handle: Follower, *, limit: int = 100, from_now: bool = False) -> int:
    """Hand the next entries to a follower; how many there were (0: it has caught up).

    If ``handle`` raises, the cursor stays and the same entries come again. Two processes following
    under one name take turns: the second waits for the first. ``from_now``: one that is new here
    does not begin with the first entry but with the next.
    """
    head = Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0
    cursor = Cursor.objects.filter(follower=name).first()
    if cursor is None:
        start = head if from_now else 0
        cursor, _ = Cursor.objects.get_or_create(follower=name, defaults={"position": start})
    if cursor.position >= head:
        return 0  # without a lock: followers look several times a second
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(follower=name)
        entries = entries_after(cursor.position, limit=limit)
        if entries:
            handle(entries)
            cursor.position = entries[-1].position
            cursor.save()
    return len(entries)
