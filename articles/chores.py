"""The worker's part in the newsroom's inbox: reads settings and the clock, and hands them on."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from articles import inbox, mailing

__all__ = ["forget_messages", "send_messages"]


def send_messages() -> int:
    """Mail what is due to one person; how many messages that was."""
    return mailing.send_due(get_connection(), now=timezone.now(), site=settings.SITE_URL)


def forget_messages() -> int:
    """Forget what was read long ago."""
    return inbox.tidy(now=timezone.now())
