"""The record: what has been published, and the index by which it is found.

``Version``, ``Entry`` and ``Redaction`` are append-only: triggers in the database refuse any other
change (migration 0002). ``PublishedArticle`` and ``Appearance`` are the index, derived from them
by ``record.ledger``, which is the only writer of all of these.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from editing.constraints import is_exactly_one
from record.document import Kind

DIGEST_LENGTH = 64  # hexadecimal digits of a SHA-256
APPEARING = ("author", "topic", "region", "section", "issue", "photo")


class Version(models.Model):
    """A published state of an article: public, immutable, numbered from 1."""

    article = models.UUIDField(db_index=False)  # covered by the unique constraint
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.name) for kind in Kind])
    document = models.TextField(help_text="Canonical JSON (RFC 8785); empty once redacted.")
    digest = models.CharField(max_length=DIGEST_LENGTH)
    predecessor = models.CharField(
        max_length=DIGEST_LENGTH,
        blank=True,
        help_text="The digest of the version before; empty for the first.",
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
            models.CheckConstraint(
                condition=Q(number=1, predecessor="") | Q(number__gt=1) & ~Q(predecessor=""),
                name="version_has_predecessor",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=~Q(kind=Kind.PUBLICATION.value),
                name="corrections_latest_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} v{self.number}"


class Event(models.TextChoices):
    """What happened to the record, in the order of its entries."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    UPDATED = "updated"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    REDACTED = "redacted"
    RIGHTS_CHANGED = "rights_changed"  # which of its photos may be shown


class Entry(models.Model):
    """One event. ``position`` is a gapless total order from 1: whoever reads on misses nothing."""

    position = models.PositiveBigIntegerField(primary_key=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="entries")
    event = models.CharField(max_length=20, choices=Event.choices)
    at = models.DateTimeField()
    chain = models.CharField(
        max_length=DIGEST_LENGTH,
        help_text="SHA-256 over this entry, its version's digest and the chain before it.",
    )

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.position}: {self.event}"


class Head(models.Model):
    """The last entry's position and chain, in one row that appending locks."""

    position = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=DIGEST_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="record_has_one_head")
        ]


class Status(models.TextChoices):
    """How readers find an article. There is no status for what was never published."""

    PUBLIC = "public"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


def withheld_state(withheld: dict[str, str]) -> str:
    """What is withheld, as a word for entity tags; empty for nothing."""
    return " ".join(f"{sha256} {day}" for sha256, day in sorted(withheld.items()))


class PublishedArticleQuerySet(models.QuerySet["PublishedArticle"]):
    def listed(self) -> PublishedArticleQuerySet:
        """What pages, feeds and the API may list: all but the withdrawn."""
        return self.exclude(status=Status.WITHDRAWN)

    def latest_first(self) -> PublishedArticleQuerySet:
        return self.order_by("-first_published", "-pk")


class PublishedArticle(models.Model):
    """Where an article that was ever public stands now. Its text is its current version's."""

    article = models.UUIDField(unique=True)
    slug = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    current = models.OneToOneField(Version, models.PROTECT, related_name="current_of")
    first_published = models.DateTimeField()
    modified = models.DateTimeField()
    language = models.CharField(max_length=35)
    doi = models.CharField(max_length=255, blank=True)
    section = models.ForeignKey(
        "publication.Section",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Null only for what was withdrawn before sections were kept here.",
    )
    licence = models.CharField(max_length=80, blank=True, help_text="SPDX identifier.")
    translation_of = models.CharField(
        max_length=120,
        blank=True,
        help_text="The slug the original had, as the current version names it.",
    )
    summary = models.JSONField(help_text="What a list shows; see record.summary.")
    withheld = models.JSONField(
        default=dict,
        help_text="Photos of its versions whose rights have ended: the last day, by SHA-256.",
    )

    objects = PublishedArticleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(F("first_published").desc(), F("id").desc(), name="latest_first"),
            models.Index(
                F("language"),
                F("first_published").desc(),
                F("id").desc(),
                name="latest_by_language",
            ),
            models.Index(fields=["modified", "id"], name="recently_modified"),
            models.Index(
                F("licence"),
                F("first_published").desc(),
                F("id").desc(),
                name="latest_by_licence",
            ),
            models.Index(
                fields=["translation_of"],
                condition=~Q(translation_of=""),
                name="translations",
            ),
            models.Index(
                F("modified").desc(),
                F("id").desc(),
                condition=Q(status=Status.WITHDRAWN.value),
                name="withdrawn_latest_first",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="doi_once"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def state(self) -> tuple[int, int, str]:
        """Equal for equal content: what is shown of an article is made of its current version and
        of what is withheld of it."""
        return self.pk, self.current_id, withheld_state(self.withheld)


class Appearance(models.Model):
    """A public version naming an author, topic, region, section, issue or photo.

    A row exists exactly while that version is readable. Hence: an entry of the directory is public
    if and only if it appears.
    """

    article = models.ForeignKey(PublishedArticle, models.CASCADE, related_name="appearances")
    version = models.ForeignKey(Version, models.CASCADE, related_name="appearances")
    current = models.BooleanField()
    first_published = models.DateTimeField()
    author = models.ForeignKey(
        "authors.Author", models.PROTECT, null=True, related_name="appearances", db_index=False
    )
    topic = models.ForeignKey(
        "publication.Topic", models.PROTECT, null=True, related_name="appearances", db_index=False
    )
    region = models.ForeignKey(
        "publication.Region", models.PROTECT, null=True, related_name="appearances", db_index=False
    )
    section = models.ForeignKey(
        "publication.Section", models.PROTECT, null=True, related_name="appearances", db_index=False
    )
    issue = models.ForeignKey(
        "publication.Issue", models.PROTECT, null=True, related_name="appearances", db_index=False
    )
    photo = models.ForeignKey(
        "photos.Photo", models.PROTECT, null=True, related_name="appearances", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=is_exactly_one(APPEARING), name="appearance_names_one"
            ),
            *(
                models.UniqueConstraint(
                    fields=[name, "version"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"{name}_appears_once",
                )
                for name in APPEARING
            ),
        ]
        indexes: ClassVar = [
            # One listing, one index: the rows of a topic's page, latest first, and no others.
            models.Index(
                F(name),
                F("first_published").desc(),
                F("article").desc(),
                condition=Q(current=True, **{f"{name}__isnull": False}),
                name=f"{name}_latest_first",
            )
            for name in APPEARING
        ]

    def __str__(self) -> str:
        named = next(name for name in APPEARING if getattr(self, f"{name}_id"))
        return f"{named} {getattr(self, f'{named}_id')} in version {self.version_id}"


class Redaction(models.Model):
    """That a version's text was removed, by whom and why. The notice stands in its place."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="redaction")
    notice = models.TextField(help_text="What readers are told, e.g. “Removed by court order.”")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"redaction of {self.version}"


class Cursor(models.Model):
    """How far a follower has read the entries."""

    follower = models.CharField(max_length=60, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.follower} at {self.position}"
