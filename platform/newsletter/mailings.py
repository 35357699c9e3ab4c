"""When mails are due, and writing down to whom they go.

Every subscriber is told of the record like a follower: ``told`` moves in the transaction that
writes down the mail. So whoever is told at once today and weekly tomorrow misses nothing and gets
nothing twice, and a worker may die anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from newsletter.models import Frequency, Mail, Mailing, Subscriber
from newsletter.news import choices_of, for_reader, news
from record.models import Entry, Event

__all__ = ["address_some", "announce", "last_hour", "open_digests"]

HOUR = time(7, 0)  # of digests, on the publication's clock
MONDAY = 0  # date.weekday() of the weekly ones
SLICE = 500  # subscribers looked at in one transaction


def announce(entries: Sequence[Entry]) -> None:
    """The follower: what was published is a reason to write to who wants to know at once."""
    published = [entry.position for entry in entries if entry.event == Event.PUBLISHED]
    if published and Subscriber.objects.active().filter(frequency=Frequency.AT_ONCE).exists():
        Mailing.objects.create(
            frequency=Frequency.AT_ONCE, due_at=timezone.now(), upto=published[-1]
        )


def open_digests(*, now: datetime, zone: tzinfo) -> int:
    """Begin the digests whose hour has come, if there is anything to tell; how many."""
    digests = (Frequency.DAILY, Frequency.WEEKLY)
    return sum(_open(each, last_hour(each, now=now, zone=zone)) for each in digests)


def last_hour(frequency: Frequency, *, now: datetime, zone: tzinfo) -> datetime:
    """When a digest of that frequency was last due. A worker that slept sends one, not three."""
    local = now.astimezone(zone)
    day = local.date()
    if local.time() < HOUR:
        day -= timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return datetime.combine(day, HOUR, tzinfo=zone)


def _open(frequency: Frequency, due_at: datetime) -> bool:
    if Mailing.objects.filter(frequency=frequency, due_at=due_at).exists():
        return False
    readers = Subscriber.objects.active().filter(frequency=frequency)
    told = readers.aggregate(told=Min("told"))["told"]
    if told is None:
        return False
    untold = Entry.objects.filter(event=Event.PUBLISHED, position__gt=told, at__lte=due_at)
    upto = untold.order_by("-position").values_list("position", flat=True).first()
    if upto is None:
        return False
    mailing = Mailing(frequency=frequency, due_at=due_at, upto=upto)
    # Another worker may have begun it at the same moment.
    Mailing.objects.bulk_create([mailing], ignore_conflicts=True)
    return True


def address_some(*, now: datetime) -> int:
    """Look at the next subscribers of the oldest open mailing; how many (0: all are addressed)."""
    mailing = Mailing.objects.filter(addressed=False).order_by("pk").first()
    if mailing is None:
        return 0
    with transaction.atomic():
        # Who comes second finds it moved, and leaves this slice alone.
        mine = Mailing.objects.filter(pk=mailing.pk, reached=mailing.reached, addressed=False)
        readers = Subscriber.objects.active().filter(frequency=mailing.frequency)
        behind = readers.filter(pk__gt=mailing.reached).order_by("pk")
        keys = list(behind.values_list("pk", flat=True)[:SLICE])
        if not keys:
            return mine.update(addressed=True)
        if mine.update(reached=keys[-1]):
            _address(mailing, keys, now)
    return len(keys)


def _address(mailing: Mailing, keys: Sequence[int], now: datetime) -> None:
    untold = Subscriber.objects.select_for_update().filter(
        pk__in=keys, told__lt=mailing.upto, frequency=mailing.frequency
    )
    readers = list(untold.order_by("pk"))
    if not readers:
        return
    found = news(min(reader.told for reader in readers), mailing)
    chosen = choices_of(reader.pk for reader in readers)
    Mail.objects.bulk_create(
        Mail(subscriber=reader, mailing=mailing, after=reader.told, queued_at=now, next_at=now)
        for reader in readers
        if for_reader(
            (each for each in found if each.position > reader.told),
            everything=reader.everything,
            choices=chosen[reader.pk],
        )
    )
    Subscriber.objects.filter(pk__in=[reader.pk for reader in readers]).update(told=mailing.upto)
