"""What the worker does for the newsletter: reads settings and the clock, and hands them on."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from newsletter import mailings, sending, tidying
from newsletter.envelope import message
from newsletter.links import Links
from newsletter.models import Mail
from newsletter.writing import Desk
from publication.default import default_publication
from renderings.dates import zone

__all__ = ["address", "forget", "send"]

DJANGOS = "django.core.mail.backends.smtp.EmailBackend"
OURS = "newsletter.smtp.EmailBackend"


def address() -> int:
    """Begin digests that are due, and write down the next mails."""
    now = timezone.now()
    row = default_publication()
    begun = mailings.open_digests(now=now, zone=zone(row.time_zone if row else "UTC"))
    return begun + mailings.address_some(now=now)


def send() -> int:
    """Send a batch of what is due."""
    row = default_publication()
    desk = Desk(Links(settings.SITE_URL, settings.SECRET_KEY), row)

    def write(mail: Mail) -> EmailMultiAlternatives | None:
        letter = desk.letter(mail)
        if letter is None or mail.subscriber is None:
            return None
        return message(
            letter,
            mail,
            mail.subscriber,
            links=desk.links,
            sender=settings.DEFAULT_FROM_EMAIL,
            answers=row.contact_email if row else "",
        )

    backend = OURS if settings.EMAIL_BACKEND == DJANGOS else settings.EMAIL_BACKEND
    return sending.send_batch(get_connection(backend), write, now=timezone.now())


def forget() -> int:
    """Forget what is old."""
    return tidying.forget(now=timezone.now())
