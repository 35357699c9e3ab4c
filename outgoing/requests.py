"""One request to somebody else's server."""

from __future__ import annotations

import functools
import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import (  # noqa: TID251 - this is the door the others are sent to
    HTTPConnection,
    HTTPException,
)

from outgoing.resolving import Address, Resolve, Unresolved, system
from outgoing.rules import Rules
from outgoing.targets import Refused, Target, parse
from outgoing.watchdog import Watchdog

__all__ = ["Answer", "Failed", "Refused", "send"]

LARGEST_ANSWER = 64 * 1024  # bytes; what follows is not read
USER_AGENT = "Masthead"

METHOD = re.compile(r"[A-Z]+")
# RFC 9110, 5.1 and 5.5, ASCII only.
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?|")
# Said by `send` itself, by the address and the body; or never said at all.
OURS = frozenset(
    {"accept-encoding", "connection", "content-length", "cookie", "expect", "host"}
    | {"proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"}
)


class Failed(Exception):
    """No whole answer came: no address, no connection, bad TLS, broken off, too late, no HTTP.

    ``reason`` says what happened, for people. Trying again later may help.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``headers`` by their names in lower case; ``body`` undecoded, at most
    64 KiB of it; ``seconds`` from the beginning, with resolving and connecting."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def send(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    rules: Rules,
    deadline: float = 10.0,  # seconds for everything, from resolving to the last byte
    resolve: Resolve = system,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """Send a request and give its answer, whatever its status.

    A redirect is an answer like any other: it is not followed. No cookie is kept, no proxy of the
    environment is used, no compressed answer asked for. ``Host`` is ``outgoing.targets.parse(url,
    rules).authority``. Raises ``Refused`` if the target is not allowed, ``Failed`` if no whole
    answer came; ``ValueError`` for a method or header that no request may have.
    """
    headers = {"User-Agent": USER_AGENT, **(headers or {})}
    _check(method, headers)
    began = time.monotonic()
    end = began + deadline
    target = parse(url, rules)
    with _connected(_addresses(target, rules, resolve, end), target.port, end) as connection:
        with Watchdog(connection, end - time.monotonic()) as watchdog:
            try:
                status, given, content = _converse(
                    _secured(connection, target, tls), target, method, headers, body
                )
            except (OSError, HTTPException, ValueError) as failure:
                raise Failed(_too_late(deadline) if watchdog.barked else _words(failure)) from None
        if watchdog.barked:  # an answer without length looks whole when it is cut off
            raise Failed(_too_late(deadline))
    return Answer(status, given, content, time.monotonic() - began)


def _check(method: str, headers: Mapping[str, str]) -> None:
    if not METHOD.fullmatch(method):
        raise ValueError(f"no method: {method!r}")
    for name, value in headers.items():
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            raise ValueError(f"no header: {name!r}: {value!r}")
        if name.lower() in OURS:
            raise ValueError(f"not the caller's to set: {name}")


def _addresses(target: Target, rules: Rules, resolve: Resolve, end: float) -> list[Address]:
    """Where the target is now; refused if any of it is where requests may not go."""
    if not isinstance(target.host, str):
        return [target.host]
    try:
        addresses = resolve(target.host, end - time.monotonic())
    except Unresolved as failure:
        raise Failed(str(failure)) from None
    for address in addresses:
        # All must be fine, for a name with one good and one bad address is an attempt.
        if not rules.allow(address, target.port):
            raise Refused(
                f"{target.authority} is at {address}: not on the public Internet, or not a port"
                " for it."
            )
    return addresses


def _connected(addresses: list[Address], port: int, end: float) -> socket.socket:
    """A connection to the first of the addresses that answers. They share the time left."""
    reason = "The name has no address."
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        patience = (end - time.monotonic()) / left
        if patience <= 0:
            break
        try:
            # An address, not a name: nothing is resolved a second time.
            return socket.create_connection((str(address), port), timeout=patience)
        except OSError as failure:
            reason = f"{address}, port {port}: {_words(failure)}"
    raise Failed(reason)


def _secured(
    connection: socket.socket, target: Target, tls: ssl.SSLContext | None
) -> socket.socket:
    connection.settimeout(None)  # the watchdog keeps the time from here on
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if target.scheme == "http":
        return connection
    return (tls or _trusting_the_system()).wrap_socket(connection, server_hostname=target.name)


@functools.cache
def _trusting_the_system() -> ssl.SSLContext:
    """Certificates are checked against the system's authorities and the name. Slow to make."""
    return ssl.create_default_context()


def _converse(
    connection: socket.socket,
    target: Target,
    method: str,
    headers: Mapping[str, str],
    body: bytes,
) -> tuple[int, dict[str, str], bytes]:
    speaking = HTTPConnection(target.name, target.port)
    speaking.auto_open = 0  # it speaks over this connection or not at all
    speaking.sock = connection
    try:
        speaking.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
        speaking.putheader("Host", target.authority)
        speaking.putheader("Connection", "close")
        speaking.putheader("Accept-Encoding", "identity")
        if body or method not in {"GET", "HEAD"}:
            speaking.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            speaking.putheader(name, value)
        speaking.endheaders(body or None)
        answer = speaking.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        content = answer.read(LARGEST_ANSWER)
        if answer.length and len(content) < LARGEST_ANSWER:
            raise HTTPException("the answer was broken off")
        return answer.status, given, content
    finally:
        speaking.close()


def _too_late(deadline: float) -> str:
    return f"No whole answer came within {deadline:g} s."


def _words(failure: Exception) -> str:
    """What went wrong, in one line of at most 200 characters."""
    if isinstance(failure, ssl.SSLCertVerificationError):
        return f"The certificate is not valid: {failure.verify_message}"
    if isinstance(failure, TimeoutError):
        return "No connection came about in time."
    text = (failure.strerror if isinstance(failure, OSError) else "") or str(failure)
    return (text or type(failure).__name__).splitlines()[0][:200]
