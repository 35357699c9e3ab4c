from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from editing.models import Editable


class State(models.TextChoices):
    """Where an article stands in the newsroom. Who may move it: ``articles.workflow``."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    CHANGES_REQUESTED = "changes-requested", "Changes requested"
    READY = "ready", "Ready"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Article(Editable):
    """The working copy: private, mutable. Readers see versions of it, never the article.

    ``key`` names the article in the record for ever. ``state``, ``publish_at`` and ``doi`` are
    changed by ``articles.workflow`` and ``articles.publishing`` only, the embargo and the other
    dates of ``articles.dates`` by that alone.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    publication = models.ForeignKey("publication.Publication", models.PROTECT)
    section = models.ForeignKey("publication.Section", models.PROTECT, null=True, blank=True)
    issue = models.ForeignKey(
        "publication.Issue",
        models.PROTECT,
        null=True,
        blank=True,
        help_text="Leave empty for continuous publication.",
    )
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(
        blank=True, help_text="The paragraph under the title: what the article says, and why now."
    )
    abstract = models.TextField(
        blank=True, help_text="For sections that require one, such as research."
    )
    body = models.TextField(blank=True)
    language = models.CharField(
        max_length=35, default="en", help_text="BCP 47, such as en, ko or zh-Hant."
    )
    slug = models.CharField(
        "address",
        max_length=120,
        unique=True,
        help_text="The last part of the article's address. A published one redirects if changed.",
    )
    keywords = models.JSONField(default=list, blank=True)
    topics = models.ManyToManyField("publication.Topic", blank=True, related_name="+")
    regions = models.ManyToManyField("publication.Region", blank=True, related_name="+")
    lead_photo = models.ForeignKey(
        "photos.Photo", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_photo_credit = models.CharField(
        "credit awaiting its photo",
        max_length=300,
        blank=True,
        help_text="A credit that came with a manuscript. It is given to the photo chosen above, "
        "if that has none.",
    )
    lead_photo_caption = models.TextField(
        blank=True, help_text="Empty: the photo's own caption is printed."
    )
    licence = models.ForeignKey(
        "publication.Licence",
        models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty: the section's, else the publication's.",
    )
    disclaimers = models.ManyToManyField(
        "publication.Disclaimer",
        blank=True,
        related_name="+",
        help_text="Empty: by rule, from the section, the writers' employers or the publication.",
    )
    funding = models.TextField("funding statement", blank=True)
    competing_interests = models.TextField(blank=True)
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    related = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="+")
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    held_because = models.TextField(
        blank=True,
        editable=False,
        help_text="Why a scheduled article was not published when its hour came.",
    )
    embargo_until = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Before this time nothing of it may be public.",
    )
    expires_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it is withdrawn, with its note."
    )
    expiry_note = models.TextField(
        blank=True, editable=False, help_text="The public note of that withdrawal."
    )
    expiry_told_at = models.DateTimeField(
        null=True, editable=False, help_text="When its owner was told that it expires."
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The day by which somebody looks whether it still holds.",
    )
    review_told_at = models.DateTimeField(
        null=True, editable=False, help_text="When its owner was told that the day has come."
    )
    doi = models.CharField("DOI", max_length=255, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False
    )

    class Meta:
        ordering: ClassVar = ["-modified_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=State.SCHEDULED, publish_at__isnull=False)
                | ~Q(state=State.SCHEDULED) & Q(publish_at__isnull=True),
                name="scheduled_has_its_hour",
                violation_error_message="Only a scheduled article has an hour of publication.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="article_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(translation_of=models.F("id")), name="no_translation_of_itself"
            ),
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="article_doi_once"),
            models.CheckConstraint(
                condition=Q(embargo_until__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(publish_at__gte=models.F("embargo_until")),
                name="scheduled_after_its_embargo",
                violation_error_message="It is embargoed at the hour it is scheduled for.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True, expiry_note="")
                | Q(expires_at__isnull=False) & ~Q(expiry_note=""),
                name="expiry_has_its_note",
                violation_error_message="What expires tells readers why.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True)
                | Q(publish_at__isnull=True)
                | Q(expires_at__gt=models.F("publish_at")),
                name="expires_after_its_hour",
                violation_error_message="It would expire before it is published.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["publish_at"], condition=Q(state=State.SCHEDULED), name="articles_due"
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(state=State.PUBLISHED, expires_at__isnull=False),
                name="articles_expiring",
            ),
        ]
        permissions: ClassVar = [
            ("edit_others_articles", "Can edit articles of others"),
            ("review_article", "Can send articles back, or call them ready"),
            ("publish_article", "Can publish, schedule, correct, retract and withdraw"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether some version of it has been published and not withdrawn."""
        return self.state == State.PUBLISHED
