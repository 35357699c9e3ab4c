from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

__all__ = ["Comment"]

LONGEST_COMMENT = 5_000  # characters
LONGEST_QUOTE = 2_000  # characters kept of a commented paragraph


class Comment(models.Model):
    """What somebody says about an article or a paragraph of it, or an answer to that.

    ``paragraph`` are the words of the paragraph as it was last found in the text, ``place`` its
    number among the body's blocks, from 0; without a place it is gone, and these are its former
    words. An answer has neither: it belongs where the comment stands that it answers. ``former``
    are the earlier wordings, each with the instant until which it stood.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed = models.CharField(
        max_length=200, blank=True, help_text="The name of somebody without an account."
    )
    at = models.DateTimeField()
    text = models.TextField(max_length=LONGEST_COMMENT)
    paragraph = models.TextField(blank=True)
    place = models.PositiveIntegerField(null=True, blank=True)
    former = models.JSONField(default=list)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False, text="")
                | Q(removed_at__isnull=True) & ~Q(text=""),
                name="comment_says_something",
                violation_error_message="A comment says something until it is removed.",
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True)
                | Q(paragraph="", place__isnull=True, resolved_at__isnull=True),
                name="answer_stands_with_its_comment",
                violation_error_message="An answer has no paragraph and no end of its own.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["article"],
                condition=Q(answers__isnull=True, resolved_at__isnull=True),
                name="comments_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed or self.by or 'somebody'}, {self.at:%Y-%m-%d %H:%M}"
