"""How an article moves through the newsroom before it is published.

Scheduling and publishing are in ``articles.publishing``: they pass the checklist first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from articles import telling
from articles.comments import keep_note
from articles.models import Article, State
from articles.policy import Action, demand, may
from articles.revisions import record_revision
from audit import acts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["TRANSITIONS", "WrongState", "move", "moves_open_to"]

# From, to: what one must be allowed to do to move an article that way.
TRANSITIONS: dict[tuple[State, State], Action] = {
    (State.DRAFT, State.IN_REVIEW): Action.EDIT,
    (State.DRAFT, State.READY): Action.REVIEW,
    (State.IN_REVIEW, State.CHANGES_REQUESTED): Action.REVIEW,
    (State.IN_REVIEW, State.READY): Action.REVIEW,
    (State.CHANGES_REQUESTED, State.IN_REVIEW): Action.EDIT,
    (State.CHANGES_REQUESTED, State.READY): Action.REVIEW,
    (State.READY, State.IN_REVIEW): Action.REVIEW,
    (State.READY, State.CHANGES_REQUESTED): Action.REVIEW,
}


class WrongState(Exception):
    """An article cannot be moved that way from where it stands. Reload: it may have been moved."""

    def __init__(self, article: Article, to: State) -> None:
        super().__init__(
            f"“{article.title}” is {State(article.state).label.lower()} and cannot become "
            f"{to.label.lower()}."
        )
        self.article = article
        self.to = to


def move(article: Article, to: State, *, by: User | None, note: str = "") -> None:
    """Move an article to another state, and tell whom it concerns. Moving it to where it is
    changes nothing. ``note`` says why, and becomes a comment.

    Raises ``WrongState``, ``articles.comments.Unsayable`` or ``articles.policy.NotPermitted``.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.state != to:
            action = TRANSITIONS.get((State(locked.state), to))
            if action is None:
                raise WrongState(locked, to)
            demand(by, action, locked)
            was, locked.state = State(locked.state), to
            Article.objects.filter(pk=locked.pk).update(state=to, held_because="")
            record_revision(locked, by=by, reason=f"Moved to “{to.label}”")
            said = keep_note(locked, by=by, text=note) if note else None
            acts.record(
                by=by,
                what=f"moved to {to.label.lower()}",
                object=locked,
                before={"state": was},
                after={"state": to},
                reason=note,
            )
            telling.moved(locked, was=was, by=by, comment=said)
    article.refresh_from_db(fields=["state", "held_because"])


def moves_open_to(person: User, article: Article) -> list[State]:
    """Where this person may move the article now."""
    return [
        to
        for (origin, to), action in TRANSITIONS.items()
        if origin == article.state and may(person, action, article)
    ]
