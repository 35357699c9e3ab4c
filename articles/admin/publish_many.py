"""Several articles through the one door: each by itself, with a report for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import checklist
from articles.models import Article, State
from articles.policy import NotPermitted
from articles.publishing import NotReady, publish
from articles.workflow import WrongState
from photos.renditions import RenditionsFailed
from photos.storage import StorageFull

__all__ = ["publish_many"]

MOST_AT_ONCE = 50  # articles; each takes its photos' seconds


def publish_many(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse | None:
    """Ask first, with each one's checklist; then publish those that can be."""
    articles = list(queryset.order_by("pk")[: MOST_AT_ONCE + 1])
    if len(articles) > MOST_AT_ONCE:
        text = f"Choose at most {MOST_AT_ONCE} articles at a time."
        model_admin.message_user(request, text, messages.WARNING)
        return None
    if request.POST.get("confirmed"):
        for article in articles:
            _report(model_admin, request, article)
        return None
    now = timezone.now()
    rows = [
        {
            "article": article,
            "public": article.state == State.PUBLISHED,
            "errors": [] if article.is_public else checklist.check(article, at=now).errors,
        }
        for article in articles
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Publish these articles",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "rows": rows,
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "articles/admin/publish_many.html", context)


def _report(model_admin: Any, request: HttpRequest, article: Article) -> None:
    by: Any = request.user
    before = article.state
    try:
        version = publish(article, by=by, at=timezone.now())
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
