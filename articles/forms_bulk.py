"""What is asked before several articles are changed alike, and before a filter is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from articles.form_fields import LinesField
from editing.admin import SelectWidget, TextInputWidget
from editing.text import clean_line
from publication.models import Section, Topic

__all__ = ["AssignForm", "FilterForm", "SectionForm", "TopicsForm"]

LONGEST_TASK = 100  # characters


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.order_by("name"), label="Section", widget=SelectWidget()
    )


class TopicsForm(forms.Form):
    add = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"), label="Topics to add", required=False
    )
    remove = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"), label="Topics to take away", required=False
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not answers.get("add") and not answers.get("remove"):
            raise forms.ValidationError("Choose a topic to add or to take away.", code="nothing")
        both = set(answers.get("add", ())) & set(answers.get("remove", ()))
        if both:
            names = ", ".join(sorted(map(str, both)))
            raise forms.ValidationError(f"To add and to take away: {names}.", code="both")
        return answers


class AssignForm(forms.Form):
    person = forms.ModelChoiceField(
        get_user_model()._default_manager.none(), label="To whom", widget=SelectWidget()
    )
    what = LinesField(label="What for", max_length=LONGEST_TASK, widget=TextInputWidget())
    due = forms.DateField(
        label="Until",
        required=False,
        widget=TextInputWidget(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
        people = self.fields["person"]
        people.queryset = staff.order_by("last_name", "username")  # type: ignore[attr-defined]
        people.label_from_instance = _name  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    name = forms.CharField(max_length=60, label="Name of this filter")
    query = forms.CharField(max_length=1_000)
    shared = forms.BooleanField(required=False, label="for everybody")

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])


def _name(person: Any) -> str:
    return person.get_full_name() or person.get_username()
