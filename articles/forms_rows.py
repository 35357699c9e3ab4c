"""The rows of an article's form: lines of its byline, and references, each in its order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from articles.byline import contributions
from articles.models import Contribution, CreditRole, Reference
from authors.identifiers import InvalidRor, normalise_ror
from editing.admin import CleanedForm
from editing.richtext import to_plain
from publication.identifiers import InvalidDoi, normalise_doi
from record import document

__all__ = ["BylineFormSet", "ContributionForm", "OrderedFormSet", "ReferenceForm"]

LAST = 1_000_000  # position of a row that was given none: behind all others


class OrderedForm(CleanedForm):
    """A row with a position: a new one has none until it is given one, and comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance.pk is None:
                self.initial["position"] = None

    def clean_position(self) -> int:
        position = self.cleaned_data.get("position")
        return LAST if position is None else int(position)


class ContributionForm(OrderedForm):
    """A line of the byline. What is empty is taken from the profile, and shown in grey."""

    credit_roles = forms.MultipleChoiceField(
        label="CRediT roles",
        choices=CreditRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Contribution
        fields = ()

    def __init__(
        self, *args: Any, printed: Mapping[int, document.Contribution] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if printed and self.instance.author_id and self.instance.pk in printed:
            self.show_profile(printed[self.instance.pk])

    def show_profile(self, printed: document.Contribution) -> None:
        for name in ("given_name", "family_name", "native_name", "suffix", "title", "affiliation"):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = getattr(printed, name)
        if "affiliation_ror" in self.fields:
            self.fields["affiliation_ror"].widget.attrs["placeholder"] = printed.affiliation_ror
        if "biography" in self.fields and not self.instance.biography:
            said = to_plain(self.instance.author.biography if self.instance.author else "")
            self.fields["biography"].help_text = (
                f"Empty: as in the profile, “{said[:160]}{'…' if len(said) > 160 else ''}”"
                if said
                else "Empty here and in the profile."
            )

    def _post_clean(self) -> None:
        """What is wrong with a line as a whole is said beside its first field."""
        super()._post_clean()  # type: ignore[misc]
        if NON_FIELD_ERRORS in self.errors and "author" in self.fields:
            self.add_error("author", self.errors.pop(NON_FIELD_ERRORS).as_data())

    def clean_affiliation_ror(self) -> str:
        typed = self.cleaned_data["affiliation_ror"].strip()
        try:
            return normalise_ror(typed) if typed else ""
        except InvalidRor as error:
            raise ValidationError(str(error), code="invalid") from error


class ReferenceForm(OrderedForm):
    class Meta:
        model = Reference
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # In a table the head of the column names them for the eye only.
            field.widget.attrs["aria-label"] = str(field.label).capitalize()
        if "text" in self.fields:
            self.fields["text"].widget.attrs["rows"] = 3

    def clean_doi(self) -> str:
        typed = self.cleaned_data["doi"].strip()
        try:
            return normalise_doi(typed) if typed else ""
        except InvalidDoi as error:
            raise ValidationError(str(error), code="invalid") from error


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows in an order of their own: saved numbered from 1, those without a number last."""

    model: Any

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  Django's signature
        saved = super().save(commit)
        if commit:
            manager = self.model._default_manager
            rows = list(manager.filter(**{self.fk.name: self.instance}))
            rows.sort(key=lambda row: (row.position, row.pk))
            for number, row in enumerate(rows, start=1):
                row.position = number
            manager.bulk_update(rows, ["position"])
        return saved


class BylineFormSet(OrderedFormSet):
    """Knows what the byline prints today, to show it where a line is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.printed: dict[int, document.Contribution] = {}
        if self.instance.pk is not None:
            lines = self.instance.contributions.values_list("pk", flat=True)
            said = contributions(self.instance, on=timezone.now().date())
            self.printed = dict(zip(lines, said, strict=False))

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "printed": self.printed}

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None) or {}
            author = values.get("author")
            if author is None or values.get("DELETE"):
                continue
            signs = (author.pk, values.get("role"))
            if signs in seen:
                form.add_error("author", "This person already stands in the byline in this role.")
            seen.add(signs)
