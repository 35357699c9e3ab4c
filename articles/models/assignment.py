from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["Assignment"]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def undone(self) -> AssignmentQuerySet:
        return self.filter(done_at=None)


class Assignment(models.Model):
    """Who is to do what for an article, and by when (a day on the publication's calendar)."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    what = models.CharField("for what", max_length=100)
    due = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [models.F("due").asc(nulls_last=True), "pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "person", "what"],
                condition=models.Q(done_at__isnull=True),
                name="assignment_undone_once",
                violation_error_message="This person has this to do already.",
            ),
            models.CheckConstraint(condition=~models.Q(what=""), name="assignment_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.person}"

    def overdue(self, today: date) -> bool:
        return self.done_at is None and self.due is not None and self.due < today
