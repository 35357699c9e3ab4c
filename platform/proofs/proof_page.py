"""The page behind a private link. Whoever has the link is its recipient; nobody else finds it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.comments import Unsayable
from photos.models import Photo
from proofs import answering
from proofs.forms import CommentForm, CorrectionsForm
from proofs.models import Kind, Proof, Visit
from proofs.preview import PRIVATE, picture
from proofs.proof_shown import closed, corrections_form, paragraphs, shown
from proofs.visiting import TooOften, find, visit
from record import listings
from record.canonical import loads
from record.document import Document
from renderings.addresses import Addresses

__all__ = ["photo_page", "proof_page"]

GONE, TOO_MANY = 410, 429
ENDED = "This link has ended. Ask whoever sent it for another one."
NO_MORE = "Nothing can be sent by this link any more. Write to the editors."
TOO_OFTEN = "This link was used very often just now. Try again in an hour."
NOT_SENT = (
    "Not sent: much was sent by this link just now. What you wrote is still here; send it again "
    "in an hour."
)


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
    if request.method == "POST":
        return _answered(request, proof, document, token, now)
    if request.method == "GET":
        try:
            visit(proof, what=Visit.OPENED, now=now)
        except TooOften:
            return closed(TOO_MANY, TOO_OFTEN)
    return shown(proof, document, token, said=request.GET.get("said", ""))


def photo_page(
    request: HttpRequest, token: str, sha256: str, shape: str, width: int, image_format: str
) -> HttpResponseBase:
    """A photo that the text behind the link shows, for as long as the link leads there."""
    proof = _proof(token)
    if _ended(proof, timezone.now()) is not None:
        raise Http404("This link has ended.")
    document = loads(proof.document)
    shows = (*((document.lead_photo,) if document.lead_photo else ()), *document.photos)
    if sha256 not in {each.sha256 for each in shows}:
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
        return closed(GONE, ENDED)
    public = listings.current_document(proof.article.key)
    if public is None:
        return None
    if public.withdrawn:
        return closed(GONE, "This article was withdrawn.")
    return _led_to(Addresses(settings.SITE_URL).article(public.slug))


def _answered(
    request: HttpRequest, proof: Proof, document: Document, token: str, now: datetime
) -> HttpResponseBase:
    """What was sent, done; then the page again, so that reloading sends nothing twice."""
    form: dict[str, Any]
    match request.POST.get("do"):
        case "comment":
            form = {"comment": CommentForm(paragraphs(document), request.POST)}
        case "correct" if proof.kind == Kind.AUTHOR:
            form = {"corrections": corrections_form(proof, request.POST)}
        case "approve":
            form = {}
        case _:
            return shown(proof, document, token, status=400)
    sent = next(iter(form.values()), None)
    if sent is not None and not sent.is_valid():
        return shown(proof, document, token, status=400, **form)
    try:
        said = _done(proof, sent, now)
    except TooOften:
        return shown(proof, document, token, status=TOO_MANY, problem=NOT_SENT, **form)
    except Unsayable as error:
        form["comment"].add_error("text", str(error))
        return shown(proof, document, token, status=400, **form)
    except answering.Closed:
        return _ended(_proof(token), now) or closed(GONE, NO_MORE)
    return _led_to(f"{reverse('proof', args=[token])}?said={said}#said")


def _done(proof: Proof, sent: CommentForm | CorrectionsForm | None, now: datetime) -> str:
    """What came of it: a key of ``proof_shown.ANSWERS``."""
    if isinstance(sent, CommentForm):
        visit(proof, what=Visit.COMMENTED, now=now)
        text = sent.cleaned_data["text"]
        answering.comment_on(proof, text=text, paragraph=sent.chosen, now=now)
        return "commented"
    if isinstance(sent, CorrectionsForm):
        visit(proof, what=Visit.ANSWERED, now=now)
        aside = answering.correct(proof, sent.corrections, now=now)
        return "aside" if aside else "corrected" if sent.corrections else "nothing"
    visit(proof, what=Visit.APPROVED, now=now)
    answering.approve(proof, now=now)
    return "approved"


def _led_to(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    for name, value in PRIVATE.items():
        answer[name] = value
    return answer
