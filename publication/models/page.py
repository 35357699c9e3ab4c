"""Pages of the review's own."""

from django.db import models
from django.db.models import Q

from editing.constraints import is_slug
from editing.models import Editable
from publication.fields import LanguageField

__all__ = ["PlainPage", "PlainPageQuerySet"]


class PlainPageQuerySet(models.QuerySet["PlainPage"]):
    """The one question readers' pages ask."""

    def public(self) -> "PlainPageQuerySet":
        """What readers may see, in the order of the menu."""
        return self.filter(public=True)


class PlainPage(Editable):
    """A text that is no article, such as a policy or a call for papers.

    It has no versions and no citation: it says what holds today. Nobody but an editor sees it
    until it is made public.
    """

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    language = LanguageField(
        blank=True,
        default="",
        help_text="Of the text, such as ko. Empty: the publication's main language.",
    )
    body = models.TextField("text", blank=True)
    public = models.BooleanField(
        "readers can see it", default=False, help_text="A draft until this is ticked."
    )
    in_menu = models.BooleanField(
        "stands in the menu", default=False, help_text="At the foot of every page."
    )
    is_policy = models.BooleanField(
        "is a policy",
        default=False,
        help_text="Listed on the page About, such as peer review, ethics or privacy.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Pages stand in this order; the smallest is first."
    )

    objects = PlainPageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title", "pk"]
        verbose_name = "page"
        constraints = [
            models.CheckConstraint(condition=is_slug(), name="publication_plainpage_is_slug"),
            models.CheckConstraint(condition=~Q(title=""), name="publication_plainpage_titled"),
            models.CheckConstraint(
                condition=Q(public=False) | ~Q(body=""),
                name="publication_plainpage_public_with_text",
                violation_error_message="A page without text can't be shown to readers.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
