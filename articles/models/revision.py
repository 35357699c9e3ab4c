from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Revision(models.Model):
    """A save of an article, whole: who, when, why, and which fields it changed.

    ``snapshot`` is what ``articles.revisions`` reads from an article and can write back.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed = models.CharField(
        max_length=150,
        blank=True,
        help_text="Who made it without an account, such as an author who corrected a proof.",
    )
    reason = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField()
    changed = models.JSONField(default=list)
    published_as = models.PositiveIntegerField(
        null=True, blank=True, help_text="The version of the record that this text became."
    )
    edit_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="The article's, once it said this; unknown of old ones."
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["article", "published_as"], name="revision_published_as_once"
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"
