"""Endpoints: where partners are told of what happens, and the secrets that is signed with."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from editing.admin import ModelAdmin, display
from outgoing.sealing import Unreadable
from partners.admin.secret_pages import rotate_page, secret_shown
from partners.endpoints import give_secret
from partners.forms import EndpointForm
from partners.models import Endpoint, EventKind

__all__ = ["EndpointAdmin"]


@admin.register(Endpoint)
class EndpointAdmin(ModelAdmin):
    """Whoever knows the record derives from it and says where in the record a new one begins."""

    form = EndpointForm
    list_display = ["label", "partner", "told_of", "is_active", "disabled_because"]
    list_filter = ["active", "partner"]
    list_select_related = ["partner"]
    search_fields = ["url", "description", "partner__name"]
    autocomplete_fields = ["partner"]
    readonly_fields = ["secret_state", "disabled_because"]
    change_form_outer_after_template = "partners/admin/_endpoint.html"
    fieldsets = [
        ("Where to", {"fields": ["partner", "url", "description"]}),
        (
            "What",
            {
                "description": (
                    "Told is that an article was published or changed, if the partner's terms "
                    "let it carry the article. Nothing that happened before is sent."
                ),
                "fields": ["events", "active"],
            },
        ),
        ("How it stands", {"fields": ["secret_state", "disabled_because"]}),
    ]

    class Media:
        css = {"all": ["partners/admin.css"]}

    def first_position(self) -> int:
        """The position in the record up to which a new endpoint is sent nothing."""
        return 0

    def get_fieldsets(self, request: HttpRequest, obj: Endpoint | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, **kwargs)
        form.https_only = settings.PRODUCTION
        return form

    def save_model(self, request: HttpRequest, obj: Endpoint, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            if "active" in form.changed_data and obj.active:
                obj.disabled_because = ""
        else:
            obj.from_position = self.first_position()
            give_secret(obj, secret_key=settings.SECRET_KEY)
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Endpoint, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The page with its secret, instead of the list."""
        secret = obj.secrets(settings.SECRET_KEY, now=timezone.now())[0]
        return secret_shown(self, request, obj, secret)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(rotate_page, self))
        return [
            path("<int:pk>/rotate/", view, name="partners_endpoint_rotate"),
            *super().get_urls(),
        ]

    @display(description="endpoint", ordering="url")
    def label(self, endpoint: Endpoint) -> str:
        return str(endpoint)

    @display(description="told of")
    def told_of(self, endpoint: Endpoint) -> str:
        names = [EventKind(name).label.lower() for name in endpoint.events]
        return ", ".join(names) or "everything"

    @display(description="active", boolean=True, ordering="active")
    def is_active(self, endpoint: Endpoint) -> bool:
        return endpoint.active

    @display(description="secret")
    def secret_state(self, endpoint: Endpoint) -> str:
        now, until = timezone.now(), endpoint.previous_until
        try:
            valid = endpoint.secrets(settings.SECRET_KEY, now=now)
        except Unreadable:
            return "It can't be read, as SECRET_KEY was changed: nothing can be signed. Rotate it."
        if len(valid) > 1 and until:
            return f"Two are valid until {until:%-d %B %Y, %H:%M} UTC."
        return "One is valid."
