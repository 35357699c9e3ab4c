"""The secret part of an address that stands in a subscriber's mails.

A key of 128 random bits that the subscriber's row holds, and a seal over it that only this
installation can make, for one purpose: who reads the database can't make a link, and who has a
link for one purpose can't make one for another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from enum import StrEnum

__all__ = ["KEY_LENGTH", "Purpose", "key_of", "new_key", "token"]

KEY_BYTES = 16
KEY_LENGTH = 22  # characters of 16 bytes in base64url without padding


class Purpose(StrEnum):
    """What a link lets its holder do."""

    CONFIRM = "confirm"
    MANAGE = "manage"
    UNSUBSCRIBE = "unsubscribe"


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def token(key: str, purpose: Purpose, *, secret_key: str) -> str:
    """44 characters of base64url."""
    return key + _seal(key, purpose, secret_key)


def key_of(text: str, purpose: Purpose, *, secret_key: str) -> str | None:
    """The key in a token; ``None`` for what was not made here for this purpose."""
    key, seal = text[:KEY_LENGTH], text[KEY_LENGTH:]
    if not text.isascii() or not hmac.compare_digest(seal, _seal(key, purpose, secret_key)):
        return None
    return key


def _seal(key: str, purpose: Purpose, secret_key: str) -> str:
    message = f"newsletter {purpose.value} {key}".encode()
    digest = hmac.new(secret_key.encode(), message, hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:KEY_BYTES]).decode().rstrip("=")
