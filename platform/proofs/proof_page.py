"""The page behind a private link. Whoever has the link is its recipient; nobody else finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from photos.models import Photo
from proofs import answering
from proofs.forms import CommentForm, CorrectionsForm
from proofs.models import Kind, Proof, Visit
from proofs.preview import PRIVATE, picture
from proofs.visiting import TooOften, find, visit
from reader.article_page import article_context
from reader.serial import serial, serial_of
from record import listings
from record.canonical import loads
from record.document import Document
from renderings.addresses import Addresses, OnSite
from renderings.readable import body_lines

__all__ = ["photo_page", "proof_page"]

GONE, TOO_MANY = 410, 429
ANSWERS = {
    "commented": "Your comment is with the editors. Thank you.",
    "corrected": "Your corrections are with the editors. Thank you.",
    "aside": "Your corrections are with the editors. Some of it they had changed meanwhile, and "
    "will look at.",
    "nothing": "Nothing was changed.",
    "approved": "The editors know that you find this text good. Thank you.",
}


@dataclass(frozen=True, slots=True)
class ProofAddresses(OnSite):
    """The readers' addresses, but for photos: those behind the link."""

    token: str = ""

    def photo(self, sha256: str, shape: str, width: int, format: str) -> str:  # noqa: A002
        return reverse("proof-photo", args=[self.token, sha256, shape, width, format])


# The token in the address is the secret that a form of another site cannot know, and readers get no
# cookie to compare another one with.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def proof_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET shows the text, POST takes a comment, corrections or the approval."""
    now = timezone.now()
    proof = _proof(token)
    if (ended := _ended(proof, now)) is not None:
        return ended
    document = loads(proof.document)
    try:
        if request.method == "POST":
            return _answered(request, proof, document, token, now)
        visit(proof, what=Visit.OPENED, now=now)
    except TooOften:
        return _closed(TOO_MANY, "This link was used very often just now. Try again in an hour.")
    said = ANSWERS.get(request.GET.get("said", ""), "")
    return _shown(proof, document, token, said=said)


def photo_page(
    request: HttpRequest, token: str, sha256: str, shape: str, width: int, image_format: str
) -> HttpResponseBase:
    """A photo that the text behind the link shows, for as long as the link leads there."""
    proof = _proof(token)
    if not proof.is_open(timezone.now()):
        raise Http404("This link has ended.")
    document = loads(proof.document)
    shown = (*((document.lead_photo,) if document.lead_photo else ()), *document.photos)
    if sha256 not in {each.sha256 for each in shown}:
        raise Http404("The article shows no such photo.")
    photo = Photo.objects.filter(sha256=sha256).first()
    if photo is None:
        raise Http404("This photo is no longer there.")
    return picture(photo, shape, width, image_format)


def _proof(token: str) -> Proof:
    proof = find(token)
    if proof is None:
        raise Http404("There is no such link.")
    return proof


def _ended(proof: Proof, now: datetime) -> HttpResponse | None:
    """Where a link leads that shows nothing any more; ``None`` if it still does."""
    if not proof.is_open(now):
        return _closed(GONE, "This link has ended. Ask whoever sent it for another one.")
    public = listings.current_document(proof.article.key)
    if public is None:
        return None
    if public.withdrawn:
        return _closed(GONE, "This article was withdrawn.")
    answer = HttpResponseRedirect(Addresses(settings.SITE_URL).article(public.slug))
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer


def _answered(
    request: HttpRequest, proof: Proof, document: Document, token: str, now: datetime
) -> HttpResponseBase:
    """What was sent, done; then the page again, so that reloading sends nothing twice."""
    match request.POST.get("do"):
        case "comment":
            comment = CommentForm(_paragraphs(document), request.POST)
            if not comment.is_valid():
                return _shown(proof, document, token, comment=comment, status=400)
            visit(proof, what=Visit.COMMENTED, now=now)
            text = comment.cleaned_data["text"]
            answering.comment_on(proof, text=text, paragraph=comment.chosen)
            said = "commented"
        case "correct" if proof.kind == Kind.AUTHOR:
            corrections = CorrectionsForm(answering.printed(proof), request.POST)
            if not corrections.is_valid():
                return _shown(proof, document, token, corrections=corrections, status=400)
            visit(proof, what=Visit.ANSWERED, now=now)
            try:
                aside = answering.correct(proof, corrections.corrections, now=now)
            except answering.Closed:
                return _closed(GONE, "Nothing can be corrected by this link any more.")
            said = "aside" if aside else "corrected" if corrections.changed_data else "nothing"
        case "approve":
            visit(proof, what=Visit.APPROVED, now=now)
            answering.approve(proof, now=now)
            said = "approved"
        case _:
            return _shown(proof, document, token, status=400)
    answer = HttpResponseRedirect(f"{reverse('proof', args=[token])}?said={said}#said")
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer


def _shown(
    proof: Proof,
    document: Document,
    token: str,
    *,
    said: str = "",
    comment: CommentForm | None = None,
    corrections: CorrectionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    author = proof.kind == Kind.AUTHOR and proof.contribution is not None
    context: dict[str, Any] = {
        **article_context(document, ProofAddresses(settings.SITE_URL, token)),
        "serial": serial_of(document.publication),
        "path": reverse("proof", args=[token]),
        "site": settings.SITE_URL,
        "proof": proof,
        "said": said,
        "newer": proof.article.revisions.filter(number__gt=proof.revision).exists(),
        "comment": comment or CommentForm(_paragraphs(document)),
        "corrections": (corrections or CorrectionsForm(answering.printed(proof)))
        if author
        else None,
        "zone": document.publication.time_zone,
    }
    page = render_to_string("proofs/proof.html", context)
    return HttpResponse(page, status=status, headers=PRIVATE)


def _closed(status: int, why: str) -> HttpResponse:
    context = {"serial": serial(), "why": why, "path": "/", "site": settings.SITE_URL}
    page = render_to_string("proofs/closed.html", context)
    return HttpResponse(page, status=status, headers=PRIVATE)


def _paragraphs(document: Document) -> list[str]:
    return [line for line in body_lines(document.body, (), ()) if line.strip()]
