"""Which photos look alike: found when one is added, and kept."""

from django.db import models
from django.db.models import F, Q

from photos.models.photo import Photo

__all__ = ["Band", "Likeness"]


class Band(models.Model):
    """A piece of a photo's fingerprint, by which those that look alike are found in an index."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="bands")
    place = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "place"], name="photos_band_once"),
        ]
        indexes = [models.Index(fields=["place", "value"], name="photos_band_value")]

    def __str__(self) -> str:
        return f"{self.place}: {self.value:02x}"


class Likeness(models.Model):
    """That a photo looks like another. Kept both ways; `bits` of 64 differ."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    bits = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bits", "other"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "other"], name="photos_likeness_once"),
            models.CheckConstraint(
                condition=~Q(photo=F("other")), name="photos_likeness_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.photo_id} looks like {self.other_id}"
