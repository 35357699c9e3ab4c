from __future__ import annotations

from typing import ClassVar

from django.db import models


class ImportedFile(models.Model):
    """A manuscript that became an article. The same bytes never make a second one."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="imported_from")
    report = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.name
