from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["SavedFilter"]


class SavedFilter(models.Model):
    """A narrowed list of articles under a name: ``query`` is the list's own, without the page."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_000)
    shared = models.BooleanField("for everybody", default=False)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="saved_filter_name_once",
                violation_error_message="You have a filter of that name already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
