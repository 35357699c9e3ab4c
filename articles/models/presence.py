from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["Presence"]


class Presence(models.Model):
    """An open form of an article: whose, in which tab of their browser, and when it was last heard.

    Worth something for less than a minute; ``articles.presence`` says for how long.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.UUIDField()
    since = models.DateTimeField()
    seen = models.DateTimeField()
    typed = models.DateTimeField(null=True, blank=True, help_text="When something was last typed.")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "by", "tab"], name="presence_of_a_tab_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["seen"], name="articles_presence_seen")]

    def __str__(self) -> str:
        return f"{self.by}, {self.seen:%Y-%m-%d %H:%M}"
