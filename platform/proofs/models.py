from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

__all__ = ["Kind", "Mail", "Proof", "Suggestion", "Visit"]


class Kind(models.TextChoices):
    """For whom a proof is: to look at, or for one of its authors to correct and approve."""

    PREVIEW = "preview", "Preview"
    AUTHOR = "author", "Author's proof"


class Mail(models.TextChoices):
    """What became of the mail with the link. One that was under way when the worker ended stays
    ``SENDING``: perhaps sent, and never sent twice."""

    NONE = "none", "Not by mail"
    WAITING = "waiting", "Waiting to be sent"
    SENDING = "sending", "Perhaps sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class Proof(models.Model):
    """One text of one article, shown to one person outside by a private link.

    ``document`` is the canonical JSON of that text and never changes. Of the link only the digest
    of its token is kept; the token itself is sealed until its mail has left, if there is one.
    ``before`` is what its author may correct, as it was printed when the proof was made, and who
    signs that line of the byline (``proofs.correctable.printed``).

    Some time after its end a proof is forgotten: text and person go, what was approved stays.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    contribution = models.ForeignKey(
        "articles.Contribution", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recipient = models.CharField(max_length=150)
    address = models.EmailField("mail", blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed_token = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField()
    document = models.TextField(editable=False)
    before = models.JSONField(default=dict, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField("last opened", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_revision = models.PositiveIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=10, choices=Mail.choices, default=Mail.NONE)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="proof_kind_is_known"),
            models.CheckConstraint(condition=Q(mail__in=Mail.values), name="proof_mail_is_known"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="proof_expires_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(mail=Mail.NONE) | ~Q(address=""), name="proof_by_mail_has_an_address"
            ),
            models.CheckConstraint(
                condition=~Q(mail=Mail.WAITING) | ~Q(sealed_token=""),
                name="proof_to_be_mailed_has_its_token",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["article", "-made_at"], name="proofs_of_an_article"),
            models.Index(fields=["id"], condition=Q(mail=Mail.WAITING), name="proofs_to_be_mailed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.recipient}"

    @property
    def is_forgotten(self) -> bool:
        return not self.document

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at and not self.is_forgotten


class Visit(models.Model):
    """A use of a private link: when, and for what. Of who came by it nothing is kept."""

    OPENED, COMMENTED, ANSWERED, APPROVED = "opened", "commented", "answered", "approved"

    proof = models.ForeignKey(Proof, models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    what = models.CharField(max_length=10)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["proof", "at"], name="visits_of_a_proof")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class Suggestion(models.Model):
    """What an author would have a field say, until an editor accepts or refuses it."""

    proof = models.ForeignKey(Proof, models.CASCADE, related_name="suggestions")
    field = models.CharField(max_length=20)
    said = models.TextField(blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proof", "field"],
                condition=Q(decided_at=None),
                name="one_waiting_suggestion_of_a_field",
            ),
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(decided_at__isnull=False),
                name="suggestion_is_accepted_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.at:%Y-%m-%d %H:%M}"
