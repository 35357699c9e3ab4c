"""What two editors wrote at the same time, side by side."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.formats import localize
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from editing.forms import GUARD_FIELDS, EditableForm, Whose
from editing.models import Editable
from editing.prints import has_field, print_of, row_names, rows_name, saved_value
from editing.rich_fields import RichTextField
from editing.richtext import to_plain

__all__ = ["Difference", "differences", "keeps_saved_rows", "row_differences", "typed_rows"]

MARKED_UP_TO = 6_000  # words of both texts; comparing longer ones takes seconds


@dataclass(frozen=True)
class Difference:
    """One field's two texts, with the words that differ marked. HTML-safe.

    ``whose`` is to be taken unless somebody chooses otherwise; ``None``: there is no choice.
    ``changed`` says in words who changed it, "" if that is not known.
    """

    label: str
    saved: SafeString
    yours: SafeString
    name: str = ""
    whose: Whose | None = None
    changed: str = ""


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
        value = form.cleaned_data.get(name, form[name].value())
        yours = as_text(value, field, rich)
        if saved != yours:
            told = difference(str(form[name].label), saved, yours)
            known = has_field(current, name) and name not in extra
            found.append(
                choice(told, form, name, saved_value(current, name), value) if known else told
            )
    return found


def choice(told: Difference, form: EditableForm, name: str, saved: Any, yours: Any) -> Difference:
    """The difference, with what is proposed or was chosen before."""
    before = form.prints.get(name)
    match before is not None, print_of(saved) == before, print_of(yours) == before:
        case (False, _, _):
            changed = ""
        case (_, True, _):
            changed = "Only you changed it."
        case (_, _, True):
            changed = "Only the other changed it."
        case _:
            changed = "Both of you changed it."
    return replace(told, name=name, whose=form.whose(name, saved, yours), changed=changed)


def row_differences(
    formset: Any, current: Editable, label: str, form: EditableForm | None = None
) -> Difference | None:
    """The rows of an inline as saved and as in the form; None if they say the same."""
    if not (names := row_names(formset)):
        return None
    saved, yours = saved_rows(formset, current), typed_rows(formset)
    fields = [formset.empty_form.fields[name] for name in names]
    texts = [
        "\n".join(row_text(zip(row, fields, strict=True)) for row in r) for r in (saved, yours)
    ]
    if texts[0] == texts[1]:
        return None
    told = difference(label, *texts)
    return choice(told, form, rows_name(formset), saved, yours) if form else told


def keeps_saved_rows(form: EditableForm, formset: Any, current: Editable) -> bool:
    """Whether the rows somebody saved meanwhile were chosen instead of those of the form."""
    saved, yours = saved_rows(formset, current), typed_rows(formset)
    return form.whose(rows_name(formset), saved, yours) is Whose.THEIRS


def saved_rows(formset: Any, current: Editable) -> list[list[Any]]:
    rows = formset.model._default_manager.filter(**{formset.fk.name: current})
    names = row_names(formset)
    return [[saved_value(row, name) for name in names] for row in rows]


def typed_rows(formset: Any) -> list[list[Any]]:
    names = row_names(formset)
    return [
        [form.cleaned_data.get(name) for name in names]
        for form in formset.forms
        if form not in formset.deleted_forms
        and hasattr(form, "cleaned_data")
        and (form.instance.pk or form.has_changed())
    ]


def row_text(values: Iterable[tuple[Any, forms.Field]]) -> str:
    texts = (as_text(value, field, rich=False) for value, field in values)
    return " · ".join(text for text in texts if text)


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
