"""Inviting somebody, and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin.roles import described
from accounts.inviting import invite, revoke
from accounts.models import Invitation
from editing.admin import CleanedForm, ModelAdmin, display

__all__ = ["InvitationAdmin"]


class InvitationForm(CleanedForm):
    class Meta:
        model = Invitation
        fields = ("first_name", "last_name", "email", "role")
        help_texts = {"email": "A link to join goes there; it is good once, for three days."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields.get("role")
        if isinstance(role, forms.ModelChoiceField) and role.queryset is not None:
            role.queryset = role.queryset.select_related("role").order_by("name")
            role.label_from_instance = described  # type: ignore[assignment]


@admin.register(Invitation)
class InvitationAdmin(ModelAdmin):
    form: Any = InvitationForm
    list_display = ["__str__", "email", "role", "invited_by", "created_at", "state"]
    list_select_related = ["role", "invited_by"]
    search_fields = ["first_name", "last_name", "email"]
    actions = ["revoke_invitations"]
    readonly_fields = ["invited_by", "created_at", "expires_at", "state"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = ["first_name", "last_name", "email", "role"]
        return shown if obj is None else [*shown, *self.readonly_fields]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        made = invite(**form.cleaned_data, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        obj.__dict__.update(made.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Nothing is left to save; `invite` has entered it in the log."""

    @admin.action(description="Take back", permissions=["revoke"])
    def revoke_invitations(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        number = revoke(queryset, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        text = f"Invitations taken back: {number}. Those already accepted or over stay as they are."
        self.message_user(request, text, messages.SUCCESS)

    @display(
        description="State",
        label={"joined": "success", "open": "info", "over": "warning", "taken back": "danger"},
    )
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return "joined"
        # That an address has an account already is not told: it looks as if it were open.
        revoked = invitation.revoked_at not in (None, invitation.created_at)
        if revoked:
            return "taken back"
        return "open" if invitation.expires_at > timezone.now() else "over"
