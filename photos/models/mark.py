"""A publication's signs: the logo beside its name, and its name as a picture."""

from django.db import models
from django.db.models import Q

from editing.constraints import has_length, has_only
from photos.models.photo import DIGEST_CHARACTERS, DIGEST_LENGTH
from publication.models import Publication

__all__ = ["Look", "Mark"]


class Mark(models.Model):
    """A picture drawn anew from an upload, without loss, in two forms that look alike.

    Rows are made by `photos.marks.keep_mark` alone. `sha256` is that of the PNG and stands in the
    address of both. A mark is private unless the `Look` of the site's publication names it.
    """

    sha256 = models.CharField("SHA-256", max_length=DIGEST_LENGTH, unique=True)
    png = models.FileField("PNG", max_length=200)
    webp = models.FileField("WebP", max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0), name="photos_mark_has_pixels"
            ),
            models.CheckConstraint(
                condition=Q(has_length("sha256", DIGEST_LENGTH))
                & Q(has_only("sha256", DIGEST_CHARACTERS)),
                name="photos_mark_sha256_form",
            ),
            models.CheckConstraint(
                condition=~Q(png="") & ~Q(webp=""), name="photos_mark_has_files"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.width} × {self.height}, {self.sha256[:8]}"


class Look(models.Model):
    """The marks a publication shows today."""

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="look"
    )
    logo = models.ForeignKey(Mark, models.PROTECT, null=True, related_name="+")
    wordmark = models.ForeignKey(Mark, models.PROTECT, null=True, related_name="+")
    wordmark_dark = models.ForeignKey(Mark, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wordmark_dark=None) | ~Q(wordmark=None),
                name="photos_look_dark_beside_light",
            ),
        ]

    def __str__(self) -> str:
        return f"look of {self.publication}"
