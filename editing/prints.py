"""Short prints of a form's values, to tell later who of two people changed what.

A form carries the prints of what it was filled in with. Where the saved value still has the print,
only who sends the form has changed it; where the sent value has it, only the other has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models

__all__ = ["has_field", "print_of", "prints_of", "read", "row_names", "rows_name", "saved_value"]


def print_of(value: Any) -> str:
    """The same for equal values, whether they come from a row or from a form."""
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:12]


def prints_of(form: Any, formsets: Iterable[Any]) -> str:
    """Of all that an unbound form and its rows are filled in with, as JSON."""
    found = {
        name: print_of(form.initial.get(name))
        for name in form.fields
        if has_field(form.instance, name)
    }
    for formset in formsets:
        names = row_names(formset)
        rows = [[row.initial.get(name) for name in names] for row in formset.initial_forms]
        found[rows_name(formset)] = print_of(rows)
    return json.dumps(found, separators=(",", ":"))


def read(sent: str) -> Mapping[str, str]:
    """The prints that came back; none if they were damaged, and then nothing is known."""
    try:
        found = json.loads(sent)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def rows_name(formset: Any) -> str:
    """What the rows of an inline are called among the prints and choices."""
    return f"rows-{formset.prefix}"


def row_names(formset: forms.BaseInlineFormSet) -> list[str]:
    """The fields of an inline that somebody fills in; none if it is only shown."""
    model: Any = formset.model
    own = {formset.fk.name, model._meta.pk.name}
    return [n for n in formset.empty_form.fields if n not in own and has_field(model, n)]


def has_field(instance: models.Model | type[models.Model], name: str) -> bool:
    meta = instance._meta
    return any(name == field.name for field in (*meta.fields, *meta.many_to_many))


def saved_value(instance: models.Model, name: str) -> Any:
    value = getattr(instance, name)
    return list(value.all()) if isinstance(value, models.Manager) else value


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, models.QuerySet | list | tuple):
        of_rows = all(isinstance(each, models.Model) for each in value)
        return sorted(map(_plain, value)) if of_rows else [_plain(each) for each in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return "" if value is None else str(value)
