"""What an operator lets requests reach, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from outgoing.addresses import is_public

__all__ = ["Rules", "from_names"]

SECURE_PORTS = frozenset({443, 8443})
PLAIN_PORTS = frozenset({80, 8080})


@dataclass(frozen=True, slots=True)
class Rules:
    """Where requests may go.

    Public addresses are reached on ports 443 and 8443 (80 and 8080 too, unless ``https_only``).
    An allowed network is reached whatever it is, on every port.
    """

    https_only: bool
    allowed_networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def schemes(self) -> frozenset[str]:
        return frozenset({"https"} if self.https_only else {"https", "http"})

    def allow(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        if any(address in network for network in self.allowed_networks):
            return True
        ports = SECURE_PORTS if self.https_only else SECURE_PORTS | PLAIN_PORTS
        return is_public(address) and port in ports


def from_names(names: Iterable[str], *, https_only: bool) -> Rules:
    """Rules from networks in CIDR notation; ``ValueError`` if one is none."""
    return Rules(https_only, tuple(ip_network(name) for name in names))
