"""How often somebody may guess: counted in the database, so that all processes count together.

A try is counted before it is evaluated and given back when it was right. Counting is one
conditional UPDATE, which two processes cannot both win for the last place.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import Guesses
from incoming.clients import client_address

__all__ = [
    "CODE",
    "PASSWORD",
    "PASSWORD_ACCOUNT",
    "PASSWORD_NETWORK",
    "RESET",
    "USED_CODE",
    "WINDOW",
    "Limit",
    "Try",
    "admit",
    "give_back",
    "network_of",
]

WINDOW = timedelta(hours=1)
IPV4_BITS, IPV6_BITS = 24, 56  # what one provider gives to one customer, or a little more


@dataclass(frozen=True)
class Limit:
    """`most` of `what` in an hour."""

    what: str
    most: int


PASSWORD = Limit("password", 5)  # of one account, from one network
PASSWORD_NETWORK = Limit("password, network", 30)  # of all accounts, from one network
PASSWORD_ACCOUNT = Limit("password, account", 50)  # of one account, from everywhere
CODE = Limit("code", 5)  # of the second factor, of one account
USED_CODE = Limit("used code", 1)  # a code is good once
RESET = Limit("reset", 3)  # mails to one address


@dataclass(frozen=True)
class Try:
    """Something to count: under which limit, and whose."""

    limit: Limit
    whose: str
    user_id: int | None = None


def admit(tries: Iterable[Try], *, now: datetime, secret_key: str) -> bool:
    """Count each of the tries, unless one has reached its limit: then none, and False."""
    counted: list[Try] = []
    for each in tries:
        if not _count(each, now, secret_key):
            give_back(counted, secret_key=secret_key)
            return False
        counted.append(each)
    return True


def give_back(tries: Iterable[Try], *, secret_key: str) -> None:
    """The tries were right: they count no more."""
    for each in tries:
        rows = Guesses.objects.filter(key=_key(each, secret_key), count__gt=0)
        rows.update(count=F("count") - 1)


def network_of(meta: Mapping[str, Any]) -> str:
    """The network a request came from: ``198.51.100.0/24``; "" if unknown."""
    address = client_address(meta)
    if not address:
        return ""
    bits = IPV6_BITS if ":" in address else IPV4_BITS
    return str(ipaddress.ip_network((address, bits), strict=False))


def _count(each: Try, now: datetime, secret_key: str) -> bool:
    rows = Guesses.objects.filter(key=_key(each, secret_key))
    began, count = rows.values_list("began_at", "count").first() or (None, 0)
    if began is None:
        try:
            with transaction.atomic():
                Guesses.objects.create(
                    key=_key(each, secret_key),
                    what=each.limit.what,
                    began_at=now,
                    count=1,
                    user_id=each.user_id,
                )
        except IntegrityError:
            pass  # another process was quicker: then there is one to raise
        else:
            return True
    elif began <= now - WINDOW and rows.filter(began_at=began).update(began_at=now, count=1):
        return True
    elif began > now - WINDOW and count >= each.limit.most:
        return False
    raised = rows.filter(began_at__gt=now - WINDOW, count__lt=each.limit.most)
    return bool(raised.update(count=F("count") + 1))


def _key(each: Try, secret_key: str) -> str:
    text = f"accounts {each.limit.what} {each.whose}"
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
