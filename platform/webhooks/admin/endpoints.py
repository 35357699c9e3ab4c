"""A partner's endpoint, with how it is doing and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from editing.admin import display
from partners.admin.endpoints import EndpointAdmin
from partners.models import Endpoint
from record.models import Head
from webhooks import circuits
from webhooks.admin.health import health, verdict
from webhooks.replaying import send_again_since, send_test

__all__ = ["ToldEndpointAdmin"]

LOOKS = {
    "switched off": "danger",
    "not used yet": "info",
    "well": "success",
    "failing": "warning",
    "left alone": "danger",
    "on trial": "warning",
}


class SinceForm(forms.Form):
    """From when on everything is to be sent once more."""

    since = forms.DateTimeField(
        label="Since",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


# The partners' room knows no record: here its page is completed, and takes its place.
admin.site.unregister(Endpoint)


@admin.register(Endpoint)
class ToldEndpointAdmin(EndpointAdmin):
    list_display = [*EndpointAdmin.list_display[:3], "health", "disabled_because"]
    list_select_related = ["partner", "circuit"]
    change_form_outer_after_template = "webhooks/admin/_health.html"

    class Media:
        css = {"all": ["webhooks/admin.css"]}

    def first_position(self) -> int:
        return Head.objects.filter(pk=1).values_list("position", flat=True).first() or 0

    def save_model(self, request: HttpRequest, obj: Endpoint, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if change and "active" in form.changed_data and obj.active:
            circuits.begin_anew(obj, at=timezone.now())

    def get_urls(self) -> list[URLPattern]:
        doings = {"test": self._test, "resume": self._resume, "again": self._again}
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(self._door(do)),
                    name=f"webhooks_endpoint_{name}",
                )
                for name, do in doings.items()
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if endpoint := context.get("original"):
            context["health"] = health(endpoint, now=timezone.now())
            context["since_form"] = SinceForm()
            context["may_see_deliveries"] = request.user.has_perm("webhooks.view_delivery")
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description="health", label=LOOKS)
    def health(self, endpoint: Endpoint) -> str:
        return verdict(endpoint, now=timezone.now())

    def _door(self, do: Callable[[HttpRequest, Endpoint], str]) -> Any:
        """Something done by a button: by POST, and back to the page."""

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if not self.has_change_permission(request):
                raise PermissionDenied
            endpoint = get_object_or_404(Endpoint.objects.select_related("partner"), pk=pk)
            target = reverse("admin:partners_endpoint_change", args=[pk])
            if request.method == "POST":
                target = do(request, endpoint) or target
            return HttpResponseRedirect(target)

        return view

    def _test(self, request: HttpRequest, endpoint: Endpoint) -> str:
        delivery = send_test(endpoint, at=timezone.now())
        self.message_user(request, "A test is on its way. Load this page again to see its answer.")
        return reverse("admin:webhooks_delivery_change", args=[delivery.pk])

    def _resume(self, request: HttpRequest, endpoint: Endpoint) -> str:
        circuits.resume(endpoint, at=timezone.now())
        self.log_change(request, endpoint, "Resumed deliveries.")
        text = "It is told again from now on. What waited for it goes out at once."
        self.message_user(request, text, messages.SUCCESS)
        return ""

    def _again(self, request: HttpRequest, endpoint: Endpoint) -> str:
        form = SinceForm(request.POST)
        if not form.is_valid():
            self.message_user(request, "Say since when, as a date and a time.", messages.ERROR)
            return ""
        since = form.cleaned_data["since"]
        sent = send_again_since(endpoint, since, at=timezone.now())
        self.log_change(request, endpoint, f"Sent again everything since {since:%Y-%m-%d %H:%M}.")
        text = (
            f"{sent} event{'' if sent == 1 else 's'} since then: sent again, or for the first time."
        )
        self.message_user(request, text, messages.SUCCESS)
        return ""
