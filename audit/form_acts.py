"""What a saved form of the admin, with its rows, has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.forms import BaseModelForm

from audit.values import differing, row_values, with_labels

__all__ = ["changed_by"]

Values = dict[str, Any]


def changed_by(
    form: BaseModelForm, formsets: Iterable[Any], row_before: models.Model | None
) -> tuple[Values, Values]:
    """What was and what is, of all that differs. Call when the form and its rows are saved.

    `row_before` is the row as it was, None for a new one. Costs a query for each foreign key
    that changed, and none for the number of rows.
    """
    row = form.instance
    before, after = differing(row_values(row_before) if row_before else {}, row_values(row))
    if row_before is None:
        after = {name: value for name, value in after.items() if value not in (None, "", [], {})}
    else:
        before = with_labels(row_before, before)
    after = with_labels(row, after)
    many = {field.name for field in row._meta.many_to_many}
    for name in form.changed_data:
        if name in many and name in form.cleaned_data:
            before[name] = _names(form.initial.get(name) or [])
            after[name] = _names(form.cleaned_data[name])
    for formset in formsets:
        _add_rows(formset, before, after)
    return before, after


def _add_rows(formset: Any, before: Values, after: Values) -> None:
    kind = str(formset.model._meta.verbose_name)
    deleted = formset.deleted_forms if formset.can_delete else []
    for form in formset.forms:
        # A deleted row has lost its number; the field that carried it has not.
        number = form.instance.pk or form[formset.model._meta.pk.name].initial
        changed = form.initial if form in deleted else form.changed_data
        names = [name for name in changed if name in form.fields]
        if number is None or not names:
            continue
        if form.initial:
            before[f"{kind} {number}"] = {name: _plain(form.initial.get(name)) for name in names}
        if form not in deleted:
            after[f"{kind} {number}"] = {
                name: _plain(form.cleaned_data.get(name)) for name in names
            }


def _names(rows: Iterable[Any]) -> list[str]:
    return sorted(
        f"{row} ({row.pk})" if isinstance(row, models.Model) else str(row) for row in rows
    )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return f"{value} ({value.pk})"
    if isinstance(value, models.QuerySet) or (
        isinstance(value, list) and value and isinstance(value[0], models.Model)
    ):
        return _names(value)
    return value
