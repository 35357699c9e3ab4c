"""The people of the demonstration's newsroom: one for each role, with a password anyone knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group, User

__all__ = ["ACCOUNTS", "PASSWORD", "Account", "ensure"]

PASSWORD = "masthead"  # noqa: S105  the command refuses to run in production


@dataclass(frozen=True)
class Account:
    name: str
    role: str
    full_name: tuple[str, str]


ACCOUNTS = (
    Account("editor", "administrator", ("Ondine", "Marchetti-Roe")),
    Account("managing", "managing editor", ("Ursula", "Tanabe-Finch")),
    Account("desk", "editor", ("Pradip", "Sunderesan")),
    Account("writer", "contributor", ("Hollis", "Arkwright-Mele")),
)


def ensure() -> None:
    """Make the accounts that are missing; those that exist stay as they are."""
    for account in ACCOUNTS:
        if User.objects.filter(username=account.name).exists():
            continue
        given, family = account.full_name
        user = User.objects.create_user(
            account.name,
            f"{account.name}@example.org",
            PASSWORD,
            first_name=given,
            last_name=family,
            is_staff=True,
            is_superuser=account.role == "administrator",
        )
        user.groups.add(Group.objects.get(name=account.role))
