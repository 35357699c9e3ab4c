from __future__ import annotations

from typing import ClassVar

from django.db import models


class Reference(models.Model):
    """A work the article cites, as printed in its list of references."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="references")
    position = models.PositiveIntegerField(default=0, db_index=True)
    text = models.TextField()
    doi = models.CharField("DOI", max_length=255, blank=True)
    url = models.URLField("address", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
