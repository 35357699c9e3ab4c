from __future__ import annotations

from django.db import models

__all__ = ["IndexedArticle"]


class IndexedArticle(models.Model):
    """With which edit an article stands in the newsroom's index, ``desk_text``."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="+"
    )
    edit_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"article {self.article_id} as of edit {self.edit_number}"
