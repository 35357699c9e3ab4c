"""Requests to other servers in the actor's name, each signed with its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from fediverse.signatures import signed_headers
from outgoing.requests import Answer, send
from outgoing.rules import Rules
from outgoing.targets import parse
from renderings.activity import ActorAddresses

__all__ = ["Speaker"]

MEDIA_TYPE = "application/activity+json"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and where it may go. Uses no database, so it may speak in any thread.

    Both methods raise ``Refused`` and ``Failed`` of ``outgoing.requests``. ``deadline`` in seconds.
    """

    where: ActorAddresses
    key: RSAPrivateKey
    rules: Rules
    deadline: float = 10.0

    def get(self, url: str) -> Answer:
        """Signed as well, for many servers show their actors only to those who say their name."""
        return self._send("GET", url, None)

    def post(self, url: str, body: bytes) -> Answer:
        return self._send("POST", url, body)

    def _send(self, method: str, url: str, body: bytes | None) -> Answer:
        target = parse(url, self.rules)
        headers = signed_headers(
            method,
            target.path,
            target.authority,
            body=body,
            key_id=self.where.key,
            key=self.key,
            now=datetime.now(UTC),
        )
        headers["Accept"] = MEDIA_TYPE
        if body is not None:
            headers["Content-Type"] = MEDIA_TYPE
        return send(
            method,
            url,
            body=body or b"",
            headers=headers,
            rules=self.rules,
            deadline=self.deadline,
        )
