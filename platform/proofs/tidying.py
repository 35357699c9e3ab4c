"""Forgetting whom was shown what, some time after the link has ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from proofs.models import Mail, Proof, Suggestion, Visit

__all__ = ["forget"]

KEPT = timedelta(days=90)  # after the end of a link
AT_ONCE = 100


def forget(now: datetime) -> int:
    """Empty the proofs that ended long ago: their text, the recipient's name and address, visits
    and words. That a revision was approved, and when, stays. How many were emptied."""
    long_ended = Q(expires_at__lt=now - KEPT) | Q(revoked_at__lt=now - KEPT)
    ended = Proof.objects.filter(long_ended).exclude(document="").order_by("pk")
    with transaction.atomic():
        keys = list(ended.values_list("pk", flat=True)[:AT_ONCE])
        Visit.objects.filter(proof__in=keys).delete()
        Suggestion.objects.filter(proof__in=keys).delete()
        Proof.objects.filter(pk__in=keys).update(
            document="",
            before={},
            recipient="",
            address="",
            mail=Mail.NONE,
            sealed_token="",
        )
    return len(keys)
