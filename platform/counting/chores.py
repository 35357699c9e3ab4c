"""What the worker does for counting: it forgets readers, and keeps what is most read of these
days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from counting.models import Hour
from counting.most_read import count_anew

__all__ = ["count_recent", "forget", "forget_readers"]

KEPT = timedelta(hours=1)  # after its end, an hour's pseudonyms and the secret they were made with


def forget() -> int:
    """Delete what tells readers apart, of all hours that are past; how many hours."""
    return forget_readers(now=timezone.now())


def forget_readers(*, now: datetime) -> int:
    """… as of that time. What a wrong clock has brought from the future goes as well."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    kept = (hour - KEPT, hour + KEPT)
    past = Hour.objects.exclude(begins__range=kept)
    number = past.count()
    if number:
        past.delete()
    return number


def count_recent() -> int:
    """Count anew what is recent of some articles; of how many. Done when it answers 0."""
    return count_anew(today=timezone.now().date())
