from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["Autosave"]


class AutosaveQuerySet(models.QuerySet["Autosave"]):
    def kept(self) -> AutosaveQuerySet:
        """Those whose text has not been saved."""
        return self.filter(saved_at=None)


class Autosave(models.Model):
    """What somebody has typed into an article's form and not saved, so that no crash can take it.

    The article itself stays untouched. ``sitting`` names one opening of the form; ``values`` are
    the form's fields as a browser would send them, as pairs of name and value. Once the form is
    saved, ``values`` are empty, and the row only tells that a belated copy is of no use.
    """

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="autosaves",
        help_text="Empty for one that is not yet begun.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sitting = models.UUIDField()
    begun_at = models.DateTimeField()
    at = models.DateTimeField(help_text="When the last of it was typed.")
    saves = models.PositiveIntegerField(help_text="The browser's count; a lower one comes late.")
    base = models.PositiveIntegerField(
        null=True, blank=True, help_text="The edit number the form was filled in from."
    )
    values = models.JSONField(default=list)
    saved_at = models.DateTimeField(null=True, blank=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "sitting"], name="autosave_of_a_sitting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"
