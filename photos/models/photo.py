"""The photo library: originals, who must be named, what may be done, and what was made of them."""

import string
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from editing.constraints import has_length, has_only
from editing.models import Editable
from editing.text import clean_line, clean_text
from publication.models import Licence

__all__ = ["Photo", "PhotoFormat", "Rendition", "RenditionFormat", "Shape"]

# Hexadecimal digits of a SHA-256.
DIGEST_LENGTH = 64
DIGEST_CHARACTERS = string.digits + "abcdef"

LINES = ("alt_text", "credit_line", "creator", "source", "copyright_notice")


class PhotoFormat(models.TextChoices):
    """What the library accepts."""

    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"
    AVIF = "avif", "AVIF"


class Shape(models.TextChoices):
    """The parts of a photo that pages show."""

    FULL = "full", "Whole picture"
    WIDE = "wide", "Wide (16:9)"
    SQUARE = "square", "Square"


class RenditionFormat(models.TextChoices):
    """What readers are sent; the values are endings of file names."""

    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpg", "JPEG"


class PhotoQuerySet(models.QuerySet["Photo"]):
    """The questions a checklist asks."""

    def without_credit(self) -> "PhotoQuerySet":
        """Nobody is named."""
        return self.filter(credit_line="", creator="", source="")

    def without_alt_text(self) -> "PhotoQuerySet":
        """Nothing is said to those who cannot see."""
        return self.filter(alt_text="")

    def with_rights_expired(self, on: date) -> "PhotoQuerySet":
        """May not be shown on that day."""
        return self.filter(rights_expire_on__lt=on)

    def with_rights_ending(self, since: date, until: date) -> "PhotoQuerySet":
        """May be shown for the last time on one of these days."""
        return self.filter(rights_expire_on__range=(since, until))

    def in_library(self) -> "PhotoQuerySet":
        """Those to choose from: not the former files kept for what was published with them."""
        return self.filter(replaced_by=None)


