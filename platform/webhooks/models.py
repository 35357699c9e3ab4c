"""Who is to be told of what, how often that was tried, and how each endpoint is doing."""

from __future__ import annotations

import secrets
import string
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from partners.models import Endpoint, EventKind, Partner

__all__ = ["TEST", "Attempt", "Circuit", "Delivery", "Letter", "LetterState", "State"]

TEST = "test"
EVENTS = [*EventKind.choices, (TEST, "Test")]
MESSAGE_LENGTH = 31  # characters: "msg_" and 27 letters and digits, 160 random bits
ALPHABET = string.ascii_letters + string.digits


def new_message() -> str:
    """An identifier of a message (Standard Webhooks, "webhook-id")."""
    return "msg_" + "".join(secrets.choice(ALPHABET) for _ in range(MESSAGE_LENGTH - 4))


class State(models.TextChoices):
    """What became of a delivery."""

    PENDING = "pending", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Given up"
    SKIPPED = "skipped", "Not needed"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> DeliveryQuerySet:
        """What is to be sent and by nobody being sent; those of inactive endpoints included."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        return self.filter(free, state=State.PENDING, next_at__lte=now)

    def first_of_their_articles(self) -> DeliveryQuerySet:
        """Without those that must wait for an earlier event of the article to be through."""
        earlier = Delivery.objects.filter(
            endpoint=OuterRef("endpoint"),
            article=OuterRef("article"),
            position__lt=OuterRef("position"),
            state=State.PENDING,
        )
        return self.exclude(Exists(earlier))


class Delivery(models.Model):
    """One event for one endpoint.

    What is told is made anew for each try, from what is public then; nothing of a text is kept
    here. ``position`` is the entry's in the record; a test has none, and no article.
    """

    # Indexed with what it is asked for together with.
    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="deliveries", db_index=False
    )
    message = models.CharField(max_length=40, unique=True, default=new_message)
    event = models.CharField(max_length=30, choices=EVENTS)
    position = models.PositiveBigIntegerField(null=True)
    article = models.UUIDField(null=True)
    number = models.PositiveIntegerField("version", null=True)
    at = models.DateTimeField("happened")
    not_before = models.DateTimeField(help_text="Later than it happened, if the terms say so.")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PENDING)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField("next try")
    lease_until = models.DateTimeField(null=True, help_text="Being sent; free again after that.")
    done_at = models.DateTimeField("done", null=True)
    because = models.CharField(max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "position"], name="webhooks_delivery_once"),
            models.CheckConstraint(
                condition=Q(event=TEST, position=None, article=None)
                | ~Q(event=TEST) & Q(position__isnull=False, article__isnull=False),
                name="webhooks_delivery_of_an_entry",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state=State.PENDING),
                name="webhooks_delivery_due",
            ),
            models.Index(
                fields=["endpoint", "next_at"],
                condition=Q(state=State.PENDING),
                name="webhooks_delivery_due_there",
            ),
            models.Index(
                fields=["endpoint", "article", "position"],
                condition=Q(state=State.PENDING),
                name="webhooks_delivery_order",
            ),
            models.Index(fields=["article"], name="webhooks_delivery_article"),
            models.Index(fields=["endpoint", "at"], name="webhooks_delivery_since"),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}, {self.message}"

    @property
    def held(self) -> bool:
        """Whether it waits, or waited, because of the partner's terms."""
        return self.not_before > self.at


class Attempt(models.Model):
    """One try, with what was said and answered. Forgotten after a month.

    What was said of an article is forgotten when the article is withdrawn or a version redacted.
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(db_index=True)
    seconds = models.FloatField(default=0)
    request_headers = models.JSONField(default=dict)
    request_body = models.TextField(blank=True)
    status = models.PositiveIntegerField(null=True, help_text="Of the answer, if one came.")
    answer_headers = models.JSONField(default=dict)
    answer_body = models.TextField(blank=True, help_text="Its first 4 KiB.")
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.status or 'no answer'} at {self.at:%Y-%m-%d %H:%M:%S}"


class Circuit(models.Model):
    """How an endpoint is doing. While it is open (``open_until``), nothing is sent there."""

    endpoint = models.OneToOneField(Endpoint, models.CASCADE, related_name="circuit")
    failures = models.PositiveIntegerField(default=0, help_text="In a row, since the last success.")
    failing_since = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} failures of {self.endpoint}"


class LetterState(models.TextChoices):
    """What became of a letter."""

    PENDING = "pending", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"
    NOBODY = "nobody", "No contact to write to"
    NEEDLESS = "needless", "Not needed"


class Letter(models.Model):
    """A mail to a partner's contacts: about an article it carries and is not told of otherwise, or
    (with ``endpoint``) about an endpoint that was switched off. Written when it is sent."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="letters")
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, null=True, related_name="letters")
    event = models.CharField(max_length=30, blank=True, choices=EventKind.choices)
    position = models.PositiveBigIntegerField(null=True)
    article = models.UUIDField(null=True)
    number = models.PositiveIntegerField("version", null=True)
    at = models.DateTimeField("happened")
    state = models.CharField(
        max_length=20, choices=LetterState.choices, default=LetterState.PENDING
    )
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("sent", null=True)
    recipients = models.TextField(blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "position"], name="webhooks_letter_once"),
            models.CheckConstraint(
                condition=Q(endpoint=None, position__isnull=False, article__isnull=False)
                | Q(endpoint__isnull=False, position=None, article=None),
                name="webhooks_letter_about_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=Q(state=LetterState.PENDING),
                name="webhooks_letter_due",
            ),
        ]

    def __str__(self) -> str:
        about = self.get_event_display() if self.event else "an endpoint switched off"
        return f"To {self.partner}: {about}"
