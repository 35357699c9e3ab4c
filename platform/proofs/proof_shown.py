"""What stands on the page behind a private link: the text, and around it what can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from proofs.answering import line_of
from proofs.forms import CommentForm, CorrectionsForm
from proofs.models import Kind, Proof
from proofs.preview import PRIVATE
from reader.article_page import article_context
from reader.serial import serial, serial_of
from record.document import Document
from renderings.addresses import OnSite
from renderings.readable import body_lines

__all__ = ["ProofAddresses", "closed", "corrections_form", "paragraphs", "shown"]

ANSWERS = {
    "commented": "Your comment is with the editors. Thank you.",
    "corrected": "Your corrections are with the editors. Thank you.",
    "aside": "Your corrections are with the editors, who look at some of them before they take "
    "them over. Thank you.",
    "nothing": "Nothing was changed.",
    "approved": "The editors know that you find this text good. Thank you.",
}


@dataclass(frozen=True, slots=True)
class ProofAddresses(OnSite):
    """The readers' addresses, but for photos: those behind the link."""

    token: str = ""

    def photo(self, sha256: str, shape: str, width: int, format: str) -> str:  # noqa: A002
        return reverse("proof-photo", args=[self.token, sha256, shape, width, format])


def shown(
    proof: Proof,
    document: Document,
    token: str,
    *,
    said: str = "",
    problem: str = "",
    comment: CommentForm | None = None,
    corrections: CorrectionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; ``said`` is a key of ``ANSWERS``, ``problem`` why something was not done."""
    authors = proof.kind == Kind.AUTHOR
    signs = authors and line_of(proof, proof.article) is not None
    context: dict[str, Any] = {
        **article_context(document, ProofAddresses(settings.SITE_URL, token)),
        "serial": serial_of(document.publication),
        "path": reverse("proof", args=[token]),
        "site": settings.SITE_URL,
        "proof": proof,
        "said": ANSWERS.get(said, ""),
        "problem": problem,
        "newer": proof.article.revisions.filter(number__gt=proof.revision).exists(),
        "comment": comment or CommentForm(paragraphs(document)),
        "corrections": (corrections or corrections_form(proof)) if signs else None,
        "unsigned": authors and not signs,
        "zone": document.publication.time_zone,
    }
    page = render_to_string("proofs/proof.html", context)
    return HttpResponse(page, status=status, headers=PRIVATE)


def closed(status: int, why: str) -> HttpResponse:
    """The page of a link that shows nothing."""
    context = {"serial": serial(), "why": why, "path": "/", "site": settings.SITE_URL}
    page = render_to_string("proofs/closed.html", context)
    return HttpResponse(page, status=status, headers=PRIVATE)


def corrections_form(proof: Proof, data: Any = None) -> CorrectionsForm:
    """Filled with the proof's own words, and what its author would have instead."""
    waiting = proof.suggestions.filter(decided_at=None).values_list("field", "said")
    return CorrectionsForm(proof.before | dict(waiting), data)


def paragraphs(document: Document) -> list[str]:
    """The paragraphs that can be commented on, as lines of words."""
    return [line for line in body_lines(document.body, (), ()) if line.strip()]
