"""Finding accounts: by what somebody typed, and those that keep all others."""

from __future__ import annotations

from itertools import chain, count

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.text import slugify

__all__ = ["ADMINISTRATOR", "administrators", "find", "free_username", "others_keep_accounts"]

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


def others_keep_accounts(user: User) -> bool:
    """Whether somebody else can keep accounts. Call in the transaction that takes it from `user`:

    the others are locked until it ends, so that two do not take it from each other.
    """
    others = User.objects.filter(administrators()).exclude(pk=user.pk)
    return bool(list(User.objects.select_for_update().filter(pk__in=others).values_list("pk")))


def free_username(first_name: str, last_name: str) -> str:
    """A name to sign in by, made from a person's: `ada.lovelace`."""
    words = (slugify(name) for name in (first_name, last_name))
    base = ".".join(filter(None, words))[:100] or "editor"
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    numbered = (f"{base}{number}" for number in count(2))
    return next(name for name in chain([base], numbered) if name not in taken)
