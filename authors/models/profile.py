"""What a profile lists: links and selected works."""

from django.db import models
from django.db.models import Q

from authors.models.author import Author
from publication.fields import DoiField

__all__ = ["AuthorLink", "SelectedWork"]


class AuthorLink(models.Model):
    """A page about the author elsewhere."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80, help_text="What readers click, such as Website.")
    url = models.URLField("address", max_length=500)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "link"
        constraints = [
            models.UniqueConstraint(
                fields=["author", "url"],
                name="authors_authorlink_once",
                violation_error_message="The profile has this link already.",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="authors_authorlink_web_address",
                violation_error_message="A link begins with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class SelectedWork(models.Model):
    """A book, article or report that the profile names."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="works")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=400)
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The publisher, journal or institute."
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    doi = DoiField("DOI", blank=True, help_text="The DOI or its address.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="authors_selectedwork_titled"),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1400, 2200)),
                name="authors_selectedwork_year",
                violation_error_message="The year has four digits.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
