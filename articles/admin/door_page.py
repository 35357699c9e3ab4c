"""The page between wanting a step and taking it: what it does, what is missing, what changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import checklist
from articles.admin.doors import Door
from articles.admin.fields import with_anchors
from articles.advancing import NoHour, PartnerInactive
from articles.composing import compose, same_text
from articles.forms_publishing import DoorForm
from articles.models import Article
from articles.policy import Decision, NotPermitted, visible_to
from articles.publishing import InThePast, NoteMissing, NothingChanged, NotReady
from articles.workflow import WrongState
from photos.renditions import RenditionsFailed
from photos.storage import StorageFull
from record import listings
from renderings.comparing import FieldChange, document_changes

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
    now = timezone.now()
    if request.method == "POST":
        form = door.form(request.POST, article=article, now=now)
        if form.is_valid() and (done := _take(door, form, request, now)):
            messages.success(request, done)
            return HttpResponseRedirect(_home(article))
        article.refresh_from_db()
    else:
        if article.state not in door.states:
            state = article.get_state_display().lower()
            messages.info(request, f"“{article.title}” is {state}: there is nothing to do here.")
            return HttpResponseRedirect(_home(article))
        form = door.form(article=article, now=now)
    return _shown(model_admin, request, article, door, form, now)


def _take(door: Door, form: DoorForm, request: HttpRequest, now: datetime) -> str:
    """What to tell the editor; "" if the step was refused, and then the form says why."""
    by: Any = request.user
    try:
        return door.take(form.article, by, now, form.cleaned_data)
    except NoteMissing as error:
        form.add_error("note", str(error))
    except InThePast as error:
        field = "at" if "at" in form.fields else None
        form.add_error(field, f"This time is past; to publish at once, publish. ({error})")
    except NoHour as error:
        form.add_error("at", str(error))
    except NotReady:
        form.add_error(None, "The checklist has errors. Nothing was published.")
    except NotPermitted as error:
        form.add_error(None, error.decision.reason)
    except (NothingChanged, PartnerInactive, WrongState, RenditionsFailed, StorageFull) as error:
        form.add_error(None, str(error))
    return ""


def _shown(
    model_admin: Any,
    request: HttpRequest,
    article: Article,
    door: Door,
    form: DoorForm,
    now: datetime,
) -> HttpResponse:
    found = checklist.check(article, at=now) if door.checked else None
    differs, changes = _changes(article, now) if door.shows_changes else (True, None)
    blocked = bool(found and found.errors) or not differs
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{door.label}: {article.title}",
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "article": article,
        "door": door,
        "form": form,
        "found": with_anchors(found, reverse("admin:articles_article_change", args=[article.pk])),
        "changes": changes,
        "differs": differs,
        "blocked": blocked,
        "local_now": timezone.localtime(now),
    }
    status = 409 if form.saved_meanwhile else 200
    return TemplateResponse(request, "articles/admin/door.html", context, status=status)


def _changes(article: Article, now: datetime) -> tuple[bool, list[FieldChange]]:
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
    return not same_text(composed, live), document_changes(live, composed)


def _home(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
