"""Forgetting what was said and answered long ago."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from webhooks.models import TEST, Attempt, Delivery

__all__ = ["forget_old"]

KEPT = timedelta(days=30)
AT_ONCE = 1000  # rows, so that nobody waits long for the database


def forget_old() -> int:
    """The chore: delete attempts and tests of more than a month ago; how many rows."""
    before = timezone.now() - KEPT
    rows = Attempt.objects.filter(at__lt=before).order_by("pk").values_list("pk", flat=True)
    forgotten, _ = Attempt.objects.filter(pk__in=list(rows[:AT_ONCE])).delete()
    tests = Delivery.objects.filter(event=TEST, at__lt=before).order_by("pk")
    tests_forgotten, _ = Delivery.objects.filter(
        pk__in=list(tests.values_list("pk", flat=True)[:AT_ONCE])
    ).delete()
    return forgotten + tests_forgotten
