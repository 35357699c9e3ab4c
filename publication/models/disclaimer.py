"""The wording printed under an article, and its editions."""

from typing import Any

from django.conf import settings
from django.db import models

from editing.models import Editable

__all__ = ["Disclaimer", "DisclaimerEdition", "EditionIsFinal"]


class EditionIsFinal(Exception):
    """An edition is never changed. Make a new one with `publication.disclaimers.set_wording`."""


class Disclaimer(Editable):
    """A disclaimer by the name editors know it by. What it says stands in its latest edition."""

    label = models.CharField(
        max_length=120,
        unique=True,
        help_text="For editors only, such as “Views of the writer”. It is not printed.",
    )

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class DisclaimerEdition(models.Model):
    """One wording, for one and for several writers. Append-only: a trigger refuses changes."""

    disclaimer = models.ForeignKey(Disclaimer, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    wording_one = models.TextField("wording for one writer")
    wording_several = models.TextField("wording for several writers", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["disclaimer", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclaimer", "number"], name="publication_disclaimeredition_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="publication_disclaimeredition_from_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(wording_one=""), name="publication_disclaimeredition_worded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclaimer}, edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EditionIsFinal(f"{self} is final: make a new edition instead.")
        super().save(*args, **kwargs)
