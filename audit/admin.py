"""The audit log, for administrators to read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from audit.models import Act
from editing.admin import RangeDateFilter, ReadOnlyAdmin, display

__all__ = ["ActAdmin"]


class WhatFilter(admin.SimpleListFilter):
    """By what was done; only what has been done is offered."""

    title = "what"
    parameter_name = "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Act.objects.order_by("what").values_list("what", flat=True).distinct()
        return [(what, what) for what in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Act]) -> QuerySet[Act]:
        return queryset.filter(what=self.value()) if self.value() else queryset


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    list_display = ["at", "person", "what", "thing", "fields_changed", "reason"]
    list_display_links = ["at"]
    list_filter = [WhatFilter, ("at", RangeDateFilter), "app"]
    search_fields = ["who", "label", "reason", "object_id"]
    search_help_text = "A person's name, what it was done to, or a word of the reason"
    show_full_result_count = False
    list_per_page = 50
    list_fullwidth = True
    fields = ["at", "person", "what", "where", "changes", "reason", "network"]
    readonly_fields = fields

    class Media:
        css = {"all": ["audit/admin.css"]}

    @display(description="Who", ordering="who")
    def person(self, act: Act) -> str:
        return act.who or "Operator or clock"

    @display(description="To what", ordering="label")
    def thing(self, act: Act) -> str:
        return f"{act.model} “{act.label}”" if act.model else act.label

    @display(description="To what")
    def where(self, act: Act) -> str | SafeString:
        try:
            address = reverse(f"admin:{act.app}_{act.model}_change", args=[act.object_id])
        except NoReverseMatch:
            return self.thing(act)
        return format_html('<a href="{}">{}</a>', address, self.thing(act))

    @display(description="Changed")
    def fields_changed(self, act: Act) -> str:
        return ", ".join(sorted({**act.before, **act.after}))

    @display(description="Before and after")
    def changes(self, act: Act) -> str | SafeString:
        names = list({**act.before, **act.after})
        if not names:
            return "–"
        rows = format_html_join(
            "",
            '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>',
            (
                (name.replace("_", " "), said(act.before, name), said(act.after, name))
                for name in names
            ),
        )
        return format_html(
            '<div class="act-scroll" tabindex="0" role="region" aria-label="Before and after">'
            '<table class="act"><thead><tr><th scope="col">Field</th><th scope="col">Before</th>'
            '<th scope="col">After</th></tr></thead><tbody>{}</tbody></table></div>',
            rows,
        )


def said(values: dict[str, Any], name: str) -> str:
    """A value for people to read."""
    if name not in values or values[name] in (None, "", [], {}):
        return "–"
    match values[name]:
        case {"begins": str(text), "characters": int(length), "sha256": str(digest)}:
            return f"{text}… ({length} characters, SHA-256 {digest[:12]}…)"
        case bool(value):
            return "yes" if value else "no"
        case str(text):
            return text
        case value:
            return json.dumps(value, ensure_ascii=False, indent=1)
