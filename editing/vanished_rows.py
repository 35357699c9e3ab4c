"""Inline rows that somebody else deleted while this editor was changing them.

Django would refuse the whole form for them, and what was typed could never be saved. They
are taken as new rows instead.
"""

import re
from collections.abc import Container

from django.http import QueryDict

__all__ = ["as_new_rows"]


def as_new_rows(data: QueryDict, prefix: str, pk_name: str, existing: Container[str]) -> QueryDict:
    """The submitted data with every row whose primary key is gone moved behind, without it."""
    initial = int_or_zero(data.get(f"{prefix}-INITIAL_FORMS"))
    vanished = [
        row
        for row in range(initial)
        if (pk := data.get(f"{prefix}-{row}-{pk_name}")) and pk not in existing
    ]
    if not vanished:
        return data
    kept = [row for row in range(initial) if row not in vanished]
    place = {row: index for index, row in enumerate([*kept, *vanished])}
    moved = QueryDict(mutable=True)
    for key, values in data.lists():
        match = re.fullmatch(rf"{re.escape(prefix)}-([0-9]+)-(.+)", key)
        if match and int(match[1]) in place:
            row = int(match[1])
            values = [""] if match[2] == pk_name and row in vanished else values  # noqa: PLW2901
            moved.setlist(f"{prefix}-{place[row]}-{match[2]}", values)
        else:
            moved.setlist(key, values)
    moved[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return moved


def int_or_zero(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        return 0
