"""Secrets that sign what goes out or prove who signs in, kept so that a copy of the database alone
does not tell them.

Fernet (AES-128-CBC and HMAC-SHA-256) under a key derived from the installation's SECRET_KEY. When
that changes, what was sealed before can't be read any more and is to be made anew. What is sealed
for one purpose can't be read as if it were for another.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = [
    "FEDIVERSE_KEY",
    "PROOF_TOKEN",
    "SECOND_FACTOR",
    "WEBHOOK_SECRET",
    "Unreadable",
    "seal",
    "unseal",
]

# Purposes. What is in databases was sealed under these bytes.
WEBHOOK_SECRET = b"masthead partners sealing 1"
FEDIVERSE_KEY = b"masthead fediverse key 1"
SECOND_FACTOR = b"masthead accounts second factor 1"
PROOF_TOKEN = b"masthead proofs token 1"


class Unreadable(Exception):
    """Sealed under another SECRET_KEY, or damaged. Make a new one, and tell whom it concerns."""


def seal(text: str, *, purpose: bytes, secret_key: str) -> str:
    return _fernet(purpose, secret_key).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: bytes, secret_key: str) -> str:
    """What was sealed. Raises `Unreadable`."""
    try:
        return _fernet(purpose, secret_key).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("This secret was sealed under another SECRET_KEY.") from error


def _fernet(purpose: bytes, secret_key: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose)
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))
