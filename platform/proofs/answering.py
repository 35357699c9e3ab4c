"""What people outside do by their private link: comment, correct, approve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from articles.comments import comment
from articles.inbox import tell
from articles.models import Article, Contribution, Message
from articles.revisions import record_revision
from proofs.correctable import (
    BEFORE_READERS_SEE_IT,
    NAMES,
    OF_THE_LINE,
    SEEN_BY_EDITORS,
    find_line,
    printed,
    write,
)
from proofs.models import Proof, Suggestion

__all__ = ["Closed", "approve", "comment_on", "correct", "line_of", "listed", "take_over"]


class Closed(Exception):
    """The link has ended, readers see the article, or the line of the byline is gone: nothing can
    be done by the link any more. Write to the editors."""


def line_of(proof: Proof, article: Article) -> Contribution | None:
    """The line of the byline that an author's proof is of, if it still stands there."""
    if not proof.before:
        return None
    return find_line(article, proof.contribution_id, proof.before, on=proof.made_at.date())


def comment_on(proof: Proof, *, text: str, paragraph: str | None, now: datetime) -> None:
    """Put a comment to the article, signed by the recipient. Raises ``Closed``, or
    ``articles.comments.Unsayable``."""
    with transaction.atomic():
        proof, article = _held(proof, now)
        said = comment(article, by=None, text=text, paragraph=paragraph, signed=proof.recipient)
        told = Message.objects.filter(comment=said, to_id=proof.made_by_id)
        if proof.made_by and not told.exists():
            _tell(proof, f"{proof.recipient} commented by a private link")


def correct(proof: Proof, corrections: Mapping[str, str], *, now: datetime) -> list[str]:
    """Take over what an author corrected, as a revision signed by that author.

    Kept for an editor to accept is what cannot be taken over unseen: all of it, once editors have
    called the text ready; what they changed since the proof was made; and what would be left
    out of the line, for the profile might say it. Answers the names of those fields. Raises
    ``Closed``.
    """
    if not corrections:
        return []
    with transaction.atomic():
        held, article = _held(proof, now)
        line = line_of(held, article)
        if line is None:
            raise Closed
        # Putting a field back to what the proof says takes back what was suggested for it.
        anew = {name: said for name, said in corrections.items() if said != held.before[name]}
        aside = _to_look_at(held, article, line, anew)
        taken = {name: said for name, said in anew.items() if name not in aside}
        done = [name for name in corrections if name not in aside]
        held.suggestions.filter(field__in=done, decided_at=None).delete()
        if taken:
            take_over(held, article, line, taken, reason=f"The author's proof: {listed(taken)}")
        for name in aside:
            Suggestion.objects.update_or_create(
                proof=held,
                field=name,
                decided_at=None,
                defaults={"said": corrections[name], "at": now},
            )
        held.answered_at = now
        held.save(update_fields=["answered_at"])
        waits = f"; waiting for an editor: {listed(aside)}" if aside else ""
        _tell(held, f"{held.recipient} corrected the proof: {listed(corrections)}{waits}")
    return aside


def approve(proof: Proof, *, now: datetime) -> None:
    """The recipient finds that very text good. Said twice it stays as it was said first. Raises
    ``Closed``."""
    with transaction.atomic():
        held, _ = _held(proof, now)
        if held.approved_at is None:
            held.approved_at = now
            held.save(update_fields=["approved_at"])
            _tell(held, f"{held.recipient} approved the text of revision {held.revision}")


def take_over(
    proof: Proof, article: Article, line: Contribution, said: Mapping[str, str], *, reason: str
) -> None:
    """Write an author's words into a locked article, as a revision signed by that author."""
    write(article, line, said)
    line.save()
    article.edit_number += 1
    article.save()
    revision = record_revision(article, by=None, signed=proof.recipient, reason=reason)
    prints = printed(article, line, on=proof.made_at.date())
    proof.before = proof.before | {name: prints[name] for name in said}
    proof.contribution = line
    proof.answered_revision = revision.number
    proof.save(update_fields=["before", "contribution", "answered_revision"])


def listed(fields: Iterable[str]) -> str:
    return ", ".join(NAMES[name] for name in fields)


def _held(proof: Proof, now: datetime) -> tuple[Proof, Article]:
    """Both locked, if the link still leads to them."""
    held = Proof.objects.select_for_update().get(pk=proof.pk)
    article = Article.objects.select_for_update().get(pk=held.article_id)
    if not held.is_open(now) or article.state not in BEFORE_READERS_SEE_IT:
        raise Closed
    return held, article


def _to_look_at(
    proof: Proof, article: Article, line: Contribution, corrections: Mapping[str, str]
) -> list[str]:
    if article.state in SEEN_BY_EDITORS:
        return list(corrections)
    prints = printed(article, line, on=proof.made_at.date())
    return [
        name
        for name, said in corrections.items()
        if prints[name] != proof.before[name] or (name in OF_THE_LINE and not said)
    ]


def _tell(proof: Proof, what: str) -> None:
    """Whoever made the link hears of it; if they are gone, whoever began the article."""
    whom = proof.made_by or proof.article.created_by
    if whom is not None:
        address = reverse("admin-article-proofs", args=[proof.article_id])
        tell([whom], about=proof.article, what=what, by=None, address=address)
