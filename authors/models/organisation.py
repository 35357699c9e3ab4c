"""Where authors work."""

import string

from django.db import models
from django.db.models import Q

from authors.fields import RorField
from editing.constraints import has_length, has_only
from editing.models import Editable
from publication.models import Disclaimer

__all__ = ["Organisation"]


class Organisation(Editable):
    """A university, ministry, institute… that authors are affiliated with."""

    name = models.CharField(
        max_length=250, help_text="As printed, with its short form if that is usual."
    )
    ror = RorField(
        "ROR",
        blank=True,
        help_text="From ror.org. Libraries join the articles of an institution by it.",
    )
    place = models.CharField(max_length=120, blank=True, help_text="The city.")
    country = models.CharField(
        max_length=2, blank=True, help_text="Two letters of ISO 3166-1, such as KR."
    )
    website = models.URLField(blank=True)
    disclaimer = models.ForeignKey(
        Disclaimer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=(
            "Printed under whatever the organisation's people write, besides the section's. "
            "Leave empty unless the employer asks for it."
        ),
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="authors_organisation_named"),
            models.UniqueConstraint(
                fields=["name", "place", "country"],
                name="authors_organisation_once",
                violation_error_message="There is an organisation of this name in this place.",
            ),
            models.UniqueConstraint(
                fields=["ror"],
                condition=~Q(ror=""),
                name="authors_organisation_ror_once",
                violation_error_message="Another organisation has this ROR identifier.",
            ),
            models.CheckConstraint(
                condition=Q(ror="")
                | (
                    Q(has_length("ror", 9))
                    & Q(has_only("ror", string.ascii_lowercase + string.digits))
                ),
                name="authors_organisation_ror_form",
            ),
            models.CheckConstraint(
                condition=Q(country="")
                | (Q(has_length("country", 2)) & Q(has_only("country", string.ascii_uppercase))),
                name="authors_organisation_country_form",
                violation_error_message="A country is two capital letters, such as KR.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.place) if part)
