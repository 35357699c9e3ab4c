"""Addresses of partners that are told what happens to the record."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from editing.models import Editable
from outgoing import sealing
from partners.models.partner import Partner

__all__ = ["Endpoint", "EventKind"]


class EventKind(models.TextChoices):
    """What an endpoint may ask to be told."""

    PUBLISHED = "article.published", "Published"
    CORRECTED = "article.corrected", "Corrected"
    UPDATED = "article.updated", "Updated"
    RETRACTED = "article.retracted", "Retracted"
    WITHDRAWN = "article.withdrawn", "Withdrawn"
    REDACTED = "article.redacted", "Redacted"
    RIGHTS_CHANGED = "article.rights_changed", "Rights in a photo changed"


def check_events(value: object) -> None:
    known = set(EventKind.values)
    if not isinstance(value, list) or any(name not in known for name in value):
        raise ValidationError("Choose from the kinds of event there are.", code="invalid")


class Endpoint(Editable):
    """A webhook of a partner.

    Nothing of the record up to `from_position` is sent to it. The secrets are sealed
    (`outgoing.sealing`); set by `partners.endpoints` only.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="endpoints")
    url = models.URLField(
        "address", max_length=500, help_text="Where events are sent to, by POST. https only."
    )
    description = models.CharField(max_length=200, blank=True)
    events = models.JSONField(
        default=list,
        blank=True,
        validators=[check_events],
        help_text="Choose none to be told of everything.",
    )
    active = models.BooleanField(default=True, help_text="Without the mark nothing is sent.")
    disabled_because = models.CharField(
        "switched off because", max_length=300, blank=True, editable=False
    )
    from_position = models.PositiveBigIntegerField(default=0, editable=False)
    sealed_secret = models.TextField(blank=True, editable=False)
    sealed_previous = models.TextField(blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["partner", "url"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "url"],
                name="partners_endpoint_once",
                violation_error_message="The partner has an endpoint at this address already.",
            ),
            models.CheckConstraint(
                condition=Q(sealed_previous="") | Q(previous_until__isnull=False),
                name="partners_endpoint_previous_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url

    def wants(self, event: str) -> bool:
        """Whether it is to be told of events of that kind (a value of `EventKind`, or `test`)."""
        return event == "test" or not self.events or event in self.events

    def secrets(self, secret_key: str, *, now: datetime) -> tuple[str, ...]:
        """The `whsec_…` to sign with: the current one, and while it overlaps the one before.

        `secret_key` is the installation's. Raises `outgoing.sealing.Unreadable`.
        """
        sealed: Iterable[str] = (self.sealed_secret,)
        if self.sealed_previous and self.previous_until and now < self.previous_until:
            sealed = (self.sealed_secret, self.sealed_previous)
        return tuple(
            sealing.unseal(text, purpose=sealing.WEBHOOK_SECRET, secret_key=secret_key)
            for text in sealed
        )
