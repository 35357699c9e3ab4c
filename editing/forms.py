"""Forms that clean every text and never overwrite what somebody else saved meanwhile."""

import enum
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from accounts.naming import name_of
from editing.models import Editable
from editing.prints import has_field, print_of, read, saved_value
from editing.rich_fields import RichTextField
from editing.slugs import former_owner, free_slug, make_slug
from editing.text import clean_line, clean_text

__all__ = ["GUARD_FIELDS", "CleanedForm", "EditableForm", "Whose"]

GUARD_FIELDS = ("edit_number", "conflict_since", "seen_other_text", "began_from", "read_as")
STALE = "stale"  # the error's code


class Whose(enum.StrEnum):
    """Of two values of a field: what somebody saved meanwhile, or what this form holds."""

    THEIRS = "theirs"
    YOURS = "yours"


class CleanedForm(forms.ModelForm):
    """Cleans every text field: one line, or several where the widget is a text area."""

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not isinstance(value, str) or isinstance(field, RichTextField):
                continue
            several_lines = isinstance(field.widget, forms.Textarea)
            try:
                self.cleaned_data[name] = clean_text(value) if several_lines else clean_line(value)
            except ValidationError as error:
                self.add_error(name, error)


class EditableForm(CleanedForm):
    """The form of an Editable row: it carries the edit number it was filled in from.

    When the row has moved on, the form is not valid, `saved_meanwhile` is the row as it is
    now, and a save goes through only after the other text has been acknowledged. Of each field
    that differs, that save takes what was chosen (``take-<field>``), else what is proposed.
    `texts_of(instance)` may name the texts of fields that are not the model's own.
    """

    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conflict_since = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_other_text = forms.BooleanField(required=False)
    began_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read_as = forms.CharField(required=False, widget=forms.HiddenInput)

    slug_from: ClassVar[tuple[str, ...]] = ()
    merged_apart: ClassVar[frozenset[str]] = frozenset()  # fields that are chosen in parts
    saved_meanwhile: Editable | None = None
    # Of a save that chose: what somebody had typed and did not take, by field; an inline's rows, as
    # their formset, by its prefix. And the prefixes of all whose rows stay as they are saved.
    not_taken: dict[str, Any] | None = None
    rows_kept: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    @property
    def is_guarded(self) -> bool:
        """Whether there is a saved row to compare with."""
        return not self.instance._state.adding

    @property
    def number_to_send(self) -> str:
        """The edit number this page was filled in from, or that of the text shown beside."""
        if self.saved_meanwhile is not None:
            return str(self.saved_meanwhile.edit_number)
        if self.is_bound:
            return str(self.data.get(self.add_prefix("edit_number"), ""))
        return str(self.instance.edit_number)

    @property
    def number_begun_from(self) -> str:
        """The edit number of the text that somebody changed at first, through any conflicts."""
        sent = str(self.data.get(self.add_prefix("began_from"), "")) if self.is_bound else ""
        sent = sent or str(self.data.get(self.add_prefix("edit_number"), ""))
        return sent if sent.isascii() and sent.isdigit() else ""

    @property
    def prints(self) -> dict[str, str]:
        """The prints of what this form was once filled in with, by field."""
        return dict(read(str(self.data.get(self.add_prefix("read_as"), ""))))

    def proposed(self, name: str, saved: Any, yours: Any) -> Whose:
        """Theirs, if only they have changed it."""
        untouched = not self.typed(name, yours) and print_of(saved) != print_of(yours)
        return Whose.THEIRS if untouched else Whose.YOURS

    def typed(self, name: str, yours: Any) -> bool:
        """Whether the value is another than this form was once filled in with, if that is known."""
        return self.prints.get(name) != print_of(yours)

    def whose(self, name: str, saved: Any, yours: Any) -> Whose:
        """As chosen on the page of both texts, else as proposed."""
        chosen = str(self.data.get(self.add_prefix(f"take-{name}"), ""))
        if chosen in tuple(Whose):
            return Whose(chosen)
        return self.proposed(name, saved, yours)

    def texts_of(self, instance: Any) -> dict[str, str]:
        """What the fields that the model does not have would show for the saved row."""
        return {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors:
            self.settle_slug()
        if self.is_guarded:
            self.refuse_stale()
        return cleaned

    def settle_slug(self) -> None:
        """An empty slug is made from the name; one that is or was another's is refused."""
        model: type[models.Model] = type(self.instance)
        pk = self.instance.pk
        typed = self.cleaned_data.get("slug") or ""
        named = " ".join(str(self.cleaned_data.get(name) or "") for name in self.slug_from)
        wanted = make_slug(typed or named)
        free = free_slug(model, wanted, exclude_pk=pk)
        suggested_by_us = not typed or (self.instance._state.adding and wanted == make_slug(named))
        self.cleaned_data["slug"] = free if suggested_by_us else wanted
        if suggested_by_us or free == wanted:
            return
        former = former_owner(model, wanted, exclude_pk=pk)
        owner = model._base_manager.filter(
            **({"pk": former.object_id} if former else {"slug": wanted})
        ).first()
        name = f"“{owner}”" if owner else "something deleted"
        whose = (
            f"was once the address of {name} and still leads there"
            if former
            else f"is the address of {name}"
        )
        text = f"“{wanted}” {whose}. Choose another, such as “{free}”."
        self.add_error("slug", ValidationError(text, code="slug_taken"))

    def refuse_stale(self) -> None:
        # Locked until the request ends, so that nobody saves between this look and our save.
        rows = type(self.instance)._base_manager.select_for_update(of=("self",))
        current = rows.get(pk=self.instance.pk)
        up_to_date = self.cleaned_data.get("edit_number") == current.edit_number
        told = self.cleaned_data.get("conflict_since") is not None
        if up_to_date and (self.cleaned_data.get("seen_other_text") or not told):
            if told:
                self.take_chosen(current)
            return
        self.saved_meanwhile = current
        raise ValidationError(message(current), code=STALE)

    def take_chosen(self, current: Editable) -> None:
        """Take of each field what was chosen. ``current`` is the row as it is saved."""
        self.not_taken = {}
        for name in self.fields:
            apart = name in GUARD_FIELDS or name in self.merged_apart
            if apart or not has_field(current, name):
                continue
            saved, yours = saved_value(current, name), self.cleaned_data.get(name)
            if self.whose(name, saved, yours) is Whose.YOURS:
                continue
            if print_of(saved) != print_of(yours) and self.typed(name, yours):
                self.not_taken[name] = yours
            self.cleaned_data[name] = saved
            self.errors.pop(name, None)


def message(current: Editable) -> str:
    who = last_editor(current) or "Somebody"
    at = date_format(timezone.localtime(current.modified_at), "j F Y, H:i")
    return (
        f"{who} saved this on {at}, after you had opened it. Nothing is overwritten and nothing "
        "of yours is lost: compare the two texts below, choose what to take, and save again."
    )


def last_editor(instance: models.Model) -> str:
    """Who changed the row last in the admin, "" if nobody is known."""
    entry = (
        LogEntry.objects.filter(
            content_type__app_label=instance._meta.app_label,
            content_type__model=instance._meta.model_name,
            object_id=str(instance.pk),
        )
        .select_related("user")
        .order_by("-action_time", "-pk")
        .first()
    )
    return name_of(entry.user) if entry else ""
