"""Which partner is known to carry which article."""

from django.db import models
from django.db.models import Q

from partners.models.partner import Partner

__all__ = ["Carriage", "How"]


class How(models.TextChoices):
    """How it is known that a partner carries an article."""

    WEBHOOK = "webhook", "Sent to its endpoint"
    API = "api", "Fetched with its key"
    COUNTER = "counter", "Counted on its pages"


class Carriage(models.Model):
    """A partner has an article. Written by `partners.carriage.note` only.

    `number` is the last version it is known to hold, 0 if that can't be known.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="carriages")
    article = models.UUIDField()
    how = models.CharField("known by", max_length=20, choices=How.choices)
    since = models.DateTimeField()
    last_at = models.DateTimeField("last seen")
    number = models.PositiveIntegerField("version", default=0)

    class Meta:
        ordering = ["-last_at", "-pk"]
        verbose_name = "article carried"
        verbose_name_plural = "articles carried"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "partner", "how"], name="partners_carriage_once"
            ),
            models.CheckConstraint(
                condition=Q(how__in=How.values), name="partners_carriage_how_known"
            ),
        ]
        indexes = [
            models.Index(fields=["partner", "-last_at"], name="partners_carriage_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} carries {self.article}"
