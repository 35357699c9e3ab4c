"""Which photos the bodies of working copies place."""

from django.db import models

from articles.models.article import Article
from photos.models import Photo

__all__ = ["Placement"]


class Placement(models.Model):
    """A photo stands in an article's body as last saved. Kept by `articles.placing` alone.

    The body itself names it in its HTML; the row lets it be found, and keeps the photo from being
    deleted.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="placements")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "article"], name="articles_placement_once"),
        ]

    def __str__(self) -> str:
        return f"photo {self.photo_id} in article {self.article_id}"
