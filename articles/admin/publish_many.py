"""Several articles through the one door: each by itself, with a report for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles import checklist, clock
from articles.admin.chosen import ask, few
from articles.forms_publishing import OVERRIDE
from articles.models import Article, State
from articles.policy import NotPermitted
from articles.publishing import NotReady, publish, unschedule
from articles.workflow import WrongState
from photos.renditions import RenditionsFailed
from photos.storage import StorageFull

__all__ = ["publish_many", "unschedule_many"]

MOST_AT_ONCE = 50  # articles; each takes its photos' seconds


def publish_many(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse | None:
    """Ask first, with each one's checklist; then publish those that can be."""
    if (articles := few(model_admin, request, queryset, most=MOST_AT_ONCE)) is None:
        return None
    if request.POST.get("confirmed"):
        for article in articles:
            _publish(model_admin, request, article)
        return None
    now = clock.now()
    rows = []
    for article in articles:
        found = None if article.is_public else checklist.check(article, at=now)
        rows.append(
            {
                "article": article,
                "public": article.state == State.PUBLISHED,
                "errors": found.errors if found else (),
                "warnings": [
                    (_answer_to(article, item.code), item)
                    for item in (found.warnings if found else ())
                ],
                "overridden": found.overridden if found else (),
            }
        )
    context = {"title": "Publish these articles", "rows": rows}
    return ask(model_admin, request, "articles/admin/publish_many.html", context)


def unschedule_many(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse | None:
    """Ask first, then take those that are scheduled off the calendar: they wait, ready."""
    if (articles := few(model_admin, request, queryset, most=MOST_AT_ONCE)) is None:
        return None
    scheduled = [article for article in articles if article.state == State.SCHEDULED]
    if not scheduled:
        model_admin.message_user(request, "None of these is scheduled.", messages.INFO)
        return None
    if not request.POST.get("confirmed"):
        context = {"title": "Take these off the calendar", "articles": scheduled}
        return ask(model_admin, request, "articles/admin/unschedule_many.html", context)
    for article in scheduled:
        _unschedule(model_admin, request, article)
    return None


def _answer_to(article: Article, code: str) -> str:
    """The name of the field for the reason of going on."""
    return f"{OVERRIDE}{article.pk}-{code}"


def _publish(model_admin: Any, request: HttpRequest, article: Article) -> None:
    by: Any = request.user
    before = article.state
    name = _answer_to(article, "")
    overriding = {
        field.removeprefix(name): reason
        for field, reason in request.POST.items()
        if field.startswith(name) and isinstance(reason, str) and reason.strip()
    }
    try:
        version = publish(article, by=by, at=clock.now(), overriding=overriding)
    except NotPermitted as error:
        text, level = f"“{article.title}”: {error.decision.reason}", messages.ERROR
    except (NotReady, WrongState, RenditionsFailed, StorageFull) as error:
        text, level = f"“{article.title}” was not published. {error}", messages.ERROR
    else:
        if before == State.PUBLISHED:
            text = f"“{article.title}” was public already, as version {version.number}."
            level = messages.INFO
        else:
            text = f"“{article.title}” is published, as version {version.number}."
            level = messages.SUCCESS
    model_admin.message_user(request, text, level)


def _unschedule(model_admin: Any, request: HttpRequest, article: Article) -> None:
    by: Any = request.user
    try:
        unschedule(article, by=by)
    except NotPermitted as error:
        text, level = f"“{article.title}”: {error.decision.reason}", messages.ERROR
    else:
        if article.state == State.READY:
            text, level = f"“{article.title}” is off the calendar.", messages.SUCCESS
        else:
            text, level = f"“{article.title}” is no longer scheduled.", messages.INFO
    model_admin.message_user(request, text, level)
