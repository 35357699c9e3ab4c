"""Finding an account by what somebody typed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

__all__ = ["ADMINISTRATOR", "administrators", "find"]

ADMINISTRATOR = "administrator"  # the role


def find(typed: str) -> User | None:
    """The account of that name, or with that mail address if it is only one's. One query."""
    typed = typed.strip().replace("\x00", "")
    if not typed:
        return None
    found = list(User.objects.filter(Q(username=typed) | Q(email__iexact=typed))[:3])
    named = [user for user in found if user.username == typed]
    by_mail = [user for user in found if user.is_active]
    if named:
        return named[0]
    return by_mail[0] if len(by_mail) == 1 else None


def administrators() -> Q:
    """The condition that an account can keep accounts and roles."""
    role = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR)
    return role & Q(is_active=True, is_staff=True)
