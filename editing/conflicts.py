"""What two editors wrote at the same time, side by side."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.formats import localize
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from editing.forms import GUARD_FIELDS, EditableForm
from editing.models import Editable
from editing.rich_fields import RichTextField
from editing.richtext import to_plain

__all__ = ["Difference", "differences", "row_differences"]

MARKED_UP_TO = 6_000  # words of both texts; comparing longer ones takes seconds


@dataclass(frozen=True)
class Difference:
    """One field's two texts, with the words that differ marked. HTML-safe."""

    label: str
    saved: SafeString
    yours: SafeString


def differences(form: EditableForm) -> list[Difference]:
    """Every field whose saved text is not what this form holds."""
    current = form.saved_meanwhile
    if current is None:
        return []
    extra = form.texts_of(current)
    found = []
    for name, field in form.fields.items():
        if name in GUARD_FIELDS or (name not in extra and not has_field(current, name)):
            continue
        rich = isinstance(field, RichTextField)
        saved = extra[name] if name in extra else as_text(saved_value(current, name), field, rich)
        yours = as_text(form.cleaned_data.get(name, form[name].value()), field, rich)
        if saved != yours:
            found.append(difference(str(form[name].label), saved, yours))
    return found


def row_differences(formset: Any, current: Editable, label: str) -> Difference | None:
    """The rows of an inline as saved and as in the form; None if they say the same."""
    names = [name for name in formset.empty_form.fields if has_field(formset.model, name)]
    names = [name for name in names if name not in {formset.fk.name, formset.model._meta.pk.name}]
    if not names:  # shown only
        return None
    fields = formset.empty_form.fields
    rows = formset.model._default_manager.filter(**{formset.fk.name: current})
    saved = [row_text((saved_value(row, name), fields[name]) for name in names) for row in rows]
    yours = [
        row_text((form.cleaned_data.get(name), fields[name]) for name in names)
        for form in formset.forms
        if form not in formset.deleted_forms
        and hasattr(form, "cleaned_data")
        and (form.instance.pk or form.has_changed())
    ]
    if saved == yours:
        return None
    return difference(label, "\n".join(saved), "\n".join(yours))


def row_text(values: Iterable[tuple[Any, forms.Field]]) -> str:
    texts = (as_text(value, field, rich=False) for value, field in values)
    return " · ".join(text for text in texts if text)


def has_field(instance: models.Model | type[models.Model], name: str) -> bool:
    meta = instance._meta
    return any(name == field.name for field in (*meta.fields, *meta.many_to_many))


def saved_value(instance: models.Model, name: str) -> Any:
    value = getattr(instance, name)
    return list(value.all()) if isinstance(value, models.Manager) else value


def as_text(value: Any, field: forms.Field, rich: bool) -> str:  # noqa: FBT001
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and rich:
        return to_plain(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.QuerySet | list | tuple):
        return ", ".join(sorted(str(item) for item in value))
    if isinstance(field, forms.TypedChoiceField):
        return str(dict(flat(cast("Any", field.choices))).get(value, value))
    return str(value) if isinstance(value, str) else str(localize(value))


def flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def difference(label: str, saved: str, yours: str) -> Difference:
    label = label[:1].upper() + label[1:]
    ours, theirs = words_of(saved), words_of(yours)
    if len(ours) + len(theirs) > MARKED_UP_TO:
        return Difference(label, escape(saved), escape(yours))
    matcher = difflib.SequenceMatcher(a=ours, b=theirs, autojunk=False)
    codes = matcher.get_opcodes()
    left = ((code != "equal", "".join(ours[start:end])) for code, start, end, _, _ in codes)
    right = ((code != "equal", "".join(theirs[start:end])) for code, _, _, start, end in codes)
    return Difference(label, marked(left), marked(right))


def words_of(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def marked(parts: Iterable[tuple[bool, str]]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (mark_safe(f"<mark>{escape(text)}</mark>") if differs else text,)
            for differs, text in parts
            if text
        ),
    )
