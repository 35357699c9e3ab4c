"""Who asks: the client behind the proxies of this house."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import datetime
from typing import Any

__all__ = ["client_address", "pseudonym"]

HOST_BITS = 64  # of an IPv6 address; what stands before them is one household's or machine's


def client_address(meta: Mapping[str, Any]) -> str:
    """The address of who asks, "" if unknown; ``meta`` is a request's ``META``.

    A neighbour on a private network is taken for the proxy in front, and the last address it has
    forwarded that is no such neighbour for the client. Who comes from outside is believed nothing.
    """
    chain = [*meta.get("HTTP_X_FORWARDED_FOR", "").split(","), meta.get("REMOTE_ADDR", "")]
    address = ""
    for text in reversed(chain):
        try:
            found = ipaddress.ip_address(text.strip())
        except ValueError:
            if text.strip():
                break
            continue
        # An IPv4 address in IPv6's clothes is judged as what it is.
        found = getattr(found, "ipv4_mapped", None) or found
        address = str(found)
        if found.is_global:
            break
    return address


def pseudonym(address: str, purpose: str, *, now: datetime, secret_key: str) -> str:
    """32 hexadecimal digits by which an address is counted for a purpose, on one day (in UTC).

    An IPv6 address counts with its whole network. Without the key, no address can be found in it.
    """
    if ":" in address:
        network = int(ipaddress.IPv6Address(address)) >> HOST_BITS
        address = f"network {network:x}"
    message = f"{purpose} {now:%Y-%m-%d} {address}"
    return hmac.new(secret_key.encode(), message.encode(), hashlib.sha256).hexdigest()[:32]
