"""The newsroom's side of the admin."""

from articles.admin.article import ArticleAdmin
from articles.admin.carriage import CarriageAdmin
from articles.admin.photos import NewsroomPhotoAdmin

__all__ = ["ArticleAdmin", "CarriageAdmin", "NewsroomPhotoAdmin"]
