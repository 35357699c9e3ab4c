"""How much a key is used."""

from django.db import models
from django.db.models import Q

from partners.models.key import Key

__all__ = ["Usage", "UsageKind"]


class UsageKind(models.TextChoices):
    """What was asked for, and `limited` for what was refused because it was too much."""

    LIST = "list", "Lists"
    DETAIL = "detail", "Articles and other single things"
    CHANGES = "changes", "Changes"
    OTHER = "other", "Everything else"
    LIMITED = "limited", "Refused: too many"


class Usage(models.Model):
    """Requests with one key on one day (UTC). Written by `partners.usage` only."""

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="usage")
    day = models.DateField()
    kind = models.CharField(max_length=20, choices=UsageKind.choices)
    count = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "usage"
        constraints = [
            models.UniqueConstraint(fields=["key", "day", "kind"], name="partners_usage_once"),
            models.CheckConstraint(
                condition=Q(kind__in=UsageKind.values), name="partners_usage_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.kind} on {self.day}"
