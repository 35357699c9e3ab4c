"""The actor's own key: made once, its private half kept sealed, so that a copy of the database
alone cannot speak for the publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from fediverse.models import OwnKey
from outgoing.sealing import FEDIVERSE_KEY, Unreadable, seal, unseal

__all__ = ["KeyPair", "Unreadable", "ensure", "renew", "signing_key"]

BITS = 2048  # what servers of the fediverse expect


@dataclass(frozen=True, slots=True)
class KeyPair:
    """``public`` is PEM."""

    public: str
    sealed_private: str


def ensure(*, secret_key: str, now: datetime) -> OwnKey:
    """The key; made if there is none. If two processes make one at once, the first one's counts."""
    found = OwnKey.objects.filter(pk=1).first()
    if found:
        return found
    pair = _pair(secret_key)
    values = {"public": pair.public, "sealed_private": pair.sealed_private, "made_at": now}
    return OwnKey.objects.get_or_create(pk=1, defaults=values)[0]


def renew(*, secret_key: str, now: datetime) -> OwnKey:
    """Another key from now on. Servers ask for it when they meet a signature they can't verify."""
    pair = _pair(secret_key)
    values = {"public": pair.public, "sealed_private": pair.sealed_private, "made_at": now}
    return OwnKey.objects.update_or_create(pk=1, defaults=values)[0]


def signing_key(own: OwnKey, *, secret_key: str) -> RSAPrivateKey:
    """The private half. Raises ``Unreadable``: `manage.py new_fediverse_key` makes another."""
    pem = unseal(own.sealed_private, purpose=FEDIVERSE_KEY, secret_key=secret_key)
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise Unreadable("The fediverse key is no RSA key.")
    return key


def _pair(secret_key: str) -> KeyPair:
    key = generate_private_key(public_exponent=65537, key_size=BITS)
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return KeyPair(
        public.decode(), seal(private.decode(), purpose=FEDIVERSE_KEY, secret_key=secret_key)
    )
