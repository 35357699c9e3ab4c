from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["IncomingFile", "Stage"]


class Stage(models.TextChoices):
    """How far a file is on its way in."""

    WAITING = "waiting", "Waiting"
    READING = "reading", "Being read"
    DONE = "done", "Draft made"
    REFUSED = "refused", "Not imported"


class IncomingFile(models.Model):
    """A manuscript that somebody put on the desk: kept privately, read in the background.

    Whoever reads it claims it by ``taken_at`` and renews that as it goes on, so that one who is
    killed is followed by another. ``file`` is the original; it stays while its draft does.
    """

    name = models.CharField(max_length=255, help_text="As it was uploaded.")
    size = models.PositiveIntegerField(help_text="In bytes.")
    file = models.CharField(max_length=200, blank=True, help_text="Its name in the storage.")
    picture = models.CharField(max_length=200, blank=True, help_text="Of the lead photo, likewise.")
    picture_name = models.CharField(max_length=255, blank=True)
    alt_text = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="incoming_files"
    )
    arrived_at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.WAITING)
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    hundredths = models.PositiveSmallIntegerField(default=0, help_text="How much of it is done.")
    doing = models.CharField(max_length=100, blank=True)
    problem = models.TextField(blank=True, help_text="Why it was refused, and what to do.")
    was_known = models.BooleanField(default=False, help_text="Its draft was there before.")
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="incoming_files"
    )

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-arrived_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["arrived_at"],
                name="incoming_file_undone",
                condition=models.Q(stage__in=["waiting", "reading"]),
            )
        ]

    def __str__(self) -> str:
        return self.name
