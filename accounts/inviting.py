"""Asking somebody to join, and their joining. The link is good once, for three days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import letters
from accounts.models import Invitation
from accounts.naming import name_of
from accounts.people import find, free_username
from audit import acts

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["GOOD_FOR", "UsedUp", "accept", "invite", "open_for", "open_invitation", "revoke"]

GOOD_FOR = timedelta(days=3)
SECRET_BYTES = 24  # 192 bits


class UsedUp(Exception):
    """The invitation was accepted, revoked or has run out. Ask for a new one."""


@transaction.atomic
def invite(
    *, email: str, first_name: str, last_name: str, role: Group, by: User, now: datetime
) -> Invitation:
    """Send somebody a link to join in a role.

    Who has an account already gets a mail that says so, and no link; who invites sees the same.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _open(now).filter(email__iexact=email).update(revoked_at=now)
    known = find(email) is not None
    invitation = Invitation.objects.create(
        email=email,
        first_name=first_name,
        last_name=last_name,
        role=role,
        digest=_digest(secret),
        invited_by=by,
        created_at=now,
        expires_at=now + GOOD_FOR,
        revoked_at=now if known else None,
    )
    path = reverse("account_login") if known else reverse("account_invitation", args=[secret])
    context = {
        "invitation": invitation,
        "by": name_of(by),
        "address": f"{settings.SITE_URL}{path}",
        "site": settings.SITE_URL,
        "known": known,
    }
    letters.write(
        email,
        subject=f"{context['by']} invites you to {settings.SITE_URL}",
        text=render_to_string("accounts/invitation.txt", context),
        now=now,
    )
    acts.record(by=by, what="invited", object=invitation, before={}, after={"role": role.name})
    return invitation


def open_invitation(secret: str, *, now: datetime) -> Invitation:
    """The invitation of a link. Raises `UsedUp`."""
    found = _open(now).filter(digest=_digest(secret)).select_related("role").first()
    if found is None:
        raise UsedUp
    return found


def open_for(email: str, *, now: datetime) -> Invitation | None:
    """The invitation that a verified address may take up without its link."""
    return _open(now).filter(email__iexact=email).select_related("role").first()


@transaction.atomic
def accept(invitation: Invitation, *, password: str | None, now: datetime) -> User:
    """Make the account; without a password, for who signs in by the house's sign-on alone.

    Raises `UsedUp` if somebody was quicker, or the address has one by now.
    """
    claimed = _open(now).filter(pk=invitation.pk).update(accepted_at=now)
    if not claimed or find(invitation.email) is not None:
        raise UsedUp
    user = User.objects.create_user(
        free_username(invitation.first_name, invitation.last_name),
        invitation.email,
        password,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        is_staff=True,
    )
    user.groups.add(invitation.role)
    Invitation.objects.filter(pk=invitation.pk).update(account=user)
    acts.record(
        by=user,
        what="joined",
        object=user,
        before={},
        after={"role": invitation.role.name, "invitation": invitation.pk},
    )
    return user


@transaction.atomic
def revoke(invitations: QuerySet[Invitation], *, by: User, now: datetime) -> int:
    """Take invitations back that were not yet accepted. How many."""
    found = list(_open(now).filter(pk__in=invitations.values("pk")))
    Invitation.objects.filter(pk__in=[each.pk for each in found]).update(revoked_at=now)
    acts.record_all(
        acts.act(by=by, what="invitation revoked", object=each, before={}, after={})
        for each in found
    )
    return len(found)


def _open(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
