"""What a partner's programs show to be known."""

import string
from datetime import datetime

from django.conf import settings
from django.db import models

from editing.constraints import has_length, has_only
from partners.models.partner import Partner

__all__ = ["Key", "Scope"]

DIGEST_LENGTH = 64  # hexadecimal digits of a SHA-256
PREFIX_LENGTH = 8  # characters


class Scope(models.TextChoices):
    """What a key may be used for."""

    READ = "read", "Read what is published"
    ADVANCE = "advance", "Read advance copies given to the partner"


class Key(models.Model):
    """A key of a partner, known by its SHA-256 alone. Made by `partners.keys` only.

    `scopes` holds values of `Scope`.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="keys")
    label = models.CharField(
        max_length=100, help_text="Where it is used, such as “website, production”."
    )
    prefix = models.CharField(
        max_length=PREFIX_LENGTH, help_text="The public part: says which key it is, opens nothing."
    )
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successors"
    )
    expires_at = models.DateTimeField("expires", null=True, blank=True)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)
    last_used_at = models.DateTimeField("last used", null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(has_length("digest", DIGEST_LENGTH))
                & models.Q(has_only("digest", string.digits + "abcdef")),
                name="partners_key_digest_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} (mh_{self.prefix}…)"

    def is_valid(self, now: datetime) -> bool:
        """Neither revoked nor expired at that time."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
