"""Articles chosen in the list, and the page that asks before something is done with all of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import Article

__all__ = ["ask", "few"]


def few(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Article], *, most: int
) -> list[Article] | None:
    """The chosen articles; ``None``, and the editor is told, if there are more than ``most``."""
    articles = list(queryset.order_by("pk")[: most + 1])
    if len(articles) <= most:
        return articles
    text = f"Choose at most {most} articles at a time."
    model_admin.message_user(request, text, messages.WARNING)
    return None


def ask(
    model_admin: Any, request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    """The page that asks; its form sends the chosen articles again, with ``confirmed``."""
    common = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, template, common | context)
