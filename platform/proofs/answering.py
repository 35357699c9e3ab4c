"""What people outside do by their private link: comment, correct, approve."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from articles.byline import contributions
from articles.comments import comment
from articles.inbox import tell
from articles.models import Article, Contribution
from articles.revisions import record_revision
from editing.richtext import to_plain
from proofs.making import BEFORE_READERS_SEE_IT, OF_THE_ARTICLE, OF_THE_LINE, correctable
from proofs.models import Proof

__all__ = ["Closed", "approve", "comment_on", "correct", "printed"]

# What a field is called in a sentence.
NAMES = {
    "title": "position",
    "affiliation": "affiliation",
    "biography": "biography",
    "competing_interests": "competing interests",
    "funding": "funding",
}


class Closed(Exception):
    """The article is public by now, or the line of the byline is gone: nothing can be corrected
    through the proof any more. Write to the editors."""


def printed(proof: Proof) -> dict[str, str]:
    """What the author's line and the statements say now, as they would be printed."""
    article, line = proof.article, proof.contribution
    if line is None:
        return {}
    lines = list(article.contributions.values_list("pk", flat=True))
    said = contributions(article, on=proof.made_at.date())[lines.index(line.pk)]
    biography = line.biography or (line.author.biography if line.author else "")
    return {
        "title": said.title,
        "affiliation": said.affiliation,
        "biography": to_plain(biography),
        **{name: getattr(article, name) for name in OF_THE_ARTICLE},
    }


def comment_on(proof: Proof, *, text: str, paragraph: str | None) -> None:
    """Put a comment to the article, signed by the recipient."""
    with transaction.atomic():
        said = comment(
            proof.article, by=None, text=text, paragraph=paragraph, signed=proof.recipient
        )
        if proof.made_by and not proof.made_by.told.filter(comment=said).exists():
            _tell(proof, f"{proof.recipient} commented by a private link")


def correct(proof: Proof, corrections: dict[str, str], *, now: datetime) -> list[str]:
    """Take over what an author corrected, as a revision signed by that author.

    What an editor has changed since the proof was made is not overwritten: the author's words
    become a comment. Answers the names of those fields. Raises ``Closed``.
    """
    if not corrections:
        return []
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=proof.article_id)
        line = Contribution.objects.filter(pk=proof.contribution_id, article=article).first()
        if line is None or article.state not in BEFORE_READERS_SEE_IT:
            raise Closed
        saved = correctable(article, line)
        changed_since = [name for name in corrections if saved[name] != proof.before[name]]
        taken = {n: said for n, said in corrections.items() if n not in changed_since}
        if taken:
            _take_over(article, line, taken, signed=proof.recipient)
            proof.before = correctable(article, line)
        for name in changed_since:
            text = f"The {NAMES[name]} should read, says {proof.recipient}:\n\n{corrections[name]}"
            comment(article, by=None, text=text, signed=proof.recipient)
        proof.answered_at = now
        proof.answered_revision = _latest(article)
        proof.save(update_fields=["before", "answered_at", "answered_revision"])
        _tell(proof, f"{proof.recipient} corrected the proof: {_listed(corrections)}")
    return changed_since


def approve(proof: Proof, *, now: datetime) -> None:
    """The recipient finds that very text good. Said twice it stays as it was said first."""
    with transaction.atomic():
        if Proof.objects.filter(pk=proof.pk, approved_at=None).update(approved_at=now):
            _tell(proof, f"{proof.recipient} approved the text of revision {proof.revision}")
    proof.refresh_from_db(fields=["approved_at"])


def _take_over(article: Article, line: Contribution, taken: dict[str, str], *, signed: str) -> None:
    for name, said in taken.items():
        if name in OF_THE_LINE:
            setattr(line, name, _as_html(said) if name == "biography" else said)
        else:
            setattr(article, name, said)
    line.save()
    article.edit_number += 1
    article.save()
    record_revision(article, by=None, signed=signed, reason=f"The author's proof: {_listed(taken)}")


def _as_html(text: str) -> str:
    paragraphs = (part.strip() for part in text.split("\n\n"))
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)


def _listed(fields: Any) -> str:
    return ", ".join(NAMES[name] for name in fields)


def _latest(article: Article) -> int:
    return article.revisions.order_by("-number").values_list("number", flat=True).first() or 0


def _tell(proof: Proof, what: str) -> None:
    """Whoever made the link hears of it; if they are gone, whoever began the article."""
    whom = proof.made_by or proof.article.created_by
    if whom is not None:
        address = reverse("admin-article-proofs", args=[proof.article_id])
        tell([whom], about=proof.article, what=what, by=None, address=address)
