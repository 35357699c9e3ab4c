"""The page of an article's private links: who has one, what came of it; making and revoking."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.local_times import spelt_out
from articles.models import Article
from articles.policy import Action, NotPermitted, may
from articles.revisions import latest_number
from articles.workflow import WrongState
from incoming.numbers import whole_number
from proofs.answering import line_of
from proofs.correctable import BEFORE_READERS_SEE_IT, NAMES
from proofs.forms import LinkForm
from proofs.making import Made, make, may_revoke, revoke
from proofs.models import Kind, Mail, Proof, Suggestion
from proofs.preview import WITH_FORMS, visible_article
from proofs.suggestions import CannotBeTaken, accept, refuse

__all__ = ["decide", "links_page", "revoke_link"]


def links_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET lists the links and asks for whom another one is; POST makes it. Its address is shown
    this once, unless it goes by mail. ``?for=<line of the byline>`` is that author's proof."""
    article = visible_article(request, pk)
    edits = may(request.user, Action.EDIT, article)
    if request.method == "POST" and not edits:
        return _page(request, article, None, problem=edits.reason, status=403)
    open_to_more = bool(edits) and article.state in BEFORE_READERS_SEE_IT
    sent = request.POST if request.method == "POST" else None
    form = LinkForm(article, sent, initial=_asked_for(request, article))
    made: Made | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(request, article, form)
        except (NotPermitted, WrongState) as error:
            form.add_error(None, str(error))
        else:
            if made.proof.mail == Mail.WAITING:
                messages.success(request, f"The link goes to {made.proof.address} by mail.")
                return HttpResponseRedirect(reverse("admin-article-proofs", args=[pk]))
            form = LinkForm(article)
    status = 400 if request.method == "POST" and form.errors else 200
    return _page(request, article, form if open_to_more else None, made=made, status=status)


@require_POST
def revoke_link(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """End a link."""
    article = visible_article(request, pk)
    proof = get_object_or_404(Proof, pk=number, article=article)
    by: Any = request.user
    try:
        revoke(proof, by=by, now=timezone.now())
    except NotPermitted as error:
        return _page(request, article, None, problem=error.decision.reason, status=403)
    messages.success(request, f"The link of {proof.recipient} leads nowhere any more.")
    return HttpResponseRedirect(reverse("admin-article-proofs", args=[pk]))


@require_POST
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Accept what an author would have printed (``do=accept``), or dismiss it (``do=refuse``)."""
    article = visible_article(request, pk)
    suggestion = get_object_or_404(Suggestion, pk=number, proof__article=article)
    by: Any = request.user
    accepts = request.POST.get("do") == "accept"
    try:
        (accept if accepts else refuse)(suggestion, by=by, now=timezone.now())
    except NotPermitted as error:
        return _page(request, article, None, problem=error.decision.reason, status=403)
    except CannotBeTaken as error:
        return _page(request, article, None, problem=str(error), status=409)
    what = NAMES[suggestion.field]
    done = f"The {what} is taken over." if suggestion.accepted else f"The {what} stays as it is."
    messages.success(request, done)
    return HttpResponseRedirect(reverse("admin-article-proofs", args=[pk]))


def _make(request: HttpRequest, article: Article, form: LinkForm) -> Made:
    by: Any = request.user
    said = form.cleaned_data
    return make(
        article,
        recipient=said["recipient"],
        address=said["address"],
        by_mail=bool(said["address"]),
        contribution=said["contribution"],
        days=said["days"],
        by=by,
        now=timezone.now(),
    )


def _asked_for(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The form filled for one of the authors, who need not be typed."""
    asked = whole_number(request.GET.get("for", ""))
    lines = article.contributions.select_related("author").filter(collective_name="")
    line = lines.filter(pk=asked).first() if asked else None
    if line is None:
        return {}
    named = line if line.family_name else line.author
    name = f"{named.given_name} {named.family_name}".strip() if named else ""
    address = getattr(line.author, "email", "") if line.author else ""
    return {"contribution": line.pk, "recipient": name, "address": address}


def _page(
    request: HttpRequest,
    article: Article,
    form: LinkForm | None,
    *,
    made: Made | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    now, zone = timezone.now(), ZoneInfo(article.publication.time_zone)
    edits = bool(may(request.user, Action.EDIT, article))
    context = {
        **admin.site.each_context(request),
        "title": f"Private links: {article.title}",
        "opts": Article._meta,
        "media": admin.site.get_model_admin(Article).media,
        "article": article,
        "form": form,
        "links": _links(request, article, now, zone),
        "zone": zone.key,
        "problem": problem,
        "edits": edits,
        "address": settings.SITE_URL + reverse("proof", args=[made.token]) if made else "",
        "made": made.proof if made else None,
    }
    return TemplateResponse(
        request, "proofs/links.html", context, status=status, headers=WITH_FORMS
    )


def _links(
    request: HttpRequest, article: Article, now: datetime, zone: ZoneInfo
) -> list[dict[str, Any]]:
    latest = latest_number(article)
    proofs = Proof.objects.filter(article=article).select_related("made_by")
    prefetch_related_objects([article], "contributions__author")
    links = []
    for proof in proofs.prefetch_related("suggestions"):
        proof.article = article
        signs = proof.kind != Kind.AUTHOR or proof.is_forgotten or line_of(proof, article)
        links.append(
            {
                "proof": proof,
                "open": proof.is_open(now),
                "until": spelt_out(proof.expires_at, zone),
                "behind": latest > proof.revision,
                "unsigned": not signs,
                "revocable": proof.is_open(now) and bool(may_revoke(request.user, proof)),
                "suggestions": [
                    (each, NAMES[each.field], proof.before.get(each.field, ""))
                    for each in proof.suggestions.all()
                    if each.decided_at is None
                ],
            }
        )
    return links
