"""The form of an article when somebody else has it open, too."""

from __future__ import annotations

from typing import Any

from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from js_asset import Media

from articles.admin.presence import presence_told
from articles.presence import TOLD_EVERY, others
from editing.admin import ModelAdmin

__all__ = ["TwoPeople"]


class TwoPeople(ModelAdmin):
    """Shows who else has the form open."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is not None:
            now = timezone.now()
            by: Any = request.user
            context["presence"] = {
                "told": presence_told(article, others(article, than=by, now=now), now=now),
                "edit_number": context["adminform"].form.number_to_send
                if hasattr(context["adminform"].form, "number_to_send")
                else article.edit_number,
                "seconds": int(TOLD_EVERY.total_seconds()),
            }
            context["media"] = context["media"] + Media(
                css={"all": ["articles/two_people.css"]},
                js=[Script("articles/presence.js", type="module")],
            )
        return super().render_change_form(request, context, *args, **kwargs)
