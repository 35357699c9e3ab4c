"""Parts of the world that articles are about."""

import string

from django.db import models
from django.db.models import F, Q

from editing.constraints import has_length, has_only, is_slug
from publication.models.tree import TreeNode

__all__ = ["Region"]


class Region(TreeNode):
    """A country (ISO 3166-1 alpha-2), a group of countries (UN M49) or an area without a code."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(
        max_length=3,
        blank=True,
        help_text=(
            "Two letters of ISO 3166-1 for a country (KR), three digits of UN M49 for a group "
            "of countries (030), nothing for an area that has neither."
        ),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="belongs under",
        help_text="The region it is a part of.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="publication_region_is_slug"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="publication_region_not_its_parent",
                violation_error_message="A region can't belong under itself.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="publication_region_code_once",
                violation_error_message="Another region has this code.",
            ),
            models.CheckConstraint(
                condition=Q(code="")
                | (Q(has_length("code", 2)) & Q(has_only("code", string.ascii_uppercase)))
                | (Q(has_length("code", 3)) & Q(has_only("code", string.digits))),
                name="publication_region_code_form",
                violation_error_message=(
                    "A code is two capital letters (ISO 3166-1) or three digits (UN M49)."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
