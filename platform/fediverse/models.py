"""Who follows, what is still to be sent, what came in and is not yet believed.

Of people there is only what delivering needs: the address of the follower's actor, of its inbox,
its public key. What was received is forgotten after hours, what was delivered after weeks.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

__all__ = ["Arrival", "Delivery", "Follower", "Instance", "OwnKey"]

LONGEST_ADDRESS = 500  # characters


class OwnKey(models.Model):
    """The actor's key pair: one row. The private half is sealed; see ``fediverse.keys``."""

    public = models.TextField(help_text="PEM, SubjectPublicKeyInfo.")
    sealed_private = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="fediverse_has_one_key")
        ]


class Instance(models.Model):
    """Another server. It is sent one thing at a time, so that one that is dead holds up nobody."""

    host = models.CharField(
        "server", max_length=255, unique=True, help_text="With its port, if that is unusual."
    )
    failing_since = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField("failures in a row", default=0, editable=False)
    due_at = models.DateTimeField("not asked before", editable=False)
    leased_until = models.DateTimeField(editable=False)
    last_delivered_at = models.DateTimeField("last delivery", null=True, editable=False)
    last_fault = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = "fediverse server"
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host


class Follower(models.Model):
    """An actor whose request to follow was signed with its own key."""

    actor = models.CharField(max_length=LONGEST_ADDRESS, unique=True)
    inbox = models.CharField(max_length=LONGEST_ADDRESS)
    shared_inbox = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    instance = models.ForeignKey(Instance, models.PROTECT, related_name="followers")
    key_id = models.CharField(max_length=LONGEST_ADDRESS)
    public_key = models.TextField(help_text="PEM, as its server gave it.")
    follow = models.CharField(
        max_length=LONGEST_ADDRESS, blank=True, help_text="The id of its request to follow."
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.actor

    @property
    def target(self) -> str:
        """Where its articles are sent: once for all followers of a server that offers that."""
        return self.shared_inbox or self.inbox


class Delivery(models.Model):
    """One thing to tell one inbox. What it says is made when it is sent, from the record."""

    class Activity(models.TextChoices):
        ACCEPT = "accept", "follow accepted"
        CREATE = "create", "new article"
        UPDATE = "update", "changed article"
        DELETE = "delete", "withdrawn article"

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        REFUSED = "refused", "refused by the other server"
        OVERTAKEN = "overtaken", "overtaken by a withdrawal"
        EXPIRED = "expired", "given up after three days"

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="deliveries")
    inbox = models.CharField(max_length=LONGEST_ADDRESS)
    activity = models.CharField("what", max_length=10, choices=Activity.choices)
    article = models.UUIDField(null=True)
    follower = models.ForeignKey(
        Follower, models.CASCADE, null=True, help_text="Whose request to follow is accepted."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField("queued")
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField("last try", null=True)
    answer = models.CharField("last answer", max_length=300, blank=True)

    class Meta:
        verbose_name = "fediverse delivery"
        verbose_name_plural = "fediverse deliveries"
        ordering = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(activity="accept", article=None, follower__isnull=False)
                | (~Q(activity="accept") & Q(article__isnull=False, follower=None)),
                name="delivery_accepts_one_or_tells_of_an_article",
            ),
        ]
        indexes: ClassVar = [
            # The queue: small however long the log grows.
            models.Index(
                fields=["instance", "id"], condition=Q(state="waiting"), name="deliveries_waiting"
            ),
            models.Index(fields=["queued_at"], name="deliveries_by_age"),
            models.Index(
                fields=["article"], condition=Q(state="delivered"), name="deliveries_by_article"
            ),
            models.Index(
                fields=["inbox"], condition=Q(state="waiting"), name="deliveries_by_inbox"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_activity_display()} to {self.inbox}"


class Arrival(models.Model):
    """A request that came in, until its signature has been verified with its actor's key.

    Kept for hours after that without what it said, so that it can't be played a second time.
    """

    class Wish(models.TextChoices):
        FOLLOW = "follow"
        UNFOLLOW = "unfollow"
        VANISH = "vanish", "account deleted"

    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what's signed")
    host = models.CharField(max_length=255)
    wish = models.CharField(max_length=10, choices=Wish.choices)
    actor = models.CharField(max_length=LONGEST_ADDRESS)
    follow = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    key_id = models.CharField(max_length=LONGEST_ADDRESS)
    signed = models.TextField(help_text="The text that the signature is of.")
    signature = models.TextField(help_text="Base64.")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    done = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["actor", "id"], condition=Q(done=False), name="arrivals_waiting"),
            models.Index(fields=["host", "received_at"], name="arrivals_by_host"),
            models.Index(fields=["received_at"], name="arrivals_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.wish} of {self.host}"
