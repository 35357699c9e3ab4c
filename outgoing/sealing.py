"""Secrets that the worker must read, kept so that a copy of the database alone does not tell them.

Fernet (AES-128-CBC and HMAC-SHA-256) under a key derived from the installation's SECRET_KEY. When
that changes, what was sealed before can't be read any more and is to be made anew.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["Unreadable", "seal", "unseal"]

PURPOSE = b"masthead partners sealing 1"


class Unreadable(Exception):
    """Sealed under another SECRET_KEY, or damaged. Make a new secret and tell the partner."""


def seal(text: str, *, secret_key: str) -> str:
    return _fernet(secret_key).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, secret_key: str) -> str:
    """What was sealed. Raises `Unreadable`."""
    try:
        return _fernet(secret_key).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("This secret was sealed under another SECRET_KEY.") from error


def _fernet(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))
