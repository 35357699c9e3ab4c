"""Asking for mails, confirming, changing, and being forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.encoding import punycode

from newsletter import choosing, limiting
from newsletter.choosing import Wish
from newsletter.models import Frequency, Mail, MailState, Subscriber
from newsletter.tokens import Purpose, key_of
from record.models import Head

__all__ = ["CONFIRMED_WITHIN", "ask", "change", "confirm", "erase", "holder", "written"]

CONFIRMED_WITHIN = timedelta(days=7)
LONGEST_QUERY = 800  # characters


def ask(address: str, wish: Wish, frequency: Frequency, *, now: datetime, secret_key: str) -> None:
    """Somebody typed this address into the form; it is written to, whoever that was.

    Its owner confirms, or, if already a subscriber, is told how to change what is chosen: nobody
    else may. Not more often than ``limiting`` allows, and nothing tells the one from the other.
    """
    with transaction.atomic():
        subscriber, _ = Subscriber.objects.at(address).get_or_create(
            defaults={"address": address, "frequency": frequency, "asked_at": now}
        )
        # Locked, so that two forms sent at once are counted one after the other.
        subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
        if not subscriber.active:
            subscriber.frequency, subscriber.asked_at = frequency, now
            subscriber.save(update_fields=["frequency", "asked_at"])
            choosing.keep(subscriber, wish)
        if limiting.may_write_to(subscriber.address, now=now, secret_key=secret_key):
            # More than that would not fit into a link: then the link leads to what there is.
            wanted = wish.query if subscriber.active and len(wish.query) <= LONGEST_QUERY else ""
            Mail.objects.create(subscriber=subscriber, wanted=wanted, queued_at=now, next_at=now)


def confirm(subscriber: Subscriber, *, now: datetime) -> None:
    """The owner of the address wants it: articles from now on. Done twice, it is done once."""
    head = Head.objects.values_list("position", flat=True).first() or 0
    inactive = Q(confirmed_at=None) | Q(suspended_at__isnull=False)
    Subscriber.objects.filter(inactive, pk=subscriber.pk).update(
        confirmed_at=now, suspended_at=None, refusals=0, told=head
    )


def change(subscriber: Subscriber, wish: Wish, frequency: Frequency) -> None:
    """What was told stays told: nothing comes twice, and nothing new is missed."""
    with transaction.atomic():
        Subscriber.objects.filter(pk=subscriber.pk).update(frequency=frequency)
        choosing.keep(subscriber, wish)


def erase(subscriber: Subscriber) -> None:
    """Forget the person, at once and wholly. What was sent stays counted, to nobody."""
    with transaction.atomic():
        theirs = Mail.objects.filter(subscriber=subscriber)
        theirs.filter(state=MailState.WAITING).update(state=MailState.NEEDLESS)
        theirs.update(wanted="")
        subscriber.delete()


def holder(token: str, purpose: Purpose, *, now: datetime, secret_key: str) -> Subscriber | None:
    """Whose link this is; ``None`` if it is no link of ours, or whose it was is forgotten.

    A link to manage or unsubscribe works from the confirmation on. One to confirm works for
    ``CONFIRMED_WITHIN``; of who has confirmed, it stays what it was.
    """
    key = key_of(token, purpose, secret_key=secret_key)
    if key is None:
        return None
    rows = Subscriber.objects.filter(key=key)
    if purpose is Purpose.CONFIRM:
        recent = Q(asked_at__gt=now - CONFIRMED_WITHIN)
        return rows.filter(recent | Q(confirmed_at__isnull=False, suspended_at=None)).first()
    return rows.filter(confirmed_at__isnull=False).first()


def written(address: str) -> str:
    """An address as it is kept and sent to: in ASCII, its host in lower case (RFC 5891).

    Raises ``UnicodeError`` for what is no host's name.
    """
    name, _, host = address.strip().rpartition("@")
    return f"{name}@{punycode(host).lower()}"
