"""What the pages of an article's history have in common."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from articles.models import Article

__all__ = ["page_of"]

LOOK = Media(css={"all": ["articles/two_people.css"]})


def page_of(
    model_admin: Any, request: HttpRequest, article: Article, template: str, more: dict[str, Any]
) -> HttpResponse:
    """A page about that article, which no cache keeps."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media + LOOK,
        "article": article,
        "zone": article.publication.time_zone,
        **more,
    }
    response = TemplateResponse(request, template, context)
    patch_cache_control(response, private=True, no_store=True)
    return response
