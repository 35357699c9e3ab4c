from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from authors.models import NameOrder


class Role(models.TextChoices):
    """In which role someone stands in the byline."""

    AUTHOR = "author", "Author"
    INTERVIEWER = "interviewer", "Interviewer"
    INTERVIEWEE = "interviewee", "Interviewee"
    EDITOR = "editor", "Editor"
    TRANSLATOR = "translator", "Translator"
    REVIEWER = "reviewer", "Reviewer"
    PHOTOGRAPHER = "photographer", "Photographer"
    ILLUSTRATOR = "illustrator", "Illustrator"


class CreditRole(models.TextChoices):
    """The 14 terms of CRediT (ANSI/NISO Z39.104-2022), by their slugs."""

    CONCEPTUALIZATION = "conceptualization", "Conceptualization"
    DATA_CURATION = "data-curation", "Data curation"
    FORMAL_ANALYSIS = "formal-analysis", "Formal analysis"
    FUNDING_ACQUISITION = "funding-acquisition", "Funding acquisition"
    INVESTIGATION = "investigation", "Investigation"
    METHODOLOGY = "methodology", "Methodology"
    PROJECT_ADMINISTRATION = "project-administration", "Project administration"
    RESOURCES = "resources", "Resources"
    SOFTWARE = "software", "Software"
    SUPERVISION = "supervision", "Supervision"
    VALIDATION = "validation", "Validation"
    VISUALIZATION = "visualization", "Visualization"
    WRITING_ORIGINAL_DRAFT = "writing-original-draft", "Writing – original draft"
    WRITING_REVIEW_EDITING = "writing-review-editing", "Writing – review & editing"


class Contribution(models.Model):
    """A line of the byline, with what is printed about the person in this article.

    An empty field takes what the profile says on the day of publishing, and publishing writes it
    here: a professor who moves on stays a professor of then. A collective has only its name.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="contributions")
    position = models.PositiveIntegerField(default=0, db_index=True)
    author = models.ForeignKey(
        "authors.Author",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text="The profile. Leave empty for a collective or someone without one.",
    )
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AUTHOR)
    credit_roles = models.JSONField("CRediT roles", default=list, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    name_order = models.CharField(max_length=20, choices=NameOrder.choices, blank=True)
    native_name = models.CharField("name in native script", max_length=120, blank=True)
    suffix = models.CharField(max_length=30, blank=True)
    collective_name = models.CharField(
        max_length=200,
        blank=True,
        help_text="A group that signs as one, such as an editorial board.",
    )
    title = models.CharField("position", max_length=200, blank=True)
    affiliation = models.CharField(max_length=300, blank=True)
    affiliation_ror = models.CharField("ROR iD", max_length=40, blank=True)
    biography = models.TextField(blank=True)
    works = models.JSONField("selected works", default=list, blank=True, editable=False)
    frozen = models.BooleanField(
        default=False,
        editable=False,
        help_text="Published: what is empty stays empty, whatever the profile says by now.",
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                condition=Q(author__isnull=False),
                name="contributor_once_in_a_role",
                violation_error_message="This person already stands in the byline in this role.",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(family_name="") | ~Q(collective_name=""),
                name="contribution_names_someone",
                violation_error_message="Choose a profile, or give a family name, or the name of "
                "a collective.",
            ),
            models.CheckConstraint(
                condition=Q(collective_name="") | Q(author__isnull=True, family_name=""),
                name="collective_is_no_person",
                violation_error_message="A collective has no profile and no personal name.",
            ),
        ]

    def __str__(self) -> str:
        return self.collective_name or self.family_name or str(self.author)
