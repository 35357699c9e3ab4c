"""Letters to partners' contacts: to those who carry an article and have no webhook that says so."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.utils import timezone

from partners.models import Carriage, Contact, ContactRole, Endpoint
from webhooks.following import LETTERED
from webhooks.letter_texts import about_article, about_endpoint
from webhooks.models import Delivery, Letter, LetterState
from webhooks.retrying import wait

__all__ = ["send_due", "write_for_untold", "write_of_disabling"]

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # more than a mail server's patience
TOLD_OF_ENDPOINTS = "managing editor"


def write_for_untold(deliveries: Iterable[Delivery], *, at: datetime) -> None:
    """A letter in place of each delivery that will not arrive, to who carries the article."""
    for delivery in deliveries:
        partner = delivery.endpoint.partner
        if delivery.article is None or delivery.event not in LETTERED or not partner.active:
            continue
        if Carriage.objects.filter(partner=partner, article=delivery.article).exists():
            letter = Letter(
                partner=partner,
                event=delivery.event,
                position=delivery.position,
                article=delivery.article,
                number=delivery.number,
                at=delivery.at,
                next_at=at,
            )
            Letter.objects.bulk_create([letter], ignore_conflicts=True)


def write_of_disabling(endpoint: Endpoint, *, at: datetime) -> None:
    Letter.objects.create(partner=endpoint.partner, endpoint=endpoint, at=at, next_at=at)


def send_due() -> int:
    """The chore: send one letter that is due; how many that were (0 or 1).

    A letter is claimed before the mail server is asked, so two workers never send it both. One
    that dies between the server's answer and noting it sends again later, under the same
    Message-ID, by which mail programs know it for the same.
    """
    now = timezone.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    due = Letter.objects.filter(free, state=LetterState.PENDING, next_at__lte=now)
    for letter in due.select_related("partner", "endpoint").order_by("next_at", "pk")[:5]:
        if due.filter(pk=letter.pk).update(lease_until=now + LEASE):
            _send(letter, now)
            return 1
    return 0


def _send(letter: Letter, now: datetime) -> None:
    written = (
        about_endpoint(letter.endpoint, site=settings.SITE_URL)
        if letter.endpoint
        else about_article(letter, site=settings.SITE_URL)
    )
    editors = _editors() if letter.endpoint else []
    recipients = _recipients(letter) or editors
    if written is None:
        _end(letter, LetterState.NEEDLESS, now)
    elif not recipients:
        _end(letter, LetterState.NOBODY, now)
    else:
        subject, text = written
        host = urlsplit(settings.SITE_URL).hostname
        mail = EmailMultiAlternatives(
            subject,
            text,
            to=recipients,
            bcc=[editor for editor in editors if editor not in recipients],
            headers={
                "Message-ID": f"<letter-{letter.pk}@{host}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        try:
            mail.send()
        except (OSError, smtplib.SMTPException) as failure:
            _again(letter, str(failure)[:300], now)
        else:
            _end(letter, LetterState.SENT, now, recipients)


def _recipients(letter: Letter) -> list[str]:
    """The contacts in charge; all of them if there are none in charge."""
    contacts = Contact.objects.filter(partner=letter.partner).order_by("pk")
    role = ContactRole.TECHNICAL if letter.endpoint else ContactRole.EDITORIAL
    chosen = contacts.filter(role=role)
    return list(dict.fromkeys((chosen or contacts).values_list("email", flat=True)))


def _editors() -> list[str]:
    users = get_user_model()._default_manager.filter(is_active=True, groups__name=TOLD_OF_ENDPOINTS)
    return list(users.exclude(email="").values_list("email", flat=True))


def _end(letter: Letter, state: LetterState, now: datetime, recipients: Iterable[str] = ()) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        state=state,
        tries=F("tries") + 1,
        lease_until=None,
        sent_at=now if state == LetterState.SENT else None,
        recipients="\n".join(recipients),
        error="",
    )


def _again(letter: Letter, error: str, now: datetime) -> None:
    logger.warning("letter %d was not sent: %s", letter.pk, error)
    pause = wait(letter.tries + 1)
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.PENDING if pause else LetterState.FAILED,
        tries=F("tries") + 1,
        lease_until=None,
        next_at=now + (pause or timedelta()),
        error=error,
    )
