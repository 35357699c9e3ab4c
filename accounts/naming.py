"""What people of the house are called where they are spoken of."""

from __future__ import annotations

from typing import Any

__all__ = ["name_of"]


def name_of(person: Any, otherwise: str = "") -> str:
    """Somebody's full name, or else the name of the account; ``otherwise`` for nobody."""
    return (person.get_full_name() or person.get_username()) if person else otherwise
