"""Under which terms readers and partners may use a text or a photo."""

import string

from django.db import models

from editing.constraints import has_only
from editing.models import Editable

__all__ = ["Licence"]

SPDX_CHARACTERS = string.ascii_letters + string.digits + ".-"


class Licence(Editable):
    """A licence by its SPDX identifier; `LicenseRef-…` stands for terms outside the SPDX list."""

    spdx = models.CharField(
        "SPDX identifier",
        max_length=64,
        unique=True,
        help_text="The short name on spdx.org/licenses, such as CC-BY-4.0.",
    )
    name = models.CharField(
        max_length=200, help_text="As printed, such as Creative Commons Attribution 4.0."
    )
    url = models.URLField(
        "address of the text", blank=True, help_text="Where the licence can be read in full."
    )
    republishing_allowed = models.BooleanField(
        "others may republish",
        default=False,
        help_text="Partners and readers may publish the text again without asking.",
    )
    terms = models.TextField(
        "terms in one sentence",
        blank=True,
        help_text="What is printed under an article, in plain words.",
    )

    class Meta:
        ordering = ["spdx"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(spdx="") & models.Q(has_only("spdx", SPDX_CHARACTERS)),
                name="publication_licence_spdx_form",
                violation_error_message=(
                    "An SPDX identifier holds letters, digits, dots and hyphens only."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
