"""The form of an article when somebody else has it open, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet, Script
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from js_asset import Media

from accounts.naming import name_of
from articles.admin.presence import presence_told
from articles.forms_merging import MergingForm
from articles.merge_words import places
from articles.presence import TOLD_EVERY, others
from articles.revisions import keep_aside, row_values
from editing.admin import ModelAdmin

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["TwoPeople"]


class TwoPeople(ModelAdmin):
    """Shows who else has the form open, and lets who saves second merge."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is not None:
            now = timezone.now()
            by: Any = request.user
            context["presence"] = {
                "told": presence_told(article, others(article, than=by, now=now), now=now),
                "edit_number": getattr(
                    context["adminform"].form, "number_to_send", article.edit_number
                ),
                "seconds": int(TOLD_EVERY.total_seconds()),
            }
            form = context["adminform"].form
            if getattr(form, "saved_meanwhile", None) is not None:
                context["merging"] = _merging(form)
            context["media"] = context["media"] + Media(
                css={"all": ["articles/two_people.css"]},
                js=[Script("articles/presence.js", type="module")],
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def keep_what_was_not_taken(self, request: HttpRequest, form: Any) -> str:
        """Of a save that merged: the text as it was typed becomes a revision of its own, if any
        of it was left out. Returns what the merged revision says of itself."""
        if form.not_taken is None:
            return ""
        article, by = form.instance, cast("User", request.user)
        saved = article.revisions.select_related("by").defer("snapshot").first()
        whose = saved and saved.by
        names = name_of(whose, "somebody")
        merged = f"Merged with revision {saved.number} by {names}" if saved else "Merged"
        if form.not_taken:
            reason = f"As typed, before merging with revision {saved.number if saved else 0}"
            values = dict(_as_snapshot(*each) for each in form.not_taken.items())
            keep_aside(article, values, by=by, reason=reason)
        return merged


def _merging(form: MergingForm) -> dict[str, Any] | None:
    """What editing/_guard.html includes; ``None`` if the bodies say the same."""
    shown = places(form.parts(form.saved_meanwhile), form.choices)
    if not any(place.key for place in shown):
        return None
    return {"template": "articles/admin/_merging.html", "places": shown}


def _as_snapshot(name: str, value: Any) -> tuple[str, Any]:
    """A value of the form, or the rows of an inline, as a revision's snapshot holds it."""
    match value:
        case BaseInlineFormSet():
            kept = [
                row.instance
                for row in value.forms
                if row not in value.deleted_forms and (row.instance.pk or row.has_changed())
            ]
            return name, [row_values(row) for row in sorted(kept, key=lambda row: row.position)]
        case Model():
            return name, value.pk
        case QuerySet():
            return name, sorted(row.pk for row in value)
    return name, value
