"""The newsroom's side of the admin."""

from articles.admin.article import ArticleAdmin

__all__ = ["ArticleAdmin"]
