"""That people were told of a photo whose rights are about to end."""

from django.db import models

from photos.models import Photo

__all__ = ["RightsNotice"]


class RightsNotice(models.Model):
    """It was announced, once, that the rights in a photo end on that day.

    `days` is how long before it was to be announced. Extended rights have another last day, and
    are announced again.
    """

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="rights_notices")
    last_day = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "last_day", "days"], name="articles_rights_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"photo {self.photo_id}, {self.days} days before {self.last_day}"
