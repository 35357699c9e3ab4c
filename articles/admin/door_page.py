"""The page between wanting a step and taking it: what it does, what is missing, what changes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import checklist, clock
from articles.accepting import Difference, differences
from articles.admin.doors import DOORS, Door
from articles.admin.fields import with_anchors
from articles.advancing import NoHour, PartnerInactive
from articles.composing import compose, same_text
from articles.dates import WrongDate, planned_hour
from articles.forms_publishing import DoorForm
from articles.models import Article
from articles.policy import Decision, NotPermitted, visible_to
from articles.publishing import InThePast, NoteMissing, NothingChanged, NotReady
from articles.workflow import WrongState
from photos.renditions import RenditionsFailed
from photos.storage import StorageFull
from record import listings

__all__ = ["door_page", "refused", "visible_article"]


def visible_article(request: HttpRequest, pk: int) -> Article:
    """The article, if this person may see it; else 404, as for one that does not exist."""
    articles = Article.objects.select_related("publication", "section", "lead_photo")
    return get_object_or_404(visible_to(request.user, articles), pk=pk)


def refused(model_admin: Any, request: HttpRequest, decision: Decision, article: Article) -> Any:
    """403, and why."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Not for you to do",
        "opts": model_admin.opts,
        "reason": decision.reason,
        "article": article,
    }
    return TemplateResponse(request, "articles/admin/refused.html", context, status=403)


def door_page(model_admin: Any, request: HttpRequest, pk: int, door: Door) -> HttpResponse:
    """GET asks, POST takes the step. Done twice it has the same end, and says so kindly."""
    article = visible_article(request, pk)
    if not (decision := door.may(request.user, article)):
        return refused(model_admin, request, decision, article)
    now = clock.now()
    found = checklist.check(article, at=_hour(article, door, now)) if door.checked else None
    if request.method == "POST":
        form = door.form(request.POST, article=article, now=now)
        form.ask_about(found.warnings if found else ())
        if form.is_valid():
            try:
                done = door.take(article, request.user, now, form.cleaned_data)  # type: ignore[arg-type]
            except REFUSALS as error:
                found = getattr(error, "checklist", found)
                _tell(form, error)
            else:
                messages.success(request, done)
                return HttpResponseRedirect(_home(article))
        article.refresh_from_db()
    else:
        if article.state not in door.states:
            state = article.get_state_display().lower()
            messages.info(request, f"“{article.title}” is {state}: there is nothing to do here.")
            return HttpResponseRedirect(_home(article))
        form = door.form(article=article, now=now, initial=_proposed(request))
        form.ask_about(found.warnings if found else ())
    return _shown(model_admin, request, article, door, form, found)


# What a step may be refused with. Each leaves everything as it was.
REFUSALS = (
    InThePast,
    NoHour,
    NotPermitted,
    NotReady,
    NoteMissing,
    NothingChanged,
    PartnerInactive,
    RenditionsFailed,
    StorageFull,
    WrongDate,
    WrongState,
)


def _hour(article: Article, door: Door, now: datetime) -> datetime:
    """For when the checklist is asked: a scheduled article's photos are to be usable that day."""
    if door.name == "publish":
        return now
    return planned_hour(article, now=now)


def _proposed(request: HttpRequest) -> dict[str, Any]:
    """An hour that the calendar proposes, such as 2027-03-05T09:30."""
    at = request.GET.get("at", "")
    return {"at": at} if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", at, re.ASCII) else {}


def _tell(form: DoorForm, error: Exception) -> None:
    """Why the step was refused, beside the field it is about."""
    match error:
        case NoteMissing():
            form.add_error("note", str(error))
        case InThePast():
            field = "at" if "at" in form.fields else None
            form.add_error(field, f"This time is past; to publish at once, publish. ({error})")
        case NoHour():
            form.add_error("at", str(error))
        case NotReady(checklist=found):
            form.ask_about(found.warnings)
            embargo = [item.message for item in found.errors if item.code == "embargoed"]
            if embargo and "at" in form.fields:
                form.add_error("at", embargo[0])
            else:
                form.add_error(None, _not_ready(found))
        case WrongDate(field=name) if name in form.fields:
            form.add_error(name, str(error))
        case NotPermitted(decision=decision):
            form.add_error(None, decision.reason)
        case _:
            form.add_error(None, str(error))


def _not_ready(found: checklist.Checklist) -> str:
    if found.errors:
        return "The checklist has errors. Nothing was published."
    return "The checklist warns. Put it right, or say why you go on. Nothing was published."


def _shown(
    model_admin: Any,
    request: HttpRequest,
    article: Article,
    door: Door,
    form: DoorForm,
    found: checklist.Checklist | None,
) -> HttpResponse:
    differs, changes = _changes(article, form.now) if door.shows_changes else (True, [])
    page = _home(article)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{door.label}: {article.title}",
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "article": article,
        "door": door,
        "form": form,
        "found": with_anchors(found, page),
        "choices": [
            {"name": each.name, "change": each.change, "accepted": form.accepts(each.name)}
            for each in changes
        ],
        "accepts": form.accepts,
        "differs": differs,
        "live": listings.current_version(article.key) if door.shows_changes else None,
        "blocked": bool(found and found.errors) or not differs,
        "rather": [
            (DOORS[name].label, reverse(f"admin:articles_article_{name}", args=[article.pk]))
            for name in door.rather
        ],
        "local_now": form.now.astimezone(ZoneInfo(article.publication.time_zone)),
    }
    status = 409 if form.saved_meanwhile else 200
    return TemplateResponse(request, "articles/admin/door.html", context, status=status)


def _changes(article: Article, now: datetime) -> tuple[bool, list[Difference]]:
    """Whether readers would see anything changed by a new version, and what of it reads."""
    live = listings.current_document(article.key)
    if live is None or live.withdrawn:
        return False, []
    composed = compose(
        article,
        published=now.replace(microsecond=0),
        first_published=live.first_published,
        number=live.number + 1,
    )
    return not same_text(composed, live), differences(article, live, composed)


def _home(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
