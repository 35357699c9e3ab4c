"""What is asked before an article is published, scheduled, corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from articles.accepting import Rejection
from articles.checklist import Item
from articles.form_fields import LinesField, WallClockField
from articles.gate import LONGEST_REASON
from articles.local_times import UnclearTime, instant, offset_of, spelt_out
from articles.models import Article
from editing.admin import TextareaWidget, TextInputWidget
from incoming.numbers import whole_number

__all__ = ["DatesForm", "DoorForm", "HoursForm", "NoteForm", "ScheduleForm"]

LONGEST_NOTE = 2_000  # characters
OVERRIDE = "override-"  # before a warning's code: the field for its reason
OFFERED, ACCEPTED = "offered-", "accepted-"  # before a part, or a passage's number


class DoorForm(forms.Form):
    """The edit number of the text that was looked at: what is confirmed is that.

    Each warning asks for the reason of going on in spite of it. Of the changes that were offered
    for a choice, those that are not ticked are rejected.
    """

    edit_number = forms.IntegerField(widget=forms.HiddenInput)
    data: Any

    def __init__(self, *args: Any, article: Article, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"edit_number": article.edit_number} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.article = article
        self.now = now
        self.saved_meanwhile = False

    def ask_about(self, warnings: Iterable[Item]) -> None:
        """Ask for a reason to go on in spite of each of these."""
        for item in warnings:
            self.fields.setdefault(
                f"{OVERRIDE}{item.code}",
                forms.CharField(
                    label=f"Go on although: {item.message}",
                    max_length=LONGEST_REASON,
                    widget=TextInputWidget(),
                    help_text="Your reason is kept in the history and in the log of acts.",
                    error_messages={"required": "Put it right, or give the reason for going on."},
                ),
            )

    def accepts(self, name: str) -> bool:
        """Whether a change that is offered for a choice is ticked, as it is to begin with."""
        return f"{OFFERED}{name}" not in self.data or f"{ACCEPTED}{name}" in self.data

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
        cleaned["overriding"] = {
            name.removeprefix(OVERRIDE): reason
            for name, reason in cleaned.items()
            if name.startswith(OVERRIDE)
        }
        cleaned["rejecting"] = self._rejected()
        return cleaned

    def _rejected(self) -> Rejection:
        offered = [n.removeprefix(OFFERED) for n in self.data if n.startswith(OFFERED)]
        rejected = {name for name in offered if not self.accepts(name)}
        passages = {number for name in rejected if (number := whole_number(name)) is not None}
        return Rejection(frozenset(rejected), frozenset(passages))


class NoteForm(DoorForm):
    """The public note that a later version carries."""

    note = LinesField(
        label="Public note",
        max_length=LONGEST_NOTE,
        widget=TextareaWidget(attrs={"rows": 3}),
        help_text="Readers see it above the article, in the list of corrections and in the feeds.",
        error_messages={"required": "Tell readers what happened, and why."},
    )


class HoursForm(DoorForm):
    """Hours by the publication's clock. One that happens twice or never asks which is meant."""

    hours: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(self.article.publication.time_zone)
        self.unclear = {name: unclear for name in self.hours if (unclear := self._unclear(name))}
        for name in self.hours:
            self.fields[name].widget.attrs["data-zone"] = self.zone.key
        for name, unclear in self.unclear.items():
            choices = [(at.isoformat(), spelt_out(at, self.zone)) for at in unclear.choices]
            self.fields[_meant(name)] = forms.ChoiceField(
                label="Which time is meant?",
                required=False,
                widget=forms.RadioSelect,
                choices=choices,
            )
        self.order_fields([n for name in self.fields for n in (name, _meant(name))])

    def by_the_clock(self) -> str:
        local = self.now.astimezone(self.zone)
        return (
            f"By the clocks of {self.zone.key}, where it is now {local:%H:%M} ({offset_of(local)})."
        )

    def show(self, name: str, at: datetime | None) -> None:
        """Begin with that instant in the field."""
        if at is not None:
            self.initial.setdefault(name, at.astimezone(self.zone).replace(tzinfo=None))

    def instant(self, name: str) -> datetime | None:
        """The instant, in UTC. Its choice, where two are possible, is looked at here too."""
        local = self.cleaned_data[name]
        if local is None:
            return None
        if name not in self.unclear:
            return instant(local, self.zone)
        meant = self.data.get(self.add_prefix(_meant(name)))
        if meant in {at.isoformat() for at in self.unclear[name].choices}:
            return datetime.fromisoformat(str(meant))
        raise ValidationError(str(self.unclear[name]), code="unclear")

    def _unclear(self, name: str) -> UnclearTime | None:
        try:
            local = self.fields[name].clean(self.data.get(self.add_prefix(name)))
            if local is not None:
                instant(local, self.zone)
        except UnclearTime as unclear:
            return unclear
        except ValidationError:
            return None
        return None


def _meant(name: str) -> str:
    return "meant" if name == "at" else f"{name}_meant"


class ScheduleForm(HoursForm):
    """The hour of publication."""

    hours = ("at",)

    at = WallClockField(
        label="Publish at",
        error_messages={"invalid": "Give a date and a time, such as 2027-03-05 09:30."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = self.by_the_clock()
        self.show("at", self.article.publish_at or self.article.embargo_until)

    def clean_at(self) -> datetime | None:
        return self.instant("at")


class DatesForm(HoursForm):
    """Embargo, expiry and review. An empty field takes its date away."""

    hours = ("embargo_until", "expires_at")

    embargo_until = WallClockField(label="Embargo until", required=False)
    expires_at = WallClockField(label="Expires at", required=False)
    expiry_note = LinesField(
        label="Public note of the expiry",
        required=False,
        max_length=LONGEST_NOTE,
        widget=TextareaWidget(attrs={"rows": 2}),
        help_text="Readers find it at the article's address from that hour on.",
    )
    review_by = forms.DateField(
        label="Review by",
        required=False,
        widget=TextInputWidget(attrs={"type": "date"}),
        help_text="Whose article it is is told on that day; until somebody changes the day, the "
        "article stands on the desk.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "embargo_until"
        ].help_text = f"Nothing of it can be published before, by nobody. {self.by_the_clock()}"
        self.fields[
            "expires_at"
        ].help_text = (
            "It is withdrawn by itself at that hour, for good. Its owner is told a week before."
        )
        self.show("embargo_until", self.article.embargo_until)
        self.show("expires_at", self.article.expires_at)
        self.initial.setdefault("expiry_note", self.article.expiry_note)
        day: date | None = self.article.review_by
        self.initial.setdefault("review_by", day.isoformat() if day else "")
        if self.article.is_public:
            del self.fields["embargo_until"]  # it is over

    def clean_embargo_until(self) -> datetime | None:
        return self.instant("embargo_until")

    def clean_expires_at(self) -> datetime | None:
        return self.instant("expires_at")
