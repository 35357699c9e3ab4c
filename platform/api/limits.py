"""How much anybody, and how much a partner, may ask; and that a partner's requests are counted.

Headers as in draft-ietf-httpapi-ratelimit-headers-10. Answers from the page cache never get here:
what costs nothing is not counted.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from api.authentication import SCHEME, key_of
from api.counting import COUNTERS
from incoming.clients import client_address, pseudonym
from partners.models import Key, UsageKind
from partners.usage import TALLY, requests_since

__all__ = ["Standing", "TooMany", "admit", "finish"]

PARTNER_PER_MINUTE = 600
PARTNER_PER_MONTH = 1_000_000
MINUTE = 60  # seconds
COUNTED_ANEW = 60 * 60  # seconds after which a month's count is taken from the database again


@dataclass(frozen=True, slots=True)
class Standing:
    """How one limit stands after this request. ``window`` and ``reset`` are seconds."""

    name: str
    limit: int
    window: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit


class TooMany(APIException):
    """Over a limit. The answer says when to ask again."""

    status_code = 429
    default_code = "throttled"

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        super().__init__(
            f"Too many requests: {standing.limit} a {standing.name} are yours. Ask again in "
            f"{standing.reset} seconds."
        )


def admit(request: Request) -> None:
    """Count a request that has been authenticated. Raises ``TooMany``."""
    now = timezone.now()
    key = key_of(request)
    standings: list[Standing] = []
    request._request.api_standings = standings  # type: ignore[attr-defined]
    for standing in _counted(request, key, now):
        standings.append(standing)
        if standing.exceeded:
            raise TooMany(standing)


def finish(request: Request, response: HttpResponseBase, *, kind: UsageKind | str) -> None:
    """Say in the answer how the limits stand, and have a partner's request counted after it."""
    key = key_of(request)
    standings: list[Standing] = getattr(request._request, "api_standings", [])
    if response.status_code == 401:
        response["WWW-Authenticate"] = SCHEME
    if response.status_code == 429 and standings:
        response["Retry-After"] = str(standings[-1].reset)
        kind = UsageKind.LIMITED
    if standings and (key is not None or response.status_code == 429):
        response["RateLimit-Policy"] = ", ".join(
            f'"{each.name}";q={each.limit};w={each.window}' for each in standings
        )
        response["RateLimit"] = ", ".join(
            f'"{each.name}";r={max(0, each.limit - each.used)};t={each.reset}' for each in standings
        )
    if key is not None:
        # Called by the server when the client has the whole answer.
        closers: list[Any] = response._resource_closers  # type: ignore[attr-defined]
        closers.append(partial(_count, response, key, kind))


def _count(response: Any, key: Key, kind: UsageKind | str) -> None:
    size = 0 if response.streaming else len(response.content)
    TALLY.count(key.pk, kind, size=size, at=timezone.now())
    TALLY.write_if_due()


# --- the limits -------------------------------------------------------------------------------


def _counted(request: Request, key: Key | None, now: datetime) -> Iterator[Standing]:
    """One limit after the other: what exceeds the minute's is not counted as the month's."""
    if key is None:
        address = client_address(request.META)
        who = pseudonym(address, "api limits", now=now, secret_key=settings.SECRET_KEY)
        yield _by_minute(who, settings.API_ANONYMOUS_PER_MINUTE, now)
        return
    allowed = key.partner.per_minute
    limit = PARTNER_PER_MINUTE if allowed is None else allowed
    yield _by_minute(f"partner-{key.partner_id}", limit, now)
    yield _month(key, now)


def _month(key: Key, now: datetime) -> Standing:
    """By the calendar, in UTC."""
    allowed = key.partner.monthly_quota
    days = calendar.monthrange(now.year, now.month)[1]
    window = days * 24 * 60 * 60
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    reset = window - int((now - first).total_seconds())
    used = COUNTERS.add(
        f"limit:partner-{key.partner_id}:{now:%Y-%m}",
        seconds=min(COUNTED_ANEW, reset),
        start=partial(requests_since, key.partner, first.date()),
    )
    limit = PARTNER_PER_MONTH if allowed is None else allowed
    return Standing("month", limit, window, used, reset)


def _by_minute(who: str, limit: int, now: datetime) -> Standing:
    minute, second = divmod(int(now.timestamp()), MINUTE)
    used = COUNTERS.add(f"limit:{who}:{minute}", seconds=MINUTE)
    return Standing("minute", limit, MINUTE, used, MINUTE - second)
