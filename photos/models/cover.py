"""The picture on the front of an issue."""

from django.db import models

from photos.models.photo import Photo
from publication.models import Issue

__all__ = ["IssueCover"]


class IssueCover(models.Model):
    """Which photo of the library is an issue's cover. Public when the issue is."""

    issue = models.OneToOneField(Issue, models.CASCADE, primary_key=True, related_name="cover")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="covers")

    def __str__(self) -> str:
        return f"cover of {self.issue}"
