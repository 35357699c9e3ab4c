"""How often the form may be sent, so that nobody's mailbox is filled by somebody else.

What is remembered for a day is an HMAC of the address and of the network, under a key of that day
only: enough to count, not to read.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from incoming.clients import client_address
from newsletter.models import Asked

__all__ = ["KEPT", "TooMany", "admit", "may_write_to", "network_of"]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PER_NETWORK = 10  # forms an hour
IN_ALL = 600  # forms an hour
PER_ADDRESS = 1  # mails an hour
PER_ADDRESS_A_DAY = 3
KEPT = DAY
IPV4_BITS, IPV6_BITS = 24, 56  # what one provider gives to one customer, or a little more
EVERYBODY = "everybody"


class TooMany(Exception):
    """Too many forms were sent from one network, or in all. Try again in an hour."""


def admit(network: str, *, now: datetime, secret_key: str) -> None:
    """Count a form. Raises ``TooMany``."""
    for who, most in ((f"network {network}", PER_NETWORK), (EVERYBODY, IN_ALL)):
        if not _count(who, {HOUR: most}, now, secret_key):
            raise TooMany


def may_write_to(address: str, *, now: datetime, secret_key: str) -> bool:
    """Whether a mail that anybody can ask for may go to the address; if so, it is counted."""
    limits = {HOUR: PER_ADDRESS, DAY: PER_ADDRESS_A_DAY}
    return _count(f"address {address.lower()}", limits, now, secret_key)


def network_of(meta: Mapping[str, Any]) -> str:
    """The network a request came from: ``198.51.100.0/24``; "" if unknown."""
    address = client_address(meta)
    if not address:
        return ""
    bits = IPV6_BITS if ":" in address else IPV4_BITS
    return str(ipaddress.ip_network((address, bits), strict=False))


def _count(who: str, limits: Mapping[timedelta, int], now: datetime, secret_key: str) -> bool:
    pseudonyms = [_pseudonym(who, day, secret_key) for day in (now, now - DAY)]
    counted = Asked.objects.filter(who__in=pseudonyms)
    for window, most in limits.items():
        if counted.filter(at__gt=now - window).count() >= most:
            return False
    Asked.objects.create(who=pseudonyms[0], at=now)
    return True


def _pseudonym(who: str, day: datetime, secret_key: str) -> str:
    text = f"newsletter limits {day:%Y-%m-%d} {who}"
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
