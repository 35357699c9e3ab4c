"""What publishing adds to the form of an article: a checklist that follows the typing, and, after a
save, the reminder that readers see something else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import Media

from articles.admin.doors import CHANGES, DOORS
from articles.models import Article
from articles.policy import Action, may
from articles.publishing import unpublished_changes
from editing.admin import ModelAdmin
from record import listings

__all__ = ["Publishing"]


class Publishing(ModelAdmin):
    """Its sheet and script come with every form; a GET only adds words to the page."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["media"] = context["media"] + Media(
            css={"all": ["articles/publishing.css"]},
            js=[Script("articles/checklist.js", type="module")],
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        answer = super().response_change(request, obj)
        if obj.is_public and unpublished_changes(obj):
            messages.warning(request, _not_live(obj, request.user))
        return answer


def _not_live(article: Article, person: Any) -> SafeString:
    version = listings.current_version(article.key)
    number = version.number if version else 0
    told = f"Readers see version {number} of “{article.title}”; your changes are not live."
    if not may(person, Action.PUBLISH, article):
        return format_html("{} A managing editor publishes them.", told)
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        [
            (reverse(f"admin:articles_article_{name}", args=[article.pk]), DOORS[name].noun)
            for name in CHANGES
        ],
    )
    return format_html("{} Publish them as: {}.", told, links)
