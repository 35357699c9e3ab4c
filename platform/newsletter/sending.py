"""Sending what is due, each mail once at most.

A mail is marked as being sent before the mail server hears of it. A worker that dies then, or a
server that falls silent after the last byte, leaves it so: whether it arrived, nobody can know, so
it is never sent again but shown to the operator as "perhaps sent".
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsletter.models import REFUSALS, Mail, MailState, Subscriber
from newsletter.smtp import OutcomeUnknown

__all__ = ["LONGEST", "send_batch"]

logger = logging.getLogger(__name__)

BATCH = 50  # mails over one connection
LONGEST = timedelta(minutes=15)  # that a mail is really being sent
WHILE_UNREACHABLE = timedelta(minutes=1)
# After the first passing failure, the second, and so on; then a mail is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60))

Write = Callable[[Mail], EmailMultiAlternatives | None]


@dataclass(frozen=True)
class Outcome:
    """What the mail server made of a mail. Its words are not kept: they name the address."""

    state: MailState
    answer: str = ""
    refused: bool = False  # the address, for good


SENT = Outcome(MailState.SENT)


def send_batch(connection: Any, write: Write, *, now: datetime) -> int:
    """Send what is due over one connection (Django's); how many mails were dealt with.

    ``write`` makes the message of a mail, or ``None`` if there is nothing to say any more. If the
    server can't be reached, everything waits a minute, and nothing counts as tried.
    """
    due = list(Mail.objects.due(now).values_list("pk", flat=True)[:BATCH])
    done = 0
    try:
        # Opened anew where a failure closed it.
        while done < len(due) and _opened(connection, now):
            _deal_with(due[done], connection, write, now)
            done += 1
    finally:
        _closed(connection)
    return done


def _opened(connection: Any, now: datetime) -> bool:
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as failure:
        logger.warning("The mail server can't be reached: %s", type(failure).__name__)
        Mail.objects.due(now).order_by().update(next_at=now + WHILE_UNREACHABLE)
        return False
    return True


def _closed(connection: Any) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        connection.connection = None  # it was broken: nobody can say goodbye


def _deal_with(key: int, connection: Any, write: Write, now: datetime) -> None:
    mail = Mail.objects.select_related("subscriber", "mailing").get(pk=key)
    waiting = Mail.objects.filter(pk=key, state=MailState.WAITING)
    try:
        message = write(mail)
    except Exception:
        # A fault of ours in one letter must not hold up the others.
        logger.exception("mail %d can't be written", key)
        _put_off(waiting, mail, now)
        return
    if message is None:
        waiting.update(state=MailState.NEEDLESS)
        return
    # Only one worker marks it, and only while its reader wants it.
    claimed = waiting.filter(subscriber=mail.subscriber_id)
    if claimed.update(state=MailState.SENDING, tries=F("tries") + 1, tried_at=timezone.now()):
        _note(mail, _hand_over(connection, message), now)


def _hand_over(connection: Any, message: EmailMultiAlternatives) -> Outcome:
    try:
        connection.send_messages([message])
    except OutcomeUnknown:
        outcome = Outcome(MailState.UNKNOWN)
    except smtplib.SMTPRecipientsRefused as refusal:
        (code, _), *_ = refusal.recipients.values()
        if code >= 500:
            return Outcome(MailState.FAILED, str(code), refused=True)
        outcome = Outcome(MailState.WAITING, str(code))
    except smtplib.SMTPDataError as refusal:
        permanent = refusal.smtp_code >= 500
        state = MailState.FAILED if permanent else MailState.WAITING
        outcome = Outcome(state, str(refusal.smtp_code))
    except smtplib.SMTPResponseException as refusal:
        # Of the sender, or of us: not this mail's fault, whatever the code.
        outcome = Outcome(MailState.WAITING, str(refusal.smtp_code))
    except (OSError, smtplib.SMTPException):
        # Before anything was handed over.
        outcome = Outcome(MailState.WAITING, "no answer")
    else:
        return SENT
    _closed(connection)  # the next mail opens it anew
    return outcome


def _note(mail: Mail, outcome: Outcome, now: datetime) -> None:
    mine = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING)
    readers = Subscriber.objects.filter(mails=mail)
    if outcome.state == MailState.WAITING:
        _put_off(mine, mail, now, outcome.answer)
        return
    if outcome.state == MailState.UNKNOWN:
        logger.warning("mail %d may have been sent: the mail server fell silent", mail.pk)
    with transaction.atomic():
        mine.update(state=outcome.state, answer=outcome.answer)
        if outcome.state == MailState.SENT:
            readers.filter(refusals__gt=0).update(refusals=0)
        elif outcome.refused:
            readers.update(refusals=F("refusals") + 1)
            readers.filter(refusals__gte=REFUSALS).update(suspended_at=now)


def _put_off(rows: Any, mail: Mail, now: datetime, answer: str = "") -> None:
    """To be sent again later, or given up. ``mail`` is the row as it was before this try."""
    if mail.tries < len(WAITS):
        rows.update(
            state=MailState.WAITING,
            next_at=now + WAITS[mail.tries],
            tries=mail.tries + 1,
            answer=answer,
        )
    else:
        rows.update(state=MailState.FAILED, answer=answer)
