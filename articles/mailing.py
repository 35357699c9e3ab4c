"""Mailing people of the newsroom what they were told, each message once at most.

What waits for somebody goes together in one mail. It is marked as being sent before the mail
server hears of it: a worker that dies then, or a server that falls silent, leaves it so, and it is
never sent again. What has been read meanwhile, or may no longer be seen, is not sent.
"""

from __future__ import annotations

import logging
import smtplib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.naming import name_of
from articles.models import MailChoice, Mails, MailState, Message
from articles.policy import Action, may

__all__ = ["send_due", "written"]

logger = logging.getLogger(__name__)

# After the first passing failure, the second, and so on; then a mail is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60))
LONGEST_SUBJECT = 200  # characters


def send_due(connection: Any, *, now: datetime, site: str) -> int:
    """Send one person's mail over a connection of Django's; how many messages were dealt with."""
    first = Message.objects.due(now).order_by("mail_at", "pk").select_related("to").first()
    if first is None:
        return 0
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as failure:
        logger.warning("The mail server can't be reached: %s", type(failure).__name__)
        Message.objects.due(now).order_by().update(mail_at=now + WAITS[0])
        return 0
    try:
        return _send_to(first.to, connection, now, site)
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            connection.connection = None  # it was broken: nobody can say goodbye


def _send_to(person: Any, connection: Any, now: datetime, site: str) -> int:
    key = uuid.uuid4()
    with transaction.atomic():
        # Whoever comes second finds nothing waiting.
        waiting = Message.objects.filter(to=person, mail=MailState.WAITING).order_by()
        claimed = waiting.update(mail=MailState.SENDING, mail_key=key)
        mine = Message.objects.filter(mail_key=key, mail=MailState.SENDING)
        told = list(mine.select_related("article__publication").order_by("at", "pk"))
        reads = bool(person.email) and not _wants_none(person)
        wanted = [message for message in told if reads and _concerns(message, person)]
        needless = {message.pk for message in told} - {message.pk for message in wanted}
        mine.filter(pk__in=needless).update(mail=MailState.NEEDLESS)
    if wanted:
        _hand_over(connection, written(person, wanted, site=site), wanted, now)
    return claimed


def _wants_none(person: Any) -> bool:
    return MailChoice.objects.filter(person=person, mails=Mails.NONE).exists()


def _concerns(message: Message, person: Any) -> bool:
    return message.read_at is None and bool(may(person, Action.VIEW, message.article))


def written(person: Any, told: Sequence[Message], *, site: str) -> EmailMultiAlternatives:
    """The mail: which articles, and what happened to them; nothing of their text."""
    origin = site.rstrip("/")
    articles: dict[int, dict[str, Any]] = {}
    for message in told:
        title = " ".join(message.article.title.split()) or "Untitled"
        entry = articles.setdefault(message.article_id, {"title": title, "lines": []})
        address = message.address or reverse(
            "admin:articles_article_change", args=[message.article_id]
        )
        entry["lines"].append({"what": message.what, "address": f"{origin}{address}"})
    context: dict[str, Any] = {
        "person": name_of(person),
        "articles": list(articles.values()),
        "choosing": f"{origin}{reverse('admin:articles_article_mail-choice')}",
    }
    mail = EmailMultiAlternatives(
        _subject(context["articles"]),
        render_to_string("articles/mail/told.txt", context),
        to=[person.email],
        headers={
            "Message-ID": make_msgid(domain=urlsplit(site).hostname or "localhost"),
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("articles/mail/told.html", context), "text/html")
    return mail


def _subject(articles: Sequence[dict[str, Any]]) -> str:
    first, *others = articles
    if others:
        more = "1 more article" if len(others) == 1 else f"{len(others)} more articles"
        return f"“{first['title'][:LONGEST_SUBJECT]}” and {more}"
    what = first["lines"][-1]["what"]
    return f"“{first['title']}”: {what}"[:LONGEST_SUBJECT]


def _hand_over(
    connection: Any, mail: EmailMultiAlternatives, told: Sequence[Message], now: datetime
) -> None:
    mine = Message.objects.filter(
        pk__in=[message.pk for message in told], mail=MailState.SENDING
    ).order_by()
    try:
        connection.send_messages([mail])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
        # The server has said no, so nothing was sent.
        _again_or_never(mine, told, now, refusal)
    except (OSError, smtplib.SMTPException) as silence:
        logger.warning("a mail may have been sent: %s", type(silence).__name__)
    else:
        mine.update(mail=MailState.SENT, mail_tries=F("mail_tries") + 1)


def _again_or_never(mine: Any, told: Sequence[Message], now: datetime, refusal: Exception) -> None:
    tries = max(message.mail_tries for message in told)
    logger.warning("a mail was refused: %s", type(refusal).__name__)
    if tries >= len(WAITS):
        mine.update(mail=MailState.FAILED)
    else:
        mine.update(mail=MailState.WAITING, mail_at=now + WAITS[tries], mail_tries=tries + 1)
