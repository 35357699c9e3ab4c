"""Conditions for CheckConstraint that both SQLite and PostgreSQL can enforce by themselves.

A regular expression would need a Python function inside SQLite, which a backup, an
integrity check or a connection with `trusted_schema=OFF` does not have. LTRIM with a
set of characters is built into both: what is left after trimming was not allowed.
"""

import functools
import operator
import string

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact

__all__ = ["SLUG_CHARACTERS", "has_length", "has_only", "is_exactly_one", "is_slug", "part"]

SLUG_CHARACTERS = string.ascii_lowercase + string.digits + "-"


def has_only(text: str | Combinable, characters: str) -> Exact:
    """True where `text` (a field's name or an expression) holds none but these characters."""
    rest = Func(
        F(text) if isinstance(text, str) else text,
        Value(characters),
        function="LTRIM",
        output_field=CharField(),
    )
    return Exact(rest, Value(""))


def has_length(field: str, length: int) -> Exact:
    """True where the field holds exactly so many characters."""
    return Exact(Length(field), Value(length))


def part(field: str, first: int, length: int) -> Substr:
    """The characters of a field from `first` (counted from 1)."""
    return Substr(field, first, length)


def is_slug(field: str = "slug") -> Q:
    """True where the field is a slug that is not empty."""
    return ~Q(**{field: ""}) & Q(has_only(field, SLUG_CHARACTERS))


def is_exactly_one(fields: tuple[str, ...]) -> Q:
    """True where one of these fields is set and the others are null."""
    cases = [Q(**{f"{other}__isnull": other != field for other in fields}) for field in fields]
    return functools.reduce(operator.or_, cases)
