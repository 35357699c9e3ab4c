"""Values of rows as the audit log keeps them: JSON, short, and never a secret."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any

from django.db import models

__all__ = ["bounded", "differing", "row_values", "with_labels"]

LONGEST = 500  # characters of a text that is kept whole
BEGINNING = 200  # characters kept of a longer one
DEEPEST = 4  # levels of lists and mappings

# By the name of the field. A password's hash is as good as the password to who has time.
SECRET = re.compile(r"password|secret|token|digest|sealed|recovery|seed|(^|_)key$", re.IGNORECASE)
KEPT_BACK = "(not shown)"
# Raised by every save; says nothing.
OF_EVERY_SAVE = frozenset({"edit_number", "modified_at"})


def row_values(row: models.Model) -> dict[str, Any]:
    """A row's own fields, as they are in memory: asks the database nothing."""
    return {
        field.name: row.__dict__[field.attname]
        for field in row._meta.concrete_fields
        if field.attname in row.__dict__ and field.name not in OF_EVERY_SAVE
    }


def with_labels(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, a foreign key's with the name of the row it leads to (one query for each)."""
    labelled = dict(values)
    for name, value in values.items():
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey) and value is not None:
            labelled[name] = f"{field_value(row, field)} ({value})"
    return labelled


def field_value(row: models.Model, field: models.ForeignKey) -> str:
    model = field.related_model
    found = model._base_manager.filter(**{field.target_field.attname: row.__dict__[field.attname]})
    return str(found.first() or "deleted")


def differing(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What each of two mappings says otherwise than the other."""
    missing = object()
    names = [name for name in {**before, **after} if not same(name, before, after, missing)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )


def same(name: str, before: Mapping[str, Any], after: Mapping[str, Any], missing: object) -> bool:
    # A file field's value is an object that compares by name.
    return bool(before.get(name, missing) == after.get(name, missing))


def bounded(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON can hold them: secrets kept back, long texts by beginning and digest."""
    return {str(name): _bounded(str(name), value, DEEPEST) for name, value in values.items()}


def _bounded(name: str, value: Any, levels: int) -> Any:
    if SECRET.search(name):
        return KEPT_BACK if value else ""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping) and levels:
        return {str(key): _bounded(str(key), each, levels - 1) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset) and levels:
        found = [_bounded("", each, levels - 1) for each in value]
        long = len(json.dumps(found)) > LONGEST * 4
        return _digest(json.dumps(found, ensure_ascii=False)) if long else found
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    text = text.replace("\x00", "")
    return text if len(text) <= LONGEST else _digest(text)


def _digest(text: str) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return {"begins": text[:BEGINNING], "characters": len(text), "sha256": digest}
