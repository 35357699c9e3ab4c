"""The serial itself."""

import string
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from editing.constraints import has_length, has_only, part
from editing.models import Editable
from publication.fields import ColourField, DoiPrefixField, IssnField, LanguageField, LanguagesField
from publication.identifiers import check_doi_suffix_pattern
from publication.models.disclaimer import Disclaimer
from publication.models.licence import Licence
from publication.time_zones import check_time_zone

__all__ = ["Publication"]


def is_issn(field: str) -> Q:
    """The form of an ISSN, or nothing. The check digit is left to `publication.identifiers`."""
    return Q(**{field: ""}) | (
        Q(has_length(field, 9))
        & Q(has_only(part(field, 1, 4), string.digits))
        & Q(has_only(part(field, 5, 1), "-"))
        & Q(has_only(part(field, 6, 3), string.digits))
        & Q(has_only(part(field, 9, 1), string.digits + "X"))
    )


def is_colour(field: str) -> Q:
    """A # and six hexadecimal digits, or nothing."""
    return Q(**{field: ""}) | (
        Q(has_length(field, 7))
        & Q(has_only(part(field, 1, 1), "#"))
        & Q(has_only(part(field, 2, 6), string.digits + "abcdef"))
    )


def validate_doi_suffix_pattern(pattern: str) -> None:
    try:
        check_doi_suffix_pattern(pattern)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error


class Publication(Editable):
    """Title, publisher, identifiers and defaults of a review."""

    title = models.CharField(max_length=200, unique=True)
    short_title = models.CharField(
        max_length=80,
        blank=True,
        help_text="An abbreviation or the everyday name. Can be used in a disclaimer.",
    )
    tagline = models.CharField(max_length=200, blank=True, help_text="The line under the title.")
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The institution that publishes the review."
    )
    place = models.CharField(
        "place of publication", max_length=120, blank=True, help_text="Such as Brussels, Belgium."
    )
    contact_email = models.EmailField(
        "contact address", blank=True, help_text="Published: readers and partners write to it."
    )

    language = LanguageField(
        "main language", default="en", help_text="A language tag such as en or fr-BE."
    )
    languages = LanguagesField(
        "all languages",
        default=list,
        blank=True,
        help_text="Every language articles appear in. The main language is always among them.",
    )
    time_zone = models.CharField(
        max_length=64,
        default="UTC",
        validators=[check_time_zone],
        help_text="Dates and embargo times are shown in it, such as Europe/Brussels.",
    )

    issn_online = IssnField("ISSN, online", blank=True, help_text="Printed on every article.")
    issn_print = IssnField("ISSN, print", blank=True)
    issn_linking = IssnField(
        "ISSN-L, linking",
        blank=True,
        help_text="Joins the media of one serial. Usually equal to one of the other two.",
    )
    doi_prefix = DoiPrefixField(
        "DOI prefix", blank=True, help_text="Given by the registration agency, such as 10.5555."
    )
    doi_suffix_pattern = models.CharField(
        "DOI suffix pattern",
        max_length=100,
        blank=True,
        default="{code}",
        validators=[validate_doi_suffix_pattern],
        help_text=(
            "What follows the prefix. Variables: {code}, a short opaque code (recommended); "
            "{number}, a running number; {year}."
        ),
    )

    licence = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="default licence",
        help_text="For articles whose section names no other.",
    )
    disclaimer = models.ForeignKey(
        Disclaimer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="default disclaimer",
        help_text="For articles whose section names no other.",
    )
    about = models.TextField(blank=True, help_text="The text of the page About.")
    accent = ColourField(
        "accent colour",
        blank=True,
        default="",
        help_text=(
            "Of links, buttons and rules on readers' pages, such as #14495c. Any colour will do: "
            "it is made darker or lighter where it could not be read. Empty: the house's own."
        ),
    )
    shows_counts = models.BooleanField(
        "show how often articles are read",
        default=False,
        help_text="Readers see the number on the page of an article. Editors see it anyway.",
    )
    is_default = models.BooleanField(
        "the default publication",
        default=False,
        help_text="Its title stands at the head of the site. There is one.",
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="publication_publication_one_default",
                violation_error_message=(
                    "Another publication is the default. Take the mark from that one first."
                ),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="publication_publication_titled"),
            *(
                models.CheckConstraint(
                    condition=is_issn(field), name=f"publication_publication_{field}_form"
                )
                for field in ("issn_online", "issn_print", "issn_linking")
            ),
            *(
                models.UniqueConstraint(
                    fields=[field],
                    condition=~Q(**{field: ""}),
                    name=f"publication_publication_{field}_once",
                    violation_error_message="Another publication has this ISSN.",
                )
                for field in ("issn_online", "issn_print", "issn_linking")
            ),
            models.CheckConstraint(
                condition=Q(issn_online="") | ~Q(issn_online=F("issn_print")),
                name="publication_publication_issn_by_medium",
                violation_error_message="The online and the printed edition have different ISSNs.",
            ),
            models.CheckConstraint(
                condition=Q(doi_prefix="") | Q(doi_prefix__startswith="10."),
                name="publication_publication_doi_prefix_form",
            ),
            models.CheckConstraint(
                condition=is_colour("accent"),
                name="publication_publication_accent_form",
                violation_error_message="A colour is a # and six digits of 0–9 and a–f.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude=exclude)
        if self.language not in self.languages:
            self.languages = [self.language, *self.languages]
