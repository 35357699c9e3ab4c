"""The index beside the databases' own full-text structures.

``search_text``, the structure itself, is not a model: it is made by migration 0002, differently on
SQLite and PostgreSQL, and read and written by ``search.sqlite`` and ``search.postgresql``. All of
it can be made anew from the record at any time; see ``search.indexing``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F

from record.models import PublishedArticle, Version

__all__ = ["IndexedText", "KnownWord"]


class IndexedText(models.Model):
    """What an article is found by. Counts only while ``version`` is the article's current one.

    What is long stands last: SQLite reads a row from its beginning, and ranking needs no text.
    """

    key = models.BigIntegerField(
        primary_key=True, help_text="Grows with the day of publication; see search.keys."
    )
    article = models.OneToOneField(PublishedArticle, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    weight = models.FloatField(help_text="What relevance is multiplied by: recency, retraction.")
    tags = models.TextField(help_text="What facets count, such as “s3 t12 a7 y2024 len-gb”.")
    title = models.TextField()
    heading = models.TextField()
    people = models.TextField()
    body = models.TextField()

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word of the texts readers may see, for whom a word is misspelt."""

    word = models.CharField(max_length=40, primary_key=True)
    articles = models.PositiveIntegerField(help_text="How many have it; none with 0 stays.")
    skeleton = models.CharField(max_length=40, help_text="Without vowels and doubled letters.")
    beginning = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(F("skeleton"), F("articles").desc(), name="words_sounding_alike"),
            models.Index(
                F("beginning"), F("length"), F("articles").desc(), name="words_looking_alike"
            ),
        ]

    def __str__(self) -> str:
        return self.word
