"""What a disclaimer says: the current edition, for one or for several writers.

A wording may hold the variables {publication}, {short_title} and {publisher}. They are
replaced by text alone, never by attributes of objects, and an unknown one is refused.
"""

import re

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from editing.text import clean_text
from publication.models import Disclaimer, DisclaimerEdition, Publication

__all__ = [
    "VARIABLES",
    "NoWording",
    "check_wording",
    "current_edition",
    "set_wording",
    "wording",
]

VARIABLES = ("publication", "short_title", "publisher")
VARIABLE = re.compile(r"\{([^{}]*)\}")


class NoWording(LookupError):
    """The disclaimer says nothing yet. Give it a wording before using it."""

    def __init__(self, disclaimer: Disclaimer) -> None:
        self.disclaimer = disclaimer
        super().__init__(f"The disclaimer “{disclaimer}” has no wording yet.")


def wording(disclaimer: Disclaimer, *, writers: int, publication: Publication | None) -> str:
    """The text to print under an article of so many writers, variables filled in.

    Raises NoWording. Without a publication its variables become empty.
    """
    edition = current_edition(disclaimer)
    if edition is None:
        raise NoWording(disclaimer)
    text = edition.wording_one
    if writers > 1 and edition.wording_several:
        text = edition.wording_several
    values = variables_of(publication)
    filled = VARIABLE.sub(lambda match: values.get(match[1].strip(), match[0]), text)
    return clean_text(filled)


def variables_of(publication: Publication | None) -> dict[str, str]:
    if publication is None:
        return dict.fromkeys(VARIABLES, "")
    return {
        "publication": publication.title,
        "short_title": publication.short_title or publication.title,
        "publisher": publication.publisher or publication.title,
    }


def current_edition(disclaimer: Disclaimer) -> DisclaimerEdition | None:
    """The latest edition, from what was prefetched if it was."""
    return max(disclaimer.editions.all(), key=lambda edition: edition.number, default=None)


def check_wording(text: str) -> None:
    """Raises ValidationError for an unknown variable or a brace that belongs to none."""
    known = ", ".join(f"{{{name}}}" for name in VARIABLES)
    for name in VARIABLE.findall(text):
        if name.strip() not in VARIABLES:
            raise ValidationError(
                f"{{{name}}} is not known. The variables are {known}.", code="unknown_variable"
            )
    if set("{}") & set(VARIABLE.sub("", text)):
        raise ValidationError(
            f"A brace stands alone. Braces enclose the variables {known} only.",
            code="stray_brace",
        )


@transaction.atomic
def set_wording(
    disclaimer: Disclaimer, one: str, several: str = "", by: User | None = None
) -> DisclaimerEdition:
    """Make a new edition; published articles keep the one they have.

    The wording in force is not made again. Raises ValidationError.
    """
    one, several = clean_text(one), clean_text(several)
    if not one:
        raise ValidationError("A disclaimer needs a wording for one writer.", code="required")
    check_wording(one)
    check_wording(several)
    # Locked, so that two editors do not make the same number.
    Disclaimer.objects.select_for_update().get(pk=disclaimer.pk)
    latest = disclaimer.editions.order_by("-number").first()
    if latest and (latest.wording_one, latest.wording_several) == (one, several):
        return latest
    return disclaimer.editions.create(
        number=latest.number + 1 if latest else 1,
        wording_one=one,
        wording_several=several,
        created_by=by,
    )
