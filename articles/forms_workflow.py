"""What is asked before an article is sent back to who wrote it, or given to somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from accounts.naming import name_of
from articles import assigning
from articles.form_fields import LinesField
from articles.forms_publishing import DoorForm
from articles.models import Article
from articles.models.comment import LONGEST_COMMENT
from editing.admin import SelectWidget, TextareaWidget, TextInputWidget

__all__ = ["AssignmentForm", "ReasonForm"]


class ReasonForm(DoorForm):
    """Why, and what to change."""

    note = LinesField(
        label="What to change",
        max_length=LONGEST_COMMENT,
        widget=TextareaWidget(attrs={"rows": 5}),
        help_text="Who wrote it is told, and finds it among the comments. Readers never see it.",
        error_messages={"required": "Say what to change: the writer sees nothing else."},
    )


class _Person(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class AssignmentForm(forms.Form):
    """Offers who may see the article, or for several articles all the staff; somebody else who is
    named all the same gets a reason."""

    person = _Person(
        User.objects.none(),
        empty_label="Choose a person",
        widget=SelectWidget(),
        error_messages={"required": "Choose a person."},
    )
    what = forms.CharField(
        label="For what",
        max_length=assigning.LONGEST_WHAT,
        widget=TextInputWidget(attrs={"list": "assignment-kinds"}),
        help_text="In your own words: editing, checking, photo…",
        error_messages={"required": "Say what for: editing, checking, the photo."},
    )
    due = forms.DateField(
        required=False, widget=TextInputWidget(attrs={"type": "date"}), label="Due"
    )

    def __init__(self, *args: Any, article: Article | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        staff = User.objects.filter(is_staff=True, is_active=True)
        person.queryset = staff.order_by("last_name", "username")
        if article is not None:
            zone = article.publication.time_zone
            self.fields["due"].help_text = f"A day by the calendar of {zone}; empty: no hurry."
            offered = assigning.assignable(article)
            person.choices = [("", person.empty_label), *((p.pk, name_of(p)) for p in offered)]
