"""What reading is prepared by: made from the record, and made anew from it at any time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from record.models import PublishedArticle, Version

__all__ = ["Likeness", "StoredPage", "TellingWords"]

DIGEST_LENGTH = 64  # hexadecimal digits of a SHA-256


class Likeness(models.Model):
    """That whoever reads one article may want to read another. There is one each way."""

    article = models.ForeignKey(
        PublishedArticle, models.CASCADE, related_name="likenesses", db_index=False
    )
    other = models.ForeignKey(PublishedArticle, models.CASCADE, related_name="+")
    score = models.FloatField(help_text="From 0 to 1; see reader.likenesses.")

    class Meta:
        verbose_name_plural = "likenesses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "other"], name="likeness_once"),
            models.CheckConstraint(condition=~Q(article=F("other")), name="likeness_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} and {self.other_id}: {self.score:.2f}"


class TellingWords(models.Model):
    """What an article's current text is about, for comparing it with later ones."""

    article = models.OneToOneField(
        PublishedArticle, models.CASCADE, primary_key=True, related_name="+"
    )
    words = models.JSONField(help_text="Their weights, the squares of which add up to 1.")

    def __str__(self) -> str:
        return f"words of {self.article_id}"


class StoredPage(models.Model):
    """The page of an article as the site answers it; see ``reader.stored_pages`` for how long.

    What is long stands last: SQLite reads a row from its beginning.
    """

    article = models.OneToOneField(
        PublishedArticle, models.CASCADE, primary_key=True, related_name="+"
    )
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    made_by = models.CharField(
        max_length=DIGEST_LENGTH, help_text="Digest of the code, and of the head and foot shown."
    )
    headers = models.TextField(help_text="JSON: pairs of name and value.")
    content = models.BinaryField(help_text="HTML, compressed by Brotli.")
    leads_to = models.ManyToManyField(
        PublishedArticle,
        related_name="+",
        help_text="The articles it names: whatever happens to one of them may change the page.",
    )

    def __str__(self) -> str:
        return f"page of version {self.version_id}"
