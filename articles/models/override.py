from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Override(models.Model):
    """A warning of the checklist that somebody answers for, and why.

    It holds for what was found, word for word: where the checklist later says something else
    under the same ``code``, that is another warning.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="overrides")
    code = models.CharField(max_length=40)
    message = models.TextField(help_text="What the checklist said.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "code", "message"], name="override_of_a_finding_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
