"""What this room knows of its own: where articles were read, and the pictures made of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["OTHER", "UNKNOWN", "Picture", "Reading"]

# In place of a host: none was told, or too many were that day. No public name is like these.
UNKNOWN = ""
OTHER = "other"


class Reading(models.Model):
    """How often a version was read at a host on a day (UTC), as its counter says."""

    article = models.UUIDField(editable=False)
    number = models.PositiveIntegerField("version", editable=False)
    host = models.CharField(
        max_length=253, blank=True, editable=False, help_text="The host of the page it was on."
    )
    day = models.DateField(editable=False)
    times = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "reading elsewhere"
        verbose_name_plural = "readings elsewhere"
        ordering: ClassVar = ["-day", "-times", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "day", "host", "number"], name="republishing_reading_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="republishing_reading_of_a_version"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["day", "host"], name="republishing_by_day")]

    def __str__(self) -> str:
        return f"{self.host or 'unknown'} on {self.day}: {self.times}"


class Picture(models.Model):
    """The picture that networks show of a version. ``recipe`` says by which drawing it was made."""

    article = models.UUIDField(editable=False)
    number = models.PositiveIntegerField("version", editable=False)
    recipe = models.PositiveIntegerField(editable=False)
    file = models.CharField(max_length=200, db_index=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "social picture"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="republishing_picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article} v{self.number}"
