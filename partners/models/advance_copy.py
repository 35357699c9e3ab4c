"""Articles given to a partner before their hour."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models.partner import Partner

__all__ = ["AdvanceCopy"]


class AdvanceCopy(models.Model):
    """A copy of an article under embargo, for one partner. Written by the newsroom only.

    `document` is canonical JSON as the record keeps it. A copy is no version: what is published
    at the hour may differ.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="advance_copies")
    article = models.UUIDField()
    slug = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    document = models.TextField()
    embargo_until = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["embargo_until", "pk"]
        verbose_name_plural = "advance copies"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "partner"], name="partners_advancecopy_once"
            ),
            models.CheckConstraint(condition=~Q(document=""), name="partners_advancecopy_has_text"),
        ]
        indexes = [models.Index(fields=["slug"], name="partners_advancecopy_slug")]

    def __str__(self) -> str:
        return f"{self.title} for {self.partner}"
