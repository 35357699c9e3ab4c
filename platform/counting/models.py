"""What is kept: numbers for ever, and for an hour or two what tells one reader's clicks apart."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from record.models import PublishedArticle

__all__ = ["Click", "DailyUsage", "Form", "Hour", "ReadArticle", "TotalUsage", "Visit"]

PSEUDONYM_LENGTH = 32  # hexadecimal digits


class Form(models.TextChoices):
    """The form in which an article was asked for, as its address ends."""

    HTML = "html", "Page"
    PDF = "pdf", "PDF"
    EPUB = "epub", "EPUB"
    MARKDOWN = "md", "Markdown"
    TEXT = "txt", "Plain text"
    JSON = "json", "JSON"
    JATS = "jats.xml", "JATS XML"
    BIBTEX = "bib", "BibTeX"
    RIS = "ris", "RIS"
    CSL = "csl.json", "CSL-JSON"

    @property
    def is_whole(self) -> bool:
        """Whether it holds the article itself: a Request and not only an Investigation (Code of
        Practice 5.1, section 3.3.4)."""
        return self not in (Form.BIBTEX, Form.RIS, Form.CSL)


class Numbers(models.Model):
    """The four metrics of an item (Code of Practice 5.1, section 3.3.4).

    They may be added to with a negative number, hence are of a signed type.
    """

    total_investigations = models.BigIntegerField(default=0, editable=False)
    unique_investigations = models.BigIntegerField(default=0, editable=False)
    total_requests = models.BigIntegerField(default=0, editable=False)
    unique_requests = models.BigIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class DailyUsage(Numbers):
    """How often a version was used in one form on a day (UTC).

    The unique numbers stand with the version and form that a session saw first, so that those of
    an article are the sum of its rows: all its versions and forms are one item.
    """

    article = models.UUIDField(editable=False)
    number = models.PositiveIntegerField("version", editable=False)
    form = models.CharField(max_length=10, choices=Form.choices, editable=False)
    day = models.DateField(editable=False)

    class Meta:
        verbose_name = "usage of a day"
        verbose_name_plural = "usage by day"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "day", "number", "form"], name="counting_usage_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="counting_usage_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.article} v{self.number} as {self.form} on {self.day}"


class TotalUsage(Numbers):
    """How often an article was used since it was published, all versions and forms together.

    ``recent`` are its unique requests of the last days, counted anew each day: those up to
    ``counted_on`` (UTC), and what came since. Without any, there is no such day.
    """

    article = models.UUIDField(unique=True, editable=False)
    recent = models.BigIntegerField(default=0, editable=False)
    counted_on = models.DateField(null=True, db_index=True, editable=False)

    class Meta:
        verbose_name = "usage of an article"
        verbose_name_plural = "usage by article"
        indexes: ClassVar = [
            models.Index(F("recent").desc(), F("article"), name="counting_most_read"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.total_requests}"


class Hour(models.Model):
    """An hour (UTC) and the secret by which its readers have pseudonyms.

    When the hour is over and the secret deleted, nobody can tell whose they were.
    """

    begins = models.DateTimeField(unique=True, editable=False)
    secret = models.BinaryField(max_length=32, editable=False)

    def __str__(self) -> str:
        return f"{self.begins:%Y-%m-%d %H} h"


class Visit(models.Model):
    """That a session of an hour has seen an article, and whether more of it than metadata."""

    hour = models.ForeignKey(Hour, models.CASCADE, related_name="visits", editable=False)
    session = models.CharField(max_length=PSEUDONYM_LENGTH, editable=False)
    article = models.UUIDField(editable=False)
    requested = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "article"], name="counting_visit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session} at {self.article}"


class Click(models.Model):
    """The last click of somebody on an address, and where it was counted: a click soon after
    takes its place. ``link`` is a pseudonym of both, the reader and the address."""

    hour = models.ForeignKey(Hour, models.CASCADE, related_name="clicks", editable=False)
    link = models.CharField(max_length=PSEUDONYM_LENGTH, unique=True, editable=False)
    at = models.DateTimeField(editable=False)
    article = models.UUIDField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    form = models.CharField(max_length=10, choices=Form.choices, editable=False)

    def __str__(self) -> str:
        return f"{self.link} at {self.at:%H:%M:%S}"


class ReadArticle(PublishedArticle):
    """A published article as the newsroom looks at how it is read."""

    class Meta:
        proxy = True
        verbose_name = "reading"
        verbose_name_plural = "readings"
