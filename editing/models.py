"""What every editable row carries, and the addresses it once had."""

from django.db import models

from editing.constraints import is_slug

__all__ = ["Editable", "FormerSlug"]


class Editable(models.Model):
    """A row that editors change: it counts its saves, so that a stale one is noticed.

    `edit_number` is raised by `editing.saving.claim()` alone.
    """

    edit_number = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class FormerSlug(models.Model):
    """A slug that an object had before: it redirects for ever and is never given away.

    `model` is the label as in "authors.author".
    """

    model = models.CharField(max_length=100)
    slug = models.CharField(max_length=120)
    object_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "slug"], name="editing_formerslug_once"),
            models.CheckConstraint(condition=is_slug(), name="editing_formerslug_is_slug"),
        ]
        indexes = [
            models.Index(fields=["model", "object_id"], name="editing_formerslug_object"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} → {self.model} {self.object_id}"
