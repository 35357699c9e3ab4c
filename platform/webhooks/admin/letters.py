"""Letters to partners' contacts, and whether they were sent."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from editing.admin import action, display
from webhooks.admin.reading import ForReading, with_titles
from webhooks.models import Letter, LetterState

__all__ = ["LetterAdmin"]

LOOKS = {
    LetterState.PENDING: "warning",
    LetterState.SENT: "success",
    LetterState.FAILED: "danger",
    LetterState.NOBODY: "danger",
    LetterState.NEEDLESS: "info",
}


@admin.register(Letter)
class LetterAdmin(ForReading):
    list_display = ["about", "partner", "how_it_stands", "sent_at", "recipients", "error"]
    list_filter = ["state", "event", "partner"]
    list_select_related = ["partner", "endpoint"]
    search_fields = ["partner__name", "recipients", "=article"]
    fields = ["partner", "event", "article", "number", "at", "endpoint"]
    fields += ["state", "tries", "sent_at", "recipients", "error"]
    actions = ["send_unsent"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        return with_titles(super().get_queryset(request))

    @action(description="Send those that were not sent", permissions=["send"])
    def send_unsent(self, request: HttpRequest, queryset: QuerySet[Letter]) -> None:
        unsent = Letter.objects.filter(
            pk__in=queryset.values("pk"), state__in=[LetterState.FAILED, LetterState.NOBODY]
        )
        now = timezone.now()
        count = unsent.update(state=LetterState.PENDING, tries=0, next_at=now, error="")
        text = f"{count} letter{'' if count == 1 else 's'} will be sent now."
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)

    @display(description="about")
    def about(self, letter: Any) -> str:
        if letter.endpoint:
            return f"{letter.endpoint}: switched off"
        return f"{letter.title}: {letter.get_event_display().lower()}"

    @display(description="state", ordering="state", label={s.label: LOOKS[s] for s in LetterState})
    def how_it_stands(self, letter: Letter) -> str:
        return str(LetterState(letter.state).label)
