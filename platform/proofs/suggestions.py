"""What an editor decides about what an author would have printed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.naming import name_of
from articles.models import Article
from articles.policy import Action, demand
from audit.acts import record
from proofs.answering import line_of, take_over
from proofs.correctable import BEFORE_READERS_SEE_IT, NAMES, OF_THE_LINE, printed
from proofs.models import Proof, Suggestion

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["CannotBeTaken", "accept", "refuse"]


class CannotBeTaken(Exception):
    """The author's words cannot be written into the article by a click; says what to do."""


def accept(suggestion: Suggestion, *, by: User, now: datetime) -> None:
    """Write it into the article, as a revision signed by the author. One that is decided stays so.

    Raises ``CannotBeTaken`` or ``articles.policy.NotPermitted``.
    """
    with transaction.atomic():
        proof, article, current = _held(suggestion)
        demand(by, Action.EDIT, article)
        if current.decided_at is not None:
            return
        name = current.field
        line = line_of(proof, article)
        if line is None:
            raise CannotBeTaken("The author no longer signs the article, so there is no such line.")
        if article.state not in BEFORE_READERS_SEE_IT:
            raise CannotBeTaken("Readers see the article. Change it in its form, and say as what.")
        who = name_of(by)
        reason = f"The author's proof: {NAMES[name]}, accepted by {who}"
        take_over(proof, article, line, {name: current.said}, reason=reason)
        prints = printed(article, line, on=now.date())
        if name in OF_THE_LINE and not current.said and prints[name]:
            raise CannotBeTaken(
                f"The profile says the {NAMES[name]}, so emptying the line leaves it out nowhere. "
                "Change the profile, then dismiss this."
            )
        _decide(current, by=by, now=now, accepted=True)
    suggestion.refresh_from_db()


def refuse(suggestion: Suggestion, *, by: User, now: datetime) -> None:
    """The article stays as it is. One that is decided stays so. Raises ``NotPermitted``."""
    with transaction.atomic():
        _, article, current = _held(suggestion)
        demand(by, Action.EDIT, article)
        if current.decided_at is None:
            _decide(current, by=by, now=now, accepted=False)
    suggestion.refresh_from_db()


def _held(suggestion: Suggestion) -> tuple[Proof, Article, Suggestion]:
    proof = Proof.objects.select_for_update().get(pk=suggestion.proof_id)
    article = Article.objects.select_for_update().get(pk=proof.article_id)
    return proof, article, Suggestion.objects.get(pk=suggestion.pk)


def _decide(suggestion: Suggestion, *, by: User, now: datetime, accepted: bool) -> None:
    suggestion.decided_at, suggestion.decided_by, suggestion.accepted = now, by, accepted
    suggestion.save(update_fields=["decided_at", "decided_by", "accepted"])
    record(
        by=by,
        what=f"{'accepted' if accepted else 'dismissed'} an author's correction",
        object=suggestion.proof.article,
        before={},
        after={"link": suggestion.proof_id, "field": suggestion.field},
    )
