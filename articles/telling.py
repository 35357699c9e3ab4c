"""Whom it concerns that an article has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.naming import name_of
from articles.assigning import with_permission
from articles.inbox import tell
from articles.models import Article, Comment, State
from articles.policy import Action, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["moved", "reviewers"]


def moved(article: Article, *, was: State, by: User | None, comment: Comment | None = None) -> None:
    """Tell those concerned, in the transaction that moved it from that state.

    ``comment`` holds the reason of who asks for changes. Moved by nobody, it was the clock.
    """
    state = State(article.state)
    if state == was:
        return
    who = name_of(by)
    people, what = _concerned(article, state, was, who)
    tell(people, about=article, what=what, by=by, comment=comment)


def reviewers(article: Article) -> list[User]:
    """Who is told of an article that was handed in: the editors it is assigned to, else those who
    want to know of every one, else all who publish."""
    assigned = [one for one in _assigned(article) if may(one, Action.REVIEW, article)]
    if assigned:
        return assigned
    wanting = with_permission("review_article").filter(mail_choice__told_of_handed_in=True)
    return list(wanting) or _publishers()


def _concerned(
    article: Article, state: State, was: State, who: str
) -> tuple[list[User | None], str]:
    its = [article.created_by, *_assigned(article)]
    match state:
        case State.IN_REVIEW:
            if was in (State.DRAFT, State.CHANGES_REQUESTED):
                return [*reviewers(article)], f"{who} hands it in" if who else "It is handed in"
            return its, f"{who or 'Somebody'} takes it back into review"
        case State.CHANGES_REQUESTED:
            return its, f"{who or 'Somebody'} requests changes"
        case State.READY if was == State.SCHEDULED and not who:
            return [*its, *_publishers()], "It was held at its hour: the checklist failed"
        case State.READY if was == State.SCHEDULED:
            return its, f"{who} takes it off the calendar"
        case State.READY:
            return [*_publishers()], f"{who or 'Somebody'} calls it ready"
        case State.SCHEDULED:
            return its, f"{who} schedules it" if who else "It is scheduled"
        case State.PUBLISHED:
            return its, f"{who} publishes it" if who else "It is published"
        case State.WITHDRAWN:
            return its, f"{who} withdraws it" if who else "It is withdrawn"
        case State.DRAFT:
            return its, "It is a draft again"


def _assigned(article: Article) -> list[User]:
    return [given.person for given in article.assignments.undone().select_related("person")]


def _publishers() -> list[User]:
    return list(with_permission("publish_article"))
