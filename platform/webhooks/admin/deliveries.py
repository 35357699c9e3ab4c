"""The log of deliveries: what was sent to whom, what was answered, and sending it again."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from editing.admin import action, display
from webhooks.admin.reading import ForReading, with_titles
from webhooks.models import TEST, Attempt, Delivery, State
from webhooks.replaying import send_again

__all__ = ["DeliveryAdmin"]

LOOKS = {
    State.PENDING: "warning",
    State.DELIVERED: "success",
    State.FAILED: "danger",
    State.SKIPPED: "info",
}


@admin.register(Delivery)
class DeliveryAdmin(ForReading):
    list_display = ["what", "article_title", "whom", "how_it_stands", "tries", "when", "because"]
    list_filter = ["state", "event", "endpoint__partner", "endpoint"]
    list_select_related = ["endpoint__partner"]
    search_fields = ["=message", "=article", "endpoint__url", "endpoint__partner__name"]
    search_help_text = "A message's or an article's identifier, an address or a partner"
    date_hierarchy = "at"
    actions = ["send_chosen_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return with_titles(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.again_view)
        return [
            path("<int:pk>/again/", view, name="webhooks_delivery_again"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The delivery with its tries."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related("endpoint__partner")
        key = int(object_id) if object_id.isascii() and object_id.isdecimal() else 0
        delivery = get_object_or_404(rows, pk=key)
        context = {
            **self.admin_site.each_context(request),
            "title": str(delivery.get_event_display()),
            "opts": self.opts,
            "media": self.media,
            "delivery": delivery,
            "look": LOOKS[State(delivery.state)],
            "attempts": [_shown(attempt) for attempt in delivery.attempts.all()],
            "may_send": self.has_send_permission(request) and delivery.event != TEST,
        }
        return TemplateResponse(request, "webhooks/admin/delivery.html", context)

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_send_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._send(request, Delivery.objects.filter(pk=pk))
        return HttpResponseRedirect(reverse("admin:webhooks_delivery_change", args=[pk]))

    @action(description="Send again", permissions=["send"])
    def send_chosen_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        self._send(request, Delivery.objects.filter(pk__in=queryset.values("pk")))

    def _send(self, request: HttpRequest, chosen: Any) -> None:
        sent = send_again(chosen.exclude(event=TEST), at=timezone.now())
        text = f"{sent} deliver{'y goes' if sent == 1 else 'ies go'} out again now."
        if not sent:
            text = "Nothing is sent again: it is under way, waits for its hour, or is a test."
        self.message_user(request, text, messages.SUCCESS if sent else messages.WARNING)

    @display(description="event", ordering="event")
    def what(self, delivery: Delivery) -> str:
        version = f", v{delivery.number}" if delivery.number else ""
        return f"{delivery.get_event_display()}{version}"

    @display(description="article")
    def article_title(self, delivery: Any) -> str:
        return delivery.title or "–"

    @display(description="to", ordering="endpoint__partner__name", header=True)
    def whom(self, delivery: Delivery) -> list[str]:
        return [str(delivery.endpoint.partner), str(delivery.endpoint)]

    @display(description="state", ordering="state", label={s.label: LOOKS[s] for s in State})
    def how_it_stands(self, delivery: Delivery) -> str:
        return str(State(delivery.state).label)

    @display(description="done, or next try", ordering="-pk")
    def when(self, delivery: Delivery) -> Any:
        return delivery.done_at or delivery.next_at


def _shown(attempt: Attempt) -> dict[str, Any]:
    try:
        body = json.dumps(json.loads(attempt.request_body), ensure_ascii=False, indent=2)
    except ValueError:
        body = attempt.request_body
    return {"attempt": attempt, "body": body, "milliseconds": round(attempt.seconds * 1000)}
