"""The people who sign."""

import string

from django.db import models
from django.db.models import Q

from authors.fields import OrcidField
from authors.names import FAMILY_FIRST, GIVEN_FIRST, display_name, sort_name
from editing.constraints import has_length, has_only, is_slug, part
from editing.models import Editable
from photos.models import Photo

__all__ = ["Author", "NameOrder"]

NEVER_PUBLISHED = "Never published."


class NameOrder(models.TextChoices):
    """Which part of a name is printed first."""

    GIVEN_FIRST = GIVEN_FIRST, "Given name first"
    FAMILY_FIRST = FAMILY_FIRST, "Family name first"


class Author(Editable):
    """A person's profile. Public only once an article in the record names it."""

    given_name = models.CharField(
        max_length=120, blank=True, help_text="With middle names and initials."
    )
    family_name = models.CharField(
        max_length=120, blank=True, help_text="A person with a single name has it here."
    )
    name_order = models.CharField(
        "order of names",
        max_length=20,
        choices=NameOrder.choices,
        default=NameOrder.GIVEN_FIRST,
        help_text="As the person writes it: Kim Min-ji is family name first.",
    )
    suffix = models.CharField(max_length=30, blank=True, help_text="Such as Jr. or III.")
    native_name = models.CharField(
        "name in native script",
        max_length=120,
        blank=True,
        help_text="As written there, such as 김민지. Shown beside the name.",
    )
    title = models.CharField(
        "academic or professional title",
        max_length=200,
        blank=True,
        help_text="Such as Professor or Senior Research Fellow.",
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of the profile's address. An old one keeps leading here.",
    )
    orcid = OrcidField(
        "ORCID iD", blank=True, help_text="The iD or its address; it is checked for slips."
    )
    biography = models.TextField(
        blank=True, help_text="A paragraph or two, printed under the author's articles."
    )

    portrait = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayed_authors",
        help_text="From the photo library; readers see it cropped to a square.",
    )

    email = models.EmailField("e-mail", blank=True, help_text=NEVER_PUBLISHED)
    phone = models.CharField("telephone", max_length=60, blank=True, help_text=NEVER_PUBLISHED)
    private_notes = models.TextField(blank=True, help_text=f"For the newsroom. {NEVER_PUBLISHED}")

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="authors_author_is_slug"),
            models.CheckConstraint(
                condition=~Q(given_name="") | ~Q(family_name=""),
                name="authors_author_named",
                violation_error_message="An author has a given name or a family name at least.",
            ),
            models.CheckConstraint(
                condition=Q(name_order__in=NameOrder.values), name="authors_author_name_order"
            ),
            models.UniqueConstraint(
                fields=["orcid"],
                condition=~Q(orcid=""),
                name="authors_author_orcid_once",
                violation_error_message="Another profile has this ORCID iD: merge the two.",
            ),
            models.CheckConstraint(
                condition=Q(orcid="")
                | (
                    Q(has_length("orcid", 19))
                    & Q(has_only(part("orcid", 1, 18), string.digits + "-"))
                    & Q(has_only(part("orcid", 19, 1), string.digits + "X"))
                ),
                name="authors_author_orcid_form",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as printed."""
        return display_name(self.given_name, self.family_name, self.name_order, self.suffix)

    @property
    def sort_name(self) -> str:
        """The name as sorted: "Family, Given"."""
        return sort_name(self.given_name, self.family_name, self.suffix)
