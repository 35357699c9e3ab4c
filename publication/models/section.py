"""Kinds of article, and their rules."""

from django.db import models
from django.db.models import F, Q

from editing.constraints import is_slug
from editing.models import Editable
from publication.models.disclaimer import Disclaimer
from publication.models.licence import Licence

__all__ = ["ArticleType", "Section"]


class ArticleType(models.TextChoices):
    """Values of JATS 1.3 `article/@article-type` that a review needs."""

    COMMENTARY = "article-commentary", "Commentary or opinion"
    RESEARCH = "research-article", "Research article or analysis"
    REVIEW = "review-article", "Review of research"
    BRIEF = "brief-report", "Policy brief"
    BOOK_REVIEW = "book-review", "Book review"
    EDITORIAL = "editorial", "Editorial"
    LETTER = "letter", "Letter"
    REPLY = "reply", "Reply"
    DISCUSSION = "discussion", "Interview or discussion"
    NEWS = "news", "News"
    OBITUARY = "obituary", "Obituary"
    OTHER = "other", "Other"


class Section(Editable):
    """A kind of article with what it demands, which the checklist before publishing asks for."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.TextField(blank=True, help_text="Shown on the section's page.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Sections stand in this order; the smallest is first."
    )
    article_type = models.CharField(
        max_length=40,
        choices=ArticleType.choices,
        default=ArticleType.COMMENTARY,
        help_text="What libraries and search engines are told the articles are.",
    )
    min_words = models.PositiveIntegerField("shortest, in words", null=True, blank=True)
    max_words = models.PositiveIntegerField("longest, in words", null=True, blank=True)
    notes_allowed = models.BooleanField("articles may have notes", default=True)
    abstract_required = models.BooleanField("an abstract is required", default=False)
    disclaimer_required = models.BooleanField("a disclaimer is required", default=False)
    disclaimer = models.ForeignKey(
        Disclaimer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Instead of the publication's. Leave empty to use that one.",
    )
    licence = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Instead of the publication's. Leave empty to use that one.",
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="publication_section_is_slug"),
            models.CheckConstraint(
                condition=(
                    Q(min_words__isnull=True)
                    | Q(max_words__isnull=True)
                    | Q(min_words__lte=F("max_words"))
                ),
                name="publication_section_word_range",
                violation_error_message="The shortest length is greater than the longest.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
