"""The steps an article can take, each as a page of the admin asks for and takes it.

What a step does, who may take it and from where is for ``articles.workflow`` and
``articles.publishing`` to say; this table gives each its words, its form and its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from articles import dates, publishing, workflow
from articles.admin.advance_steps import give_ahead, some_copy, some_partner, take_back_copies
from articles.forms_advancing import GiveAheadForm
from articles.forms_publishing import DatesForm, DoorForm, NoteForm, ScheduleForm
from articles.forms_workflow import ReasonForm
from articles.local_times import spelt_out
from articles.models import Article, State
from articles.policy import Action, Decision, may
from articles.publishing import BEFORE_PUBLICATION
from record.document import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["CHANGES", "DOORS", "Door", "doors_open_to"]

Step = Callable[[Article, "User", datetime, dict[str, Any]], str]


@dataclass(frozen=True)
class Door:
    """``name`` is the last part of the page's address; ``take`` answers what to tell the editor.

    ``note_kind`` is what readers are told the new version is, "" if it carries no note; ``noun``
    is what editors call it. ``button`` says what is done, where the label does not. ``rather``
    names the steps that may have been meant instead.
    ``worth_offering`` is asked last, for steps that mostly have no object.
    """

    name: str
    label: str
    icon: str
    explanation: str
    action: Action
    states: tuple[State, ...]
    take: Step
    form: type[DoorForm] = DoorForm
    asks: bool = False
    checked: bool = False
    shows_changes: bool = False
    note_kind: str = ""
    noun: str = ""
    button: str = ""
    rather: tuple[str, ...] = ()
    tone: str = "plain"
    to: State | None = None
    worth_offering: Callable[[Article], bool] | None = None

    def may(self, person: Any, article: Article) -> Decision:
        action = self.action
        if self.to is not None:
            action = workflow.TRANSITIONS.get((State(article.state), self.to), action)
        return may(person, action, article)

    def is_open(self, person: Any, article: Article) -> bool:
        """Whether the step can be taken from where the article stands, by this person."""
        return State(article.state) in self.states and bool(self.may(person, article))


def _move(to: State) -> Step:
    def take(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
        workflow.move(article, to, by=by, note=answers.get("note", ""))
        return f"“{article.title}” is now: {to.label.lower()}."

    return take


def _mover(name: str, label: str, icon: str, explanation: str, to: State, **more: Any) -> Door:
    origins = {
        origin: action for (origin, end), action in workflow.TRANSITIONS.items() if end == to
    }
    action = Action.EDIT if Action.EDIT in origins.values() else Action.REVIEW
    return Door(name, label, icon, explanation, action, tuple(origins), _move(to), to=to, **more)


def _publish(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    version = publishing.publish(article, by=by, at=now, overriding=answers["overriding"])
    return f"“{article.title}” is published, as version {version.number}."


def _schedule(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    at, overriding = answers["at"], answers["overriding"]
    publishing.schedule(article, by=by, at=at, now=now, overriding=overriding)
    zone = ZoneInfo(article.publication.time_zone)
    return f"“{article.title}” will be published on {spelt_out(answers['at'], zone)}."


def _unschedule(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    publishing.unschedule(article, by=by)
    return f"“{article.title}” is off the calendar."


def _set_dates(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    embargo = answers.get("embargo_until", article.embargo_until)
    names = ("expires_at", "expiry_note", "review_by")
    given = {name: answers[name] for name in names}
    dates.set_dates(article, by=by, now=now, embargo_until=embargo, **given)
    return f"The dates of “{article.title}” are kept."


def _change(done: str, kind: Kind) -> Step:
    """Publishing what was changed in the working copy."""

    def take(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
        note = answers.get("note", "")
        version = publishing.announce(
            article,
            kind,
            by=by,
            note=note,
            at=now,
            overriding=answers["overriding"],
            rejecting=answers["rejecting"],
        )
        how = "with your note" if note else "without a notice"
        return f"“{article.title}” is {done}: version {version.number}, {how}."

    return take


def _retract(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    version = publishing.retract(article, by=by, note=answers["note"], at=now)
    return f"“{article.title}” is retracted: version {version.number}, with your note."


def _withdraw(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    version = publishing.withdraw(article, by=by, note=answers["note"], at=now)
    return f"“{article.title}” is withdrawn: version {version.number}, with your note."


CHANGES = ("correct", "update", "clarify", "mend")


def _changer(name: str, label: str, icon: str, explanation: str, step: Step, **more: Any) -> Door:
    values: dict[str, Any] = {
        "form": NoteForm,
        "checked": True,
        "asks": True,
        "shows_changes": True,
        **more,
    }
    rather = tuple(other for other in CHANGES if other != name)
    states = (State.PUBLISHED,)
    return Door(
        name, label, icon, explanation, Action.PUBLISH, states, step, rather=rather, **values
    )


DOORS: dict[str, Door] = {
    door.name: door
    for door in (
        _mover(
            "send-to-review",
            "Send to review",
            "send",
            "You hand the article in. From then on an editor has the say, and can send it back.",
            State.IN_REVIEW,
        ),
        _mover(
            "request-changes",
            "Request changes",
            "undo",
            "The article goes back to who wrote it, who can then change it again.",
            State.CHANGES_REQUESTED,
            form=ReasonForm,
            asks=True,
        ),
        _mover(
            "mark-ready",
            "Mark ready",
            "check_circle",
            "The article is done: it waits for its publication.",
            State.READY,
        ),
        Door(
            "publish",
            "Publish",
            "publish",
            "It is readable at once, for everybody, and becomes version 1 of the record. What is "
            "published stays: later you can correct it, not undo it.",
            Action.PUBLISH,
            BEFORE_PUBLICATION,
            _publish,
            checked=True,
            asks=True,
            tone="primary",
        ),
        Door(
            "schedule",
            "Schedule",
            "schedule",
            "It is published by itself at that hour, if it still passes the checklist then.",
            Action.PUBLISH,
            BEFORE_PUBLICATION,
            _schedule,
            form=ScheduleForm,
            checked=True,
            asks=True,
        ),
        Door(
            "unschedule",
            "Unschedule",
            "event_busy",
            "It is taken off the calendar and waits, ready, for another decision.",
            Action.PUBLISH,
            (State.SCHEDULED,),
            _unschedule,
        ),
        Door(
            "give-ahead",
            "Give ahead",
            "outgoing_mail",
            "The partners you choose can fetch the article as it stands now, under embargo; for "
            "everybody else it does not exist. What is changed afterwards they get when you give "
            "it again. Its photos are not served before it is published.",
            Action.PUBLISH,
            BEFORE_PUBLICATION,
            give_ahead,
            form=GiveAheadForm,
            checked=True,
            asks=True,
            worth_offering=some_partner,
        ),
        Door(
            "take-back",
            "Take back",
            "cancel_schedule_send",
            "No partner can fetch it ahead of its hour any more. What they have fetched already, "
            "they have: write to them.",
            Action.PUBLISH,
            BEFORE_PUBLICATION,
            take_back_copies,
            worth_offering=some_copy,
        ),
        _changer(
            "correct",
            "Correct",
            "rule",
            "Something was wrong. The changes become the next version; readers see your note above "
            "it, in the list of corrections and in the feeds. The version before stays readable at "
            "its own address.",
            _change("corrected", Kind.CORRECTION),
            note_kind="Correction",
            noun="correction",
            tone="primary",
        ),
        _changer(
            "update",
            "Update",
            "update",
            "Nothing was wrong, but there is more to say. The changes become the next version; "
            "readers see your note above it, as an update.",
            _change("updated", Kind.UPDATE),
            note_kind="Update",
            noun="update",
        ),
        _changer(
            "clarify",
            "Clarify",
            "help",
            "Nothing was wrong, but it could be misunderstood. The changes become the next "
            "version; readers see your note above it, as a clarification.",
            _change("clarified", Kind.CLARIFICATION),
            note_kind="Clarification",
            noun="clarification",
        ),
        _changer(
            "mend",
            "Mend a typo",
            "spellcheck",
            "A slip that changes no meaning. Readers get no notice: the article's list of versions "
            "names the new one, and what changed can be seen there. If it changes a fact, a "
            "figure or a name, correct it instead.",
            _change("mended", Kind.TYPO),
            form=DoorForm,
            noun="mended typo",
        ),
        Door(
            "retract",
            "Retract",
            "block",
            "The text stays readable, marked as retracted in every form and list. Changes of the "
            "working copy are not published by this.",
            Action.PUBLISH,
            (State.PUBLISHED,),
            _retract,
            form=NoteForm,
            asks=True,
            note_kind="Retraction",
            tone="danger",
        ),
        Door(
            "withdraw",
            "Withdraw",
            "delete_forever",
            "Text and photos disappear for readers, for good. Title, byline and your note stay at "
            "the article's address.",
            Action.PUBLISH,
            (State.PUBLISHED,),
            _withdraw,
            form=NoteForm,
            asks=True,
            note_kind="Withdrawal",
            tone="danger",
        ),
        Door(
            "dates",
            "Dates",
            "event",
            "Until when nothing of it may be public, when it is taken away, and when somebody "
            "looks whether it still holds.",
            Action.PUBLISH,
            (*BEFORE_PUBLICATION, State.PUBLISHED),
            _set_dates,
            form=DatesForm,
            asks=True,
            button="Keep these dates",
        ),
    )
}


def doors_open_to(person: Any, article: Article) -> list[Door]:
    """The steps this person can take with the article now, in the order of its way."""
    return [
        door
        for door in DOORS.values()
        if door.is_open(person, article)
        and (door.worth_offering is None or door.worth_offering(article))
    ]
