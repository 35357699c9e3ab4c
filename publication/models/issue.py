"""Volumes, numbers and special issues."""

from django.db import models
from django.db.models import Q

from editing.constraints import is_slug
from editing.models import Editable
from publication.models.publication import Publication

__all__ = ["Issue"]


class Issue(Editable):
    """A volume and number, or a special issue under a title of its own."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="issues")
    volume = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=20, blank=True, help_text="Such as 2 or 1–2.")
    title = models.CharField(
        max_length=200, blank=True, help_text="Required for a special issue, otherwise optional."
    )
    slug = models.SlugField(max_length=80, unique=True)
    special = models.BooleanField("special issue", default=False)
    published_on = models.DateField(null=True, blank=True)
    description = models.TextField(blank=True, help_text="Shown on the issue's page.")

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="publication_issue_is_slug"),
            models.UniqueConstraint(
                fields=["publication", "volume", "number"],
                condition=Q(special=False),
                name="publication_issue_number_once",
                violation_error_message="The publication has an issue of this volume and number.",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(special=True) & ~Q(title=""))
                    | (Q(special=False) & (~Q(volume="") | ~Q(number="")))
                ),
                name="publication_issue_can_be_named",
                violation_error_message=(
                    "A special issue needs a title, any other a volume or a number."
                ),
            ),
        ]

    def __str__(self) -> str:
        parts = [
            f"vol. {self.volume}" if self.volume else "",
            f"no. {self.number}" if self.number else "",
        ]
        numbered = ", ".join(part for part in parts if part)
        return ": ".join(part for part in (numbered, self.title) if part)
