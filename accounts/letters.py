"""Mails about accounts: written into a queue, sent by the worker."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from accounts.models import Letter

__all__ = ["send_due", "write"]

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # for sending; after that another worker may try
GIVEN_UP = 8  # tries, over some ten hours


def write(to: str, *, subject: str, text: str, now: datetime) -> None:
    """Queue a mail, within the caller's transaction."""
    Letter.objects.create(
        to=to,
        subject=" ".join(subject.split())[:200],
        text=text.strip() + "\n",
        at=now,
        not_before=now,
    )


def send_due() -> int:
    """Send one mail whose time has come; how many were looked at."""
    now = timezone.now()
    letter = Letter.objects.filter(not_before__lte=now).first()
    if letter is None:
        return 0
    # Who raises the count has it: two workers never send one mail twice.
    claimed = Letter.objects.filter(pk=letter.pk, tries=letter.tries).update(
        tries=F("tries") + 1, not_before=now + LEASE * 2**letter.tries
    )
    if not claimed:
        return 1
    try:
        EmailMessage(letter.subject, letter.text, to=[letter.to]).send()
    except (OSError, smtplib.SMTPException):
        # Without the address: logs are kept longer than accounts.
        logger.exception("a mail about an account was not sent, try %d", letter.tries + 1)
        if letter.tries + 1 < GIVEN_UP:
            return 1
    letter.delete()
    return 1
