"""Roles that demand a second factor: who has none yet can do nothing but set one up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Q

from accounts.models import Role
from accounts.people import ADMINISTRATOR

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["FACTORS", "lacks_factor"]

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lacks_factor(user: User) -> bool:
    """Whether a role of this person demands a second factor that they have not. One query."""
    roles = Q(group__user=user)
    if user.is_superuser:
        roles |= Q(group__name=ADMINISTRATOR)
    has_one = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    demanding = Role.objects.filter(roles, ~Exists(has_one), demands_second_factor=True)
    return demanding.exists()
