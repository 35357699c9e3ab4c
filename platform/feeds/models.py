"""What is still to be announced: which address changed, to whom it is told, and when to try."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["LONGEST_ADDRESS", "Announcement", "Receiver"]

LONGEST_ADDRESS = 500  # characters


class Receiver(models.TextChoices):
    """Who is told that an address changed."""

    HUB = "hub", "WebSub hub"
    SEARCH_ENGINES = "search-engines", "Search engines (IndexNow)"


class Announcement(models.Model):
    """An address that changed and has not been announced since.

    One row for each receiver and address, however often it changes; done is deleted. ``position``
    is the record's last entry that changed it, ``since`` when that was noticed, ``due`` when to
    try next. Whoever tries moves ``due`` first: it is a lease, so a process that is killed leaves
    the row to the next.
    """

    receiver = models.CharField(max_length=20, choices=Receiver.choices)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    position = models.PositiveBigIntegerField()
    since = models.DateTimeField()
    due = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["receiver", "address"], name="feeds_announced_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(receiver__in=Receiver.values), name="feeds_receiver_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["receiver", "due", "id"], name="feeds_announcements_due"),
        ]

    def __str__(self) -> str:
        return f"{self.address} to {self.receiver}"
