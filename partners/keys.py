"""Making, finding, replacing and revoking keys. A key's text exists once, in `Issued`."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from audit import acts
from partners.models import Key, Partner, Scope

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Issued", "find", "holds_key", "issue", "revoke", "rotate"]

MARK = "mh_"
PREFIX_CHARACTERS = string.digits + string.ascii_lowercase
PREFIX_LENGTH = 8
SECRET_CHARACTERS = string.digits + string.ascii_letters
SECRET_LENGTH = 40  # characters of 62: 238 bits
# What scanners for leaked keys look for.
FORM = re.compile(r"mh_[0-9a-z]{8}_[0-9A-Za-z]{40}")


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key, and its text: to be shown once, and kept nowhere."""

    key: Key
    text: str = field(repr=False)


def issue(
    partner: Partner,
    *,
    label: str,
    scopes: Iterable[Scope | str] = (Scope.READ,),
    expires_at: datetime | None = None,
    by: User | None = None,
    replaces: Key | None = None,
) -> Issued:
    """Make a key, and say so in the audit log."""
    prefix = "".join(secrets.choice(PREFIX_CHARACTERS) for _ in range(PREFIX_LENGTH))
    secret = "".join(secrets.choice(SECRET_CHARACTERS) for _ in range(SECRET_LENGTH))
    text = f"{MARK}{prefix}_{secret}"
    with transaction.atomic():
        key = Key.objects.create(
            partner=partner,
            label=label,
            prefix=prefix,
            digest=digest(text),
            scopes=sorted({Scope(scope).value for scope in scopes}),
            expires_at=expires_at,
            created_by=by,
            replaces=replaces,
        )
        after = {"partner": str(partner), "scopes": key.scopes, "expires_at": expires_at}
        acts.record(by=by, what="key issued", object=key, before={}, after=after)
    return Issued(key, text)


def find(text: str, *, now: datetime) -> Key | None:
    """The valid key with this text, with its partner: one read, whatever the text.

    The look-up is by the digest of the whole text, so nothing tells how much of a guess is right.
    Whether the partner is active is for the caller to ask.
    """
    key = Key.objects.select_related("partner").filter(digest=digest(text)).first()
    return key if key is not None and key.is_valid(now) else None


def holds_key(text: str) -> bool:
    """Whether the text of a key, any key, stands in a text."""
    return FORM.search(text) is not None


def rotate(key: Key, *, overlap: timedelta, now: datetime, by: User | None = None) -> Issued:
    """A new key for the same purpose. The old one stays valid for the overlap, or shorter."""
    with transaction.atomic():
        old = Key.objects.select_for_update().get(pk=key.pk)
        issued = issue(
            old.partner, label=old.label, scopes=old.scopes, by=by, replaces=old,
            expires_at=_renewed(old, now),
        )  # fmt: skip
        until = now + overlap
        if old.expires_at is None or until < old.expires_at:
            Key.objects.filter(pk=old.pk).update(expires_at=until)
    key.refresh_from_db()
    return issued


def revoke(key: Key, *, now: datetime, by: User | None = None) -> None:
    """From now on the key is refused. Revoking again changes nothing."""
    with transaction.atomic():
        if Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
            after = {"revoked_at": now}
            acts.record(by=by, what="key revoked", object=key, before={}, after=after)
    key.refresh_from_db(fields=["revoked_at"])


def digest(text: str) -> str:
    """SHA-256: a key has 238 random bits, so there is nothing to slow down guessing for."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _renewed(old: Key, now: datetime) -> datetime | None:
    """A key that was made to last some time is replaced by one that lasts as long."""
    return now + (old.expires_at - old.created_at) if old.expires_at else None
