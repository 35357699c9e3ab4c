"""The clock by which things are published: the database's, which all hosts share.

A host whose own clock is fast would publish early, and one that is slow would be late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.db import connection
from django.utils import timezone

__all__ = ["now", "skew"]


def now() -> datetime:
    """What time it is. SQLite has no clock of its own: its database lies on this very host."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cast("datetime", cursor.fetchone()[0])


def skew() -> timedelta:
    """How far this host's clock is ahead of the database's; negative if it is behind."""
    return timezone.now() - now()
