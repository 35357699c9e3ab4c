"""The secrets that events to an endpoint are signed with (Standard Webhooks)."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta

from outgoing import sealing
from partners.models import Endpoint

__all__ = ["give_secret", "rotate_secret"]

SECRET_BYTES = 32  # of the 24 to 64 that the specification allows


def give_secret(endpoint: Endpoint, *, secret_key: str) -> str:
    """A first secret for an endpoint about to be saved; its text `whsec_…`, to be shown once."""
    text = _new_secret()
    endpoint.sealed_secret = sealing.seal(
        text, purpose=sealing.WEBHOOK_SECRET, secret_key=secret_key
    )
    return text


def rotate_secret(endpoint: Endpoint, *, secret_key: str, overlap: timedelta, now: datetime) -> str:
    """A new secret, saved. Until the overlap ends events are signed with the one before, too.

    A secret sealed under a lost SECRET_KEY has no overlap: nobody can sign with it.
    """
    text = _new_secret()
    previous = endpoint.sealed_secret
    try:
        sealing.unseal(previous, purpose=sealing.WEBHOOK_SECRET, secret_key=secret_key)
    except sealing.Unreadable:
        previous = ""
    endpoint.sealed_previous = previous
    endpoint.previous_until = now + overlap if previous else None
    endpoint.sealed_secret = sealing.seal(
        text, purpose=sealing.WEBHOOK_SECRET, secret_key=secret_key
    )
    endpoint.save(update_fields=["sealed_secret", "sealed_previous", "previous_until"])
    return text


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")
