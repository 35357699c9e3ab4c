"""From a name to its addresses, once for each request and within its deadline."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

__all__ = ["Address", "Resolve", "Unresolved", "system"]

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, float], list[Address]]


class Unresolved(Exception):
    """The name has no address, or nobody said so in time. It may have one later."""


def system(name: str, within: float) -> list[Address]:
    """The addresses of a name by the system's resolver, in its order; ``within`` in seconds.

    The resolver cannot be interrupted, so it is asked in a thread that may be left behind: it
    ends by the resolver's own time limit.
    """
    found: list[Address] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(ip_address(str(answer[4][0])) for answer in answers))
        except OSError as failure:
            failures.append(failure)

    asking = threading.Thread(target=ask, name=f"resolving {name}", daemon=True)
    asking.start()
    asking.join(within)
    if asking.is_alive():
        raise Unresolved(f"“{name}” was not resolved in time.")
    if failures or not found:
        raise Unresolved(f"“{name}” has no address.")
    return found
