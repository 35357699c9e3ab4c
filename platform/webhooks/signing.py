"""The headers of the Standard Webhooks specification."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

__all__ = ["headers"]


def headers(message: str, body: bytes, *, secrets: Iterable[str], at: datetime) -> dict[str, str]:
    """What says whose message it is. ``secrets`` are ``whsec_…``: during a rotation both are
    valid, and the message is signed with each, so that a receiver may change at its leisure.

    ``at`` is the time of this try: receivers refuse what is older than some minutes.
    """
    timestamp = str(int(at.timestamp()))
    signed = b".".join([message.encode(), timestamp.encode(), body])
    return {
        "webhook-id": message,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
