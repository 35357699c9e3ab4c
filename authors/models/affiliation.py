"""Who worked where, in which role, from when to when."""

from django.db import models
from django.db.models import F, Q

from authors.models.author import Author
from authors.models.organisation import Organisation

__all__ = ["Affiliation"]


class Affiliation(models.Model):
    """One post of an author. An article keeps the one of its day for ever."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations"
    )
    role = models.CharField(
        max_length=200, blank=True, help_text="Such as Professor of International Relations."
    )
    started = models.DateField("from", null=True, blank=True)
    ended = models.DateField(
        "until", null=True, blank=True, help_text="The last day; empty while it lasts."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="The smallest is printed first."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(started__isnull=True) | Q(ended__isnull=True) | Q(started__lte=F("ended"))
                ),
                name="authors_affiliation_in_order",
                violation_error_message="The affiliation ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.role, self.organisation.name) if part)
