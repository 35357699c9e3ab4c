"""What is asked before an article is published, scheduled, corrected or taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from articles.form_fields import LinesField, WallClockField
from articles.local_times import UnclearTime, instant, offset_of, spelt_out
from articles.models import Article
from editing.admin import TextareaWidget

__all__ = ["DoorForm", "NoteForm", "ScheduleForm"]

LONGEST_NOTE = 2_000  # characters


class DoorForm(forms.Form):
    """Nothing but the edit number of the text that was looked at: what is confirmed is that."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)
    data: Any

    def __init__(self, *args: Any, article: Article, now: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("edit_number", article.edit_number)
        super().__init__(*args, **kwargs)
        self.article = article
        self.now = now
        self.saved_meanwhile = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("edit_number") not in (None, self.article.edit_number):
            self.saved_meanwhile = True
            # Shown again, the page is about the text as it is now.
            self.data = {**self.data.dict(), "edit_number": str(self.article.edit_number)}
            raise ValidationError(
                "The article was saved after you had opened this page. Look at it again, as it is "
                "now, and confirm once more.",
                code="stale",
            )
        return cleaned


class NoteForm(DoorForm):
    """The public note that a later version carries."""

    note = LinesField(
        label="Public note",
        max_length=LONGEST_NOTE,
        widget=TextareaWidget(attrs={"rows": 3}),
        help_text="Readers see it above the article, in the list of corrections and in the feeds.",
        error_messages={"required": "Tell readers what happened, and why."},
    )


class ScheduleForm(DoorForm):
    """The hour of publication by the publication's clock."""

    at = WallClockField(
        label="Publish at",
        error_messages={"invalid": "Give a date and a time, such as 2027-03-05 09:30."},
    )
    meant = forms.ChoiceField(
        label="Which time is meant?", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(self.article.publication.time_zone)
        local = self.now.astimezone(self.zone)
        self.fields[
            "at"
        ].help_text = (
            f"By the clocks of {self.zone.key}, where it is now {local:%H:%M} ({offset_of(local)})."
        )
        self.fields["at"].widget.attrs["data-zone"] = self.zone.key
        if self.article.publish_at:
            scheduled = self.article.publish_at.astimezone(self.zone)
            self.initial.setdefault("at", scheduled.replace(tzinfo=None))
        self.unclear = self._unclear_time()
        if self.unclear is None:
            del self.fields["meant"]
        else:
            cast("Any", self.fields["meant"]).choices = [
                (at.isoformat(), spelt_out(at, self.zone)) for at in self.unclear.choices
            ]

    def clean_at(self) -> datetime:
        """The instant, in UTC. Its choice, where two are possible, is looked at here too."""
        if self.unclear is None:
            return instant(self.cleaned_data["at"], self.zone)
        meant = self.data.get(self.add_prefix("meant"))
        if meant in {at.isoformat() for at in self.unclear.choices}:
            return datetime.fromisoformat(str(meant))
        raise ValidationError(str(self.unclear), code="unclear")

    def _unclear_time(self) -> UnclearTime | None:
        try:
            instant(self.fields["at"].clean(self.data.get(self.add_prefix("at"))), self.zone)
        except UnclearTime as unclear:
            return unclear
        except ValidationError:
            return None
        return None
