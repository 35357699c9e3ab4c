"""A letter in its envelope: the message as it crosses the network."""

from __future__ import annotations

from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives

from newsletter.letter import Letter
from newsletter.letter_html import html
from newsletter.letter_text import text
from newsletter.links import Links
from newsletter.models import Mail, Subscriber
from renderings.escaping import line

__all__ = ["message"]


def message(
    letter: Letter, mail: Mail, to: Subscriber, *, links: Links, sender: str, answers: str = ""
) -> EmailMultiAlternatives:
    """The letter as ``multipart/alternative``, from ``sender``, an address or name and address.

    What comes with articles has one-click unsubscribing (RFC 8058), a List-Id (RFC 2919) and
    counts as bulk; everything is marked as sent by a program (RFC 3834). ``answers`` is where a
    reply goes.
    """
    host = urlsplit(links.site).hostname
    headers = {"Message-ID": f"<newsletter-{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.mailing_id:
        headers |= {
            "List-Id": f"<newsletter.{host}>",
            "List-Unsubscribe": f"<{links.unsubscribe(to)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        }
    made = EmailMultiAlternatives(
        line(letter.subject),
        text(letter),
        from_email=_named(sender, letter.sender.name),
        to=[to.address],
        reply_to=[answers] if answers else None,
        headers=headers,
    )
    made.attach_alternative(html(letter), "text/html")
    return made


def _named(sender: str, serial: str) -> str:
    """The sender under the serial's name, unless the operator gave another."""
    name, address = parseaddr(sender)
    return sender if name else str(Address(display_name=serial, addr_spec=address))
