"""May this person do this to that article? One answer for page, admin, action and command.

Roles are groups (migration 0002); what they may do follows from permissions, so that an operator
can make a role of their own:

=================  ==================================================================
contributor        writes, and edits their own drafts until they hand them in
editor             edits everybody's, sends back, calls ready
managing editor    publishes, schedules, corrects, updates, retracts, withdraws
administrator      also keeps users, publication and licences
=================  ==================================================================

``None`` in place of a person is the operator at the command line, or the clock: both may.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.models import Article, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

__all__ = ["Action", "Decision", "NotPermitted", "demand", "may", "visible_to"]

WITH_THE_WRITER = (State.DRAFT, State.CHANGES_REQUESTED)


class Action(enum.StrEnum):
    VIEW = "see"
    EDIT = "edit"
    REVIEW = "review"
    PUBLISH = "publish"


@dataclass(frozen=True)
class Decision:
    """Whether something is allowed; ``reason`` says why not, as a sentence."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(allowed=True)


class NotPermitted(Exception):
    """Someone may not do something. Show them the decision's reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


def may(person: User | AnonymousUser | None, action: Action, article: Article) -> Decision:
    """Whether a person may do this to that article as it stands."""
    if person is None:
        return YES
    if not (person.is_active and person.is_staff):
        return Decision(allowed=False, reason="Only the editorial staff may do this.")
    own = article.created_by_id is not None and article.created_by_id == person.pk
    match action:
        case Action.PUBLISH:
            return _with_permission(person, "publish_article", "publish", "managing editor")
        case Action.REVIEW:
            return _with_permission(person, "review_article", "review", "editor")
        case Action.VIEW if own or person.has_perm("articles.edit_others_articles"):
            return _with_permission(person, "view_article", "see", "contributor")
        case Action.EDIT if person.has_perm("articles.edit_others_articles"):
            return _with_permission(person, "change_article", "edit", "contributor")
        case Action.EDIT if own and article.state in WITH_THE_WRITER:
            return _with_permission(person, "change_article", "edit", "contributor")
        case Action.EDIT if own:
            return Decision(
                allowed=False,
                reason="You have handed this article in. Ask an editor to send it back to you.",
            )
        case _:
            return Decision(allowed=False, reason="This is somebody else's article.")


def demand(person: User | AnonymousUser | None, action: Action, article: Article) -> None:
    """Raise ``NotPermitted`` unless the person may."""
    if not (decision := may(person, action, article)):
        raise NotPermitted(decision)


def visible_to(person: User | AnonymousUser, articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of the articles that ``may(person, Action.VIEW, …)`` answers yes for."""
    if not (person.is_active and person.is_staff and person.has_perm("articles.view_article")):
        return articles.none()
    if person.has_perm("articles.edit_others_articles"):
        return articles
    return articles.filter(created_by_id=person.pk)


def _with_permission(
    person: User | AnonymousUser, permission: str, verb: str, role: str
) -> Decision:
    if person.has_perm(f"articles.{permission}"):
        return YES
    return Decision(allowed=False, reason=f"To {verb} an article takes the role “{role}”.")
