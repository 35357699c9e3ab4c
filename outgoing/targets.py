"""Reading the address of a request, strictly: one spelling for one place.

Libraries disagree about what ``http://2130706433/``, ``http://0x7f.1/`` or ``http://a@b#@c/``
mean, and between two readings lies the way in. What is not plainly a name or an address in its
canonical form is therefore refused, not interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from outgoing.rules import Rules

__all__ = ["Refused", "Target", "parse"]

LONGEST = 2_000  # characters of an address
LONGEST_HOST = 253
DEFAULT_PORTS = {"http": 80, "https": 443}

# RFC 3986, without user information and fragment, in ASCII; the host's form is looked at below.
URL = re.compile(
    r"(?P<scheme>[A-Za-z]+)://(?P<host>\[[^\]]*\]|[^\[\]:/?@]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?]*)?(?P<query>\?.*)?"
)
# Every character an address may hold; "%" only before two hexadecimal digits.
CHARACTERS = re.compile(r"(?:[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")


class Refused(Exception):
    """An address that is not allowed as a target; ``reason`` says why, for people.

    Trying again does not help: either the address is changed, or the operator's rules are.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: ``path`` with its query, as it stands in the request line."""

    scheme: str
    host: str | IPv4Address | IPv6Address
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host as a certificate and the resolver know it."""
        return str(self.host)

    @property
    def authority(self) -> str:
        """The value of the ``Host`` header (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if isinstance(self.host, IPv6Address) else self.name
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def parse(url: str, rules: Rules) -> Target:
    """The target an address names, or ``Refused``. Looks at the address only: resolves nothing.

    A host that is an IP address is held to the rules at once; a name when it has been resolved.
    """
    if len(url) > LONGEST:
        raise Refused(f"The address is longer than {LONGEST} characters.")
    if not url.isascii():
        raise Refused("The address has characters outside ASCII: write names in their xn-- form.")
    if not CHARACTERS.fullmatch(url):
        raise Refused("The address has characters that no web address may have, or a fragment.")
    parts = URL.fullmatch(url)
    if parts is None:
        raise Refused("This is no absolute web address of a host without user name and password.")
    scheme = parts["scheme"].lower()
    if scheme not in rules.schemes():
        raise Refused(f"Only {' and '.join(sorted(rules.schemes()))} is allowed here.")
    port = int(parts["port"]) if parts["port"] else DEFAULT_PORTS[scheme]
    if not 0 < port < 2**16:
        raise Refused(f"{port} is no port.")
    target = Target(
        scheme, _host(parts["host"].lower()), port, (parts["path"] or "/") + (parts["query"] or "")
    )
    if not isinstance(target.host, str) and not rules.allow(target.host, port):
        raise Refused(f"{target.authority} is not on the public Internet, or not a port for it.")
    return target


def _host(host: str) -> str | IPv4Address | IPv6Address:
    if host.startswith("["):
        return _literal(IPv6Address, host[1:-1], of=host)
    name = host.removesuffix(".")
    labels = name.split(".")
    # As in the URL standard (WHATWG, "ends in a number"): such a host is an IPv4 address or wrong.
    if NUMERIC_LABEL.fullmatch(labels[-1]):
        return _literal(IPv4Address, name, of=host)
    if len(name) > LONGEST_HOST or not all(LABEL.fullmatch(label) for label in labels):
        raise Refused(f"“{host}” is no host name.")
    return name


def _literal(
    kind: type[IPv4Address | IPv6Address], text: str, *, of: str
) -> IPv4Address | IPv6Address:
    """An address in its one canonical form, without a zone."""
    try:
        address = kind(text)
    except AddressValueError:
        raise Refused(f"“{of}” is no IP address in its usual form.") from None
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise Refused("An address with a zone is this machine's own.")
    return address
