"""What is asked about a partner, its keys and its endpoints."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from editing.admin import EditableForm, TextInputWidget
from editing.text import clean_line
from partners.models import EventKind, Licences, Scope, Sections

__all__ = ["EndpointForm", "KeyForm", "OverlapForm", "PartnerForm"]

LONGEST_OVERLAP = 90  # days
NEW_FORM = 40  # characters at most of what tells one opened page from another


class PartnerForm(EditableForm):
    """“Chosen” asks for a choice: with none the partner would get nothing, and never learn why."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for rule, chosen, all_of_them in (
            ("licence_rule", "licences", Licences.CHOSEN),
            ("section_rule", "sections", Sections.CHOSEN),
        ):
            if cleaned.get(rule) == all_of_them and not cleaned.get(chosen):
                self.add_error(chosen, "Choose at least one, or another rule above.")
        return cleaned


class DayInput(TextInputWidget):
    """The browser's own chooser of a day."""

    input_type = "date"


class OnceForm(forms.Form):
    """A form whose page, once sent, makes nothing a second time."""

    page = forms.CharField(max_length=NEW_FORM, widget=forms.HiddenInput)


class KeyForm(OnceForm):
    """A new key. ``now`` is the time of the request."""

    label = forms.CharField(
        max_length=100,
        widget=TextInputWidget(),
        help_text="Where it will be used, such as “website, production”.",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may be used for",
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label="Valid until the end of",
        required=False,
        widget=DayInput(),
        help_text="A day in UTC. Leave empty for a key that stays valid until it is revoked.",
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_label(self) -> str:
        return clean_line(self.cleaned_data["label"])

    def clean_scopes(self) -> list[str]:
        # Without reading a key is refused everywhere.
        return sorted({Scope.READ.value, *self.cleaned_data["scopes"]})

    def clean_expires_on(self) -> datetime | None:
        day = self.cleaned_data["expires_on"]
        if day is None:
            return None
        end = datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
        if end <= self.now:
            raise ValidationError("This day is past.")
        return end


class OverlapForm(OnceForm):
    """How long what is replaced stays valid beside its successor."""

    days = forms.IntegerField(
        label="Days the present one stays valid",
        min_value=0,
        max_value=LONGEST_OVERLAP,
        initial=7,
        widget=TextInputWidget(attrs={"type": "number", "inputmode": "numeric"}),
        help_text="Time for the partner to put the new one everywhere. 0 ends the old one at once.",
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now


class EndpointForm(EditableForm):
    """``https_only`` is set by the admin, from the installation's configuration."""

    https_only = True

    events = forms.MultipleChoiceField(
        label="Events",
        choices=EventKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none to tell it everything.",
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        parts = urlsplit(url)
        if self.https_only and parts.scheme != "https":
            raise ValidationError("Events are sent by https only.", code="https")
        if parts.scheme not in {"https", "http"}:
            raise ValidationError("Give an address that begins with https://.", code="scheme")
        if parts.username is not None or parts.fragment:
            raise ValidationError("Leave out name, password and “#…”.", code="parts")
        return url
