"""Who stands for the review."""

from django.db import models
from django.db.models import Q

from publication.models.publication import Publication

__all__ = ["BoardMember"]


class BoardMember(models.Model):
    """A line of the masthead, as printed on the page About. It is kept with its publication."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="board")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="They stand in this order; the smallest is first."
    )
    role = models.CharField(
        max_length=120,
        help_text="Such as Editor or Editorial board. Those of one role stand together.",
    )
    name = models.CharField(max_length=200, help_text="As printed, with a title if it has one.")
    affiliation = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["publication", "position", "pk"]
        verbose_name = "member of the board"
        verbose_name_plural = "editors and board"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(role=""), name="publication_boardmember_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"
