from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["MailChoice", "MailState", "Mails", "Message"]


class MailState(models.TextChoices):
    """What became of a message's mail. One that is being sent is never sent again."""

    WAITING = "waiting", "waiting"
    SENDING = "sending", "perhaps sent"
    SENT = "sent", "sent"
    NEEDLESS = "needless", "not needed"
    FAILED = "failed", "refused by the mail server"


class Mails(models.TextChoices):
    """When somebody wants messages by mail."""

    AT_ONCE = "at-once", "At once: what comes within a few minutes in one mail"
    DAILY = "daily", "Once a day, in the morning"
    NONE = "none", "Not at all: I look here"


class MailChoice(models.Model):
    """What of the newsroom somebody wants to be told, and how. Without a row: mails at once."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_choice"
    )
    mails = models.CharField(max_length=8, choices=Mails.choices, default=Mails.AT_ONCE)
    told_of_handed_in = models.BooleanField(
        "Tell me of every article that is handed in and assigned to nobody", default=False
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person}: {self.mails}"


class MessageQuerySet(models.QuerySet["Message"]):
    def unread(self) -> MessageQuerySet:
        return self.filter(read_at=None)

    def due(self, now: datetime) -> MessageQuerySet:
        """Those whose mail should be on its way."""
        return self.filter(mail=MailState.WAITING, mail_at__lte=now)


class Message(models.Model):
    """Something about an article that somebody is told: in the inbox, and by mail.

    ``what`` is a phrase without its full stop, such as “Min-ji Seo requests changes”; the title is
    the article's own, and asked anew each time, so that it is told to nobody who may not see it.
    ``mail_key`` names the mail it went with.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="told")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="messages")
    comment = models.ForeignKey(
        "articles.Comment", models.CASCADE, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=300)
    address = models.CharField(
        max_length=500, blank=True, help_text="A path of this site; empty: the article's form."
    )
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    mail_at = models.DateTimeField(help_text="Before this time it is not sent.")
    mail_key = models.UUIDField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["to", "-at"], name="messages_of_a_person"),
            models.Index(fields=["to"], condition=Q(read_at__isnull=True), name="messages_unread"),
            models.Index(fields=["mail_at"], condition=Q(mail="waiting"), name="messages_to_mail"),
        ]

    def __str__(self) -> str:
        return self.what
