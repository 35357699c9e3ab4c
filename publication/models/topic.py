"""Subject headings."""

from django.db import models
from django.db.models import F, Q

from editing.constraints import is_slug
from publication.models.tree import TreeNode

__all__ = ["Topic"]


class Topic(TreeNode):
    """A subject heading, in a tree of them."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="belongs under",
        help_text="A wider topic. Leave empty for a topic at the top.",
    )
    description = models.TextField(blank=True, help_text="Shown on the topic's page.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="publication_topic_is_slug"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="publication_topic_not_its_parent",
                violation_error_message="A topic can't belong under itself.",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="publication_topic_name_once_in_parent",
                violation_error_message="There is a topic of this name in the same place.",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent__isnull=True),
                name="publication_topic_name_once_at_top",
                violation_error_message="There is a topic of this name at the top.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
