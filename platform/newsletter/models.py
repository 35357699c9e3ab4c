"""Who asked for which articles by mail, and what was sent to whom.

Of a person there is only what sending needs: the address, what was chosen, how often, since when.
Nobody's row outlives the wish: whoever unsubscribes is erased (``newsletter.subscribing.erase``).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from editing.constraints import is_exactly_one
from newsletter.tokens import KEY_LENGTH, new_key

__all__ = [
    "CHOOSABLE",
    "REFUSALS",
    "Asked",
    "Choice",
    "Frequency",
    "Mail",
    "MailState",
    "Mailing",
    "Subscriber",
]

CHOOSABLE = ("section", "topic", "region", "author")
REFUSALS = 3  # for good, in a row: then nothing is sent to the address any more


class Frequency(models.TextChoices):
    """When a subscriber is told of new articles."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Every morning"
    WEEKLY = "weekly", "Every Monday"


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> SubscriberQuerySet:
        """Those who are sent articles."""
        return self.filter(confirmed_at__isnull=False, suspended_at=None)

    def at(self, address: str) -> SubscriberQuerySet:
        """Who has this address, in whatever case: one at most."""
        return self.alias(lowered=Lower("address")).filter(lowered=address.lower())


class Subscriber(models.Model):
    """An address, and how far its reader has been told of the record.

    ``told`` is the position of an entry: like any follower, a subscriber is told of what lies
    behind it, once, however often the frequency or the choices change.
    """

    address = models.EmailField(max_length=254)
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    everything = models.BooleanField("every article", default=False)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    told = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField("asked")
    confirmed_at = models.DateTimeField("confirmed", null=True)
    refusals = models.PositiveIntegerField(default=0, help_text="By the mail server, in a row.")
    suspended_at = models.DateTimeField("suspended", null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("address"), name="newsletter_address_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["frequency", "told"],
                condition=Q(confirmed_at__isnull=False, suspended_at=None),
                name="newsletter_subscriber_untold",
            ),
        ]

    def __str__(self) -> str:
        # The admin's log keeps this of an erased row.
        return f"subscriber {self.pk}"

    @property
    def active(self) -> bool:
        return self.confirmed_at is not None and self.suspended_at is None


class Choice(models.Model):
    """A section, topic, region or author whose articles a subscriber wants."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="choices")
    section = models.ForeignKey("publication.Section", models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey("publication.Topic", models.CASCADE, null=True, related_name="+")
    region = models.ForeignKey("publication.Region", models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey("authors.Author", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=is_exactly_one(CHOOSABLE), name="newsletter_choice_of_one"
            ),
            *(
                models.UniqueConstraint(
                    fields=["subscriber", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"newsletter_{name}_once",
                )
                for name in CHOOSABLE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {getattr(self, f'{self.kind}_id')} of subscriber {self.subscriber_id}"

    @property
    def kind(self) -> str:
        return next(name for name in CHOOSABLE if getattr(self, f"{name}_id"))


class Mailing(models.Model):
    """An occasion: articles were published, or a digest's hour has come.

    Mails are written down for subscribers of that frequency, in the order of their keys;
    ``reached`` is the last key looked at. What was sent is counted here before it is forgotten.
    """

    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    due_at = models.DateTimeField("hour")
    upto = models.PositiveBigIntegerField("last entry of the record")
    reached = models.PositiveBigIntegerField(default=0)
    addressed = models.BooleanField(default=False, help_text="Everybody was looked at.")
    sent = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["frequency", "due_at"],
                condition=~Q(frequency=Frequency.AT_ONCE),
                name="newsletter_digest_once",
            ),
            models.UniqueConstraint(
                fields=["upto"],
                condition=Q(frequency=Frequency.AT_ONCE),
                name="newsletter_entry_at_once_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(addressed=False), name="newsletter_mailing_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_frequency_display()}, {self.due_at:%Y-%m-%d %H:%M}"


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent"
    FAILED = "failed", "Not sent"
    UNKNOWN = "unknown", "Perhaps sent"
    NEEDLESS = "needless", "Not needed"


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> MailQuerySet:
        """What is to be sent now, those that somebody waits for first."""
        waiting = self.filter(state=MailState.WAITING, next_at__lte=now)
        return waiting.order_by(models.F("mailing").asc(nulls_first=True), "next_at", "pk")


class Mail(models.Model):
    """One mail to one subscriber. What it says is made when it is sent, from the record.

    Of a mailing it tells what lies in the record behind ``after`` up to the mailing's entry;
    without a mailing it answers who filled in the form. Its subscriber is null once erased.
    """

    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="mails")
    mailing = models.ForeignKey(Mailing, models.CASCADE, null=True, related_name="mails")
    after = models.PositiveBigIntegerField(default=0)
    wanted = models.CharField(
        max_length=2000, blank=True, help_text="What a subscriber asked for once more: a query."
    )
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True, help_text="The mail server's code.")

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailing", "subscriber"], name="newsletter_mail_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["mailing", "next_at", "id"],
                condition=Q(state="waiting"),
                name="newsletter_mail_waiting",
            ),
            models.Index(
                fields=["tried_at"], condition=Q(state="sending"), name="newsletter_mail_sending"
            ),
            models.Index(fields=["mailing", "state"], name="newsletter_mail_counted"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class Asked(models.Model):
    """That a form was sent, for a day: by which network and for which address, unreadable."""

    who = models.CharField(max_length=32, help_text="HMAC of an address or a network.")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["who", "at"], name="newsletter_asked_by_whom"),
            models.Index(fields=["at"], name="newsletter_asked_when"),
        ]

    def __str__(self) -> str:
        return f"asked at {self.at:%Y-%m-%d %H:%M:%S}"
