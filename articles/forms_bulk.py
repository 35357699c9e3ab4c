"""What is asked before several articles are changed alike, and before a filter is kept."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.form_fields import LineField
from editing.admin import SelectWidget
from publication.models import Section, Topic

__all__ = ["FilterForm", "SectionForm", "TopicsForm"]


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


class FilterForm(forms.Form):
    name = LineField(max_length=60, label="Name of this filter")
    query = forms.CharField(max_length=1_000)
    shared = forms.BooleanField(required=False, label="for everybody")
