"""Who did what to which row, and how it was before: rows that are only ever added.

The database refuses to change or delete them (migration 0002). One thing is allowed, for the law
asks for it: where an `Erasure` of a person has been entered, what the acts say of that person
may be replaced by `ERASED`. That something was done, when and to which row stays.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

__all__ = ["ERASED", "Act", "Erasure"]

ERASED = "erased person"


class Act(models.Model):
    """Something that was done.

    `who` is the name at that time, for the account may be gone. `before` and `after` hold what
    differs, by the field's name. `network` is a pseudonym that changes daily: acts of one day
    from one network can be told to be so, the network cannot.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty: the operator at the command line, or the clock.",
    )
    who = models.CharField(max_length=150, blank=True)
    what = models.CharField(max_length=60)
    app = models.CharField(max_length=100, blank=True)
    model = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    network = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name_plural = "audit log"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_act_newest"),
            models.Index(fields=["app", "model", "object_id"], name="audit_act_object"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.who, self.what, self.label)))


class Erasure(models.Model):
    """The personal data of the named row was erased, and by whom. Entered before it is done."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    app = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    object_id = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["app", "model", "object_id"], name="audit_erasure_object"),
        ]
