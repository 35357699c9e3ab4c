"""What came in is believed here: its actor's key is fetched and the signature verified.

An actor's requests are looked at in the order in which they came. Its key is known if it follows;
otherwise its document is asked for, at the address the request names and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from fediverse import following
from fediverse.errands import Errand, Outcome, run
from fediverse.incoming import Malformed, Stranger, parse, stranger_in
from fediverse.models import Arrival, Follower
from fediverse.signatures import public_key, verify
from fediverse.speaking import Speaker
from outgoing.requests import Answer, Failed, Refused

__all__ = ["believe", "waiting"]

AT_ONCE = 8
LEASE = timedelta(minutes=1)  # longer than a request's deadline
# How long to wait before asking again for a key that could not be had; then it is forgotten.
RETRIES = tuple(timedelta(seconds=s) for s in (30, 2 * 60, 10 * 60, 30 * 60, 60 * 60))
TRY_AGAIN = frozenset({401, 403, 408, 425, 429})  # and whatever is the other server's fault


def waiting(now: datetime) -> bool:
    """Whether there is anything to look at."""
    return Arrival.objects.filter(done=False, due_at__lte=now).exists()


def believe(speaker: Speaker) -> int:
    """Look at what came in; how many requests to other servers that took."""
    return run(lambda under_way: _next(speaker, under_way), at_once=AT_ONCE)


@dataclass(eq=False, slots=True)
class _Asking(Errand):
    """For an actor's document, to verify what came in."""

    arrival: Arrival
    speaker: Speaker

    def go(self) -> Answer:
        return self.speaker.get(self.arrival.actor)

    def finish(self, outcome: Outcome) -> None:
        match outcome:
            case Refused():
                _forget(self.arrival)
            case Answer(status=200, body=body):
                _believe_or_forget(self.arrival, _stranger(body, self.arrival))
            case Answer(status=410):
                # Its own server says so, so it is true whoever asked.
                for follower in Follower.objects.filter(actor=self.arrival.actor):
                    following.remove(follower)
                _forget(self.arrival)
            case Answer(status=status) if status < 500 and status not in TRY_AGAIN:
                _forget(self.arrival)
            case Failed() | Answer():
                _later(self.arrival)


def _next(speaker: Speaker, under_way: Collection[Errand]) -> Errand | None:
    """Claim the next request; those whose key is known are dealt with on the way."""
    busy = {errand.arrival.host for errand in under_way if isinstance(errand, _Asking)}
    while arrival := _claimed(busy):
        known = _known(arrival)
        if known is None:
            return _Asking(arrival, speaker)
        _believe(arrival, known)
    return None


def _claimed(busy: Collection[str]) -> Arrival | None:
    now = timezone.now()
    mine = Arrival.objects.filter(done=False, actor=OuterRef("actor"), pk__lt=OuterRef("pk"))
    due = Arrival.objects.filter(~Exists(mine), done=False, due_at__lte=now)
    for arrival in due.exclude(host__in=busy).order_by("due_at", "pk")[:AT_ONCE]:
        same = Arrival.objects.filter(pk=arrival.pk, done=False, due_at=arrival.due_at)
        if same.update(due_at=now + LEASE, tries=F("tries") + 1):
            arrival.tries += 1
            return arrival
    return None


def _known(arrival: Arrival) -> Stranger | None:
    """The actor as it is known, if it follows and the signature is of the key it had then."""
    follower = Follower.objects.filter(actor=arrival.actor, key_id=arrival.key_id).first()
    if follower is None or not _signed_with(follower.public_key, arrival):
        return None
    return Stranger(
        follower.actor,
        follower.inbox,
        follower.shared_inbox,
        follower.key_id,
        follower.public_key,
    )


def _stranger(body: bytes, arrival: Arrival) -> Stranger | None:
    try:
        return stranger_in(parse(body), actor=arrival.actor, key_id=arrival.key_id)
    except Malformed:
        return None


def _believe_or_forget(arrival: Arrival, stranger: Stranger | None) -> None:
    if stranger and _signed_with(stranger.public_key, arrival):
        _believe(arrival, stranger)
    else:
        _forget(arrival)


def _signed_with(pem: str, arrival: Arrival) -> bool:
    key = public_key(pem)
    return key is not None and verify(arrival.signed, arrival.signature, key)


def _believe(arrival: Arrival, stranger: Stranger) -> None:
    """Do what is asked, for it was asked by who it says."""
    with transaction.atomic():
        if not Arrival.objects.select_for_update().filter(pk=arrival.pk, done=False).exists():
            return  # another worker was quicker
        follower = Follower.objects.filter(actor=arrival.actor).first()
        match arrival.wish:
            case Arrival.Wish.FOLLOW:
                following.add(stranger, follow=arrival.follow, now=timezone.now())
            case Arrival.Wish.UNFOLLOW if follower and arrival.follow in ("", follower.follow):
                following.remove(follower)
            case Arrival.Wish.VANISH if follower:
                following.remove(follower)
        _forget(arrival)


def _forget(arrival: Arrival) -> None:
    """Nothing of it is kept but that it came."""
    nothing = {"actor": "", "follow": "", "key_id": "", "signed": "", "signature": ""}
    Arrival.objects.filter(pk=arrival.pk).update(done=True, **nothing)


def _later(arrival: Arrival) -> None:
    if arrival.tries > len(RETRIES):
        _forget(arrival)
    else:
        due = timezone.now() + RETRIES[arrival.tries - 1]
        Arrival.objects.filter(pk=arrival.pk).update(due_at=due)