class Photo(Editable):
    """A photo as it was delivered, byte by byte, and what must be known to print it.

    Rows are made by `photos.uploading.store_photo` alone, which sets what is not editable.
    `width` and `height` are pixels as seen, the camera's orientation applied.
    """

    original = models.FileField(max_length=200, editable=False)
    original_name = models.CharField("file name", max_length=255, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=DIGEST_LENGTH, unique=True, editable=False)
    format = models.CharField(max_length=8, choices=PhotoFormat.choices, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    size = models.PositiveBigIntegerField("size in bytes", editable=False)

    alt_text = models.CharField(
        "alternative text",
        max_length=1000,
        blank=True,
        help_text="What the picture shows, for readers who cannot see it. Needed to publish.",
    )
    caption = models.TextField(
        blank=True, help_text="Printed under the picture unless an article gives its own."
    )
    credit_line = models.CharField(
        "credit",
        max_length=250,
        blank=True,
        help_text="As printed after “Photo credits:”, such as Agency / Jane Doe. "
        "Empty: creator and source are named.",
    )
    creator = models.CharField(
        max_length=250, blank=True, help_text="The photographer or artist, by name."
    )
    source = models.CharField(
        max_length=250, blank=True, help_text="The agency, archive or collection it came from."
    )
    copyright_notice = models.CharField(
        max_length=500, blank=True, help_text="Such as © 2026 Jane Doe."
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    licence_url = models.URLField(
        "address of the licence",
        max_length=500,
        blank=True,
        help_text="Where the terms of this picture stand, if not those of the licence above.",
    )
    redistribution_allowed = models.BooleanField(
        "partners may use it",
        default=False,
        help_text="The rights cover syndication: the picture may travel with the article.",
    )
    cropping_allowed = models.BooleanField(
        "may be cropped", default=True, help_text="Otherwise it is only ever shown whole."
    )
    rights_expire_on = models.DateField(
        "last day of the rights",
        null=True,
        blank=True,
        help_text="After this day the picture may not be published. Empty: no end.",
    )
    focal_x = models.PositiveSmallIntegerField(
        "focal point from the left",
        default=50,
        help_text="Percent of the width, 0 to 100. What must stay in sight when cropped.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point from the top", default=50, help_text="Percent of the height, 0 to 100."
    )

    # What it looks like (`photos.fingerprint`); empty until the worker has looked.
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    # A former file of that photo, kept while a published version shows it (`photos.replacing`).
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="former_files"
    )
    replaced_at = models.DateTimeField(null=True, editable=False)
    # Whether readers are told that the rights have ended (`record.withholding`).
    withheld = models.BooleanField(default=False, editable=False)
    # Until this equals `edit_number`, the worker looks whether renditions must be made.
    renditions_edit = models.PositiveIntegerField(default=0, editable=False)
    renditions_problem = models.CharField(max_length=250, blank=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100) & Q(focal_y__lte=100),
                name="photos_photo_focal_in_percent",
                violation_error_message="The focal point is given in percent, 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0) & Q(size__gt=0),
                name="photos_photo_has_pixels",
            ),
            models.CheckConstraint(
                condition=Q(has_length("sha256", DIGEST_LENGTH))
                & Q(has_only("sha256", DIGEST_CHARACTERS)),
                name="photos_photo_sha256_form",
            ),
            models.CheckConstraint(
                condition=Q(format__in=PhotoFormat.values), name="photos_photo_format_known"
            ),
            models.CheckConstraint(condition=~Q(original=""), name="photos_photo_has_original"),
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
                name="photos_photo_replaced_at_a_time",
            ),
        ]
        indexes = [
            # The worker asks every second whose rights have ended, and whose were extended.
            models.Index(
                fields=["withheld", "rights_expire_on"],
                condition=Q(withheld=True) | Q(rights_expire_on__isnull=False),
                name="photos_photo_rights",
            ),
            models.Index(
                fields=["id"], condition=Q(fingerprint=""), name="photos_photo_unfingered"
            ),
            models.Index(fields=["-created_at", "-id"], name="photos_photo_newest"),
            # The sweeper asks by name which files are wanted.
            models.Index(fields=["original"], name="photos_photo_original"),
        ]

    def __str__(self) -> str:
        label = self.caption or self.alt_text or self.original_name or f"Photo {self.pk}"
        first_line = label.split("\n", 1)[0]
        return first_line if len(first_line) <= 80 else f"{first_line[:79].rstrip()}…"

    @property
    def attribution(self) -> str:
        """Who is named with the picture, without the words “Photo credits:”; may be empty."""
        named = dict.fromkeys(part for part in (self.creator, self.source) if part)
        return self.credit_line or " / ".join(named)

    @property
    def is_missing_credit(self) -> bool:
        """Whether there is nobody to name."""
        return not self.attribution

    @property
    def terms_url(self) -> str:
        """Address of the terms of this picture; may be empty."""
        return self.licence_url or (self.licence.url if self.licence else "")

    def rights_expired(self, on: date) -> bool:
        """Whether the picture may no longer be shown on that day."""
        return self.rights_expire_on is not None and self.rights_expire_on < on

    def clean_fields(self, exclude: Any = None) -> None:
        """Texts are cleaned before their length is judged."""
        errors: dict[str, Any] = {}
        for name in {*LINES, "caption"} - set(exclude or ()):
            try:
                value = getattr(self, name)
                setattr(self, name, clean_line(value) if name in LINES else clean_text(value))
            except ValidationError as error:
                errors[name] = error
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = {**error.error_dict, **errors}
        if errors:
            raise ValidationError(errors)


class Rendition(models.Model):
    """A size and format made from a photo: content-addressed bytes, made anew when need be.

    `recipe` tells by what decisions (crop, credit, settings) it was made, so that a changed
    decision is noticed.
    """

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    shape = models.CharField(max_length=8, choices=Shape.choices)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=8, choices=RenditionFormat.choices)
    file = models.FileField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=DIGEST_LENGTH)
    size = models.PositiveBigIntegerField("size in bytes")
    recipe = models.CharField(max_length=DIGEST_LENGTH)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["photo", "shape", "width", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "shape", "width", "format"], name="photos_rendition_once"
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0) & Q(height__gt=0) & Q(size__gt=0),
                name="photos_rendition_has_pixels",
            ),
            models.CheckConstraint(
                condition=Q(shape__in=Shape.values) & Q(format__in=RenditionFormat.values),
                name="photos_rendition_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(has_length("sha256", DIGEST_LENGTH))
                & Q(has_only("sha256", DIGEST_CHARACTERS)),
                name="photos_rendition_sha256_form",
            ),
            models.CheckConstraint(condition=~Q(file=""), name="photos_rendition_has_file"),
        ]
        indexes = [
            models.Index(fields=["file"], name="photos_rendition_file"),
        ]

    def __str__(self) -> str:
        return f"{self.shape}-{self.width}.{self.format}"
