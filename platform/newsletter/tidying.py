"""Forgetting: who never confirmed, whom no mail reaches, what was sent long ago."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from newsletter import limiting
from newsletter.models import Asked, Mail, Mailing, MailState, Subscriber
from newsletter.sending import LONGEST
from newsletter.subscribing import CONFIRMED_WITHIN, erase

__all__ = ["forget"]

SUSPENDED_FOR = timedelta(days=30)
KEPT = timedelta(days=30)  # mails with articles; after that they are only counted
AT_ONCE = 500  # rows, so that nobody waits long for the database
COUNTED = (MailState.SENT, MailState.FAILED, MailState.UNKNOWN)


def forget(*, now: datetime) -> int:
    """Forget a part of what is to be forgotten; how many rows."""
    lost = Mail.objects.filter(state=MailState.SENDING, tried_at__lt=now - LONGEST)
    done = lost.update(state=MailState.UNKNOWN)
    done += _forget_readers(now)
    done += Asked.objects.filter(at__lt=now - limiting.KEPT).delete()[0]
    answers = Mail.objects.filter(mailing=None, queued_at__lt=now - limiting.KEPT)
    done += answers.exclude(state__in=[MailState.WAITING, MailState.SENDING]).delete()[0]
    return done + _count_and_forget(now)


def _forget_readers(now: datetime) -> int:
    unconfirmed = Q(confirmed_at=None, asked_at__lt=now - CONFIRMED_WITHIN)
    unreachable = Q(suspended_at__lt=now - SUSPENDED_FOR)
    readers = list(Subscriber.objects.filter(unconfirmed | unreachable)[:AT_ONCE])
    for reader in readers:
        erase(reader)
    return len(readers)


def _count_and_forget(now: datetime) -> int:
    """Old mails become numbers of their mailing."""
    old = Mail.objects.filter(mailing__due_at__lt=now - KEPT)
    finished = old.exclude(state__in=[MailState.WAITING, MailState.SENDING]).order_by("mailing")
    with transaction.atomic():
        rows = list(
            finished.select_for_update(of=("self",)).values_list("pk", "mailing", "state")[:AT_ONCE]
        )
        counts = Counter((mailing, state) for _, mailing, state in rows if state in COUNTED)
        for (mailing, state), number in counts.items():
            name = MailState(state).value
            Mailing.objects.filter(pk=mailing).update(**{name: F(name) + number})
        Mail.objects.filter(pk__in=[pk for pk, _, _ in rows]).delete()
    return len(rows)
