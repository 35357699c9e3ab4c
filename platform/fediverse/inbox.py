"""The inbox: what others ask is looked at quickly here, and believed later (see `arrivals`).

What a request shows by itself is checked at once: size, date, digest, what the signature covers,
that its key is of its actor's own server. Whether the signature is valid is found out behind the
readers' backs, for that may need a request to the other server. So nobody can make this server
wait, and no answer tells who follows: an unknown actor's request and a follower's are answered
alike.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from fediverse import message_signatures, signatures
from fediverse.answers import fault, offered
from fediverse.incoming import Malformed, Request, host_of, parse, request_in
from fediverse.models import Arrival, Follower
from fediverse.signatures import Claim, Unsigned
from fediverse.views import where

__all__ = ["inbox"]

LARGEST = 64 * 1024  # bytes
WINDOW = timedelta(minutes=10)
MOST_OF_A_HOST = 300  # requests kept in a window that name one server
MOST_WAITING = 5_000  # requests of all servers not yet looked at


@offered("POST")
def inbox(request: HttpRequest) -> HttpResponseBase:
    """202 for whatever is signed in form. 401 says in a word what is wrong with the signature."""
    if _too_large(request):
        return fault(413, "At most 64 KiB.")
    now = timezone.now()
    try:
        claim = _claim(request, now)
        asked = request_in(parse(request.body), ours=where().actor)
    except Unsigned as wrong:
        return fault(401, f"This is not signed as it must be: {wrong}.")
    except Malformed as wrong:
        return fault(400, f"This is no activity: {wrong}.")
    if not _of_its_own(asked.actor, claim.key_id):
        return fault(401, "This is not signed as it must be: keyId.")
    if not asked.wish or not _concerns_us(asked):
        return HttpResponse(status=202)
    return _taken(asked, claim, now)


def _too_large(request: HttpRequest) -> bool:
    """By what the request declares: without a length, no body is read at all."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > LARGEST


def _claim(request: HttpRequest, now: datetime) -> Claim:
    headers = {name.lower(): value for name, value in request.headers.items()}
    target, body = request.get_full_path(), request.body
    if "signature-input" in headers:
        uri = f"{settings.SITE_URL}{target}"
        return message_signatures.read("post", uri, headers, body, now=now)
    return signatures.read("post", target, headers, body, now=now)


def _of_its_own(actor: str, key_id: str) -> bool:
    """Whether the key is at the actor's server, and that is not this one."""
    return host_of(key_id) == host_of(actor) != host_of(settings.SITE_URL)


def _concerns_us(asked: Request) -> bool:
    """Servers tell everybody of every account that is deleted; most never followed."""
    if asked.wish == Arrival.Wish.FOLLOW:
        return True
    known = Follower.objects.filter(actor=asked.actor).exists()
    return known or Arrival.objects.filter(actor=asked.actor, done=False).exists()


def _taken(asked: Request, claim: Claim, now: datetime) -> HttpResponse:
    host = urlsplit(asked.actor).netloc.lower()
    recent = Arrival.objects.filter(host=host, received_at__gt=now - WINDOW)
    if recent.count() >= MOST_OF_A_HOST:
        return _later(429, "Your server asks too much.")
    if Arrival.objects.filter(done=False)[MOST_WAITING - 1 :].exists():
        return _later(503, "Too much is waiting here.")
    arrival = Arrival(
        fingerprint=hashlib.sha256(claim.signed.encode("latin-1", "replace")).hexdigest(),
        host=host,
        wish=asked.wish,
        actor=asked.actor,
        follow=asked.follow,
        key_id=claim.key_id,
        signed=claim.signed,
        signature=claim.signature,
        received_at=now,
        due_at=now,
    )
    # The same request a second time is one that came already, or somebody playing it again.
    Arrival.objects.bulk_create([arrival], ignore_conflicts=True)
    return HttpResponse(status=202)


def _later(status: int, message: str) -> HttpResponse:
    response = fault(status, message)
    response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response
