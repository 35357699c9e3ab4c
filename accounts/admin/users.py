"""Accounts: who may come in, as what, and when they last did.

Nobody sets somebody else's password: they are sent a link. Nobody with a history is deleted: the
account is closed, or its personal data is erased.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.safestring import SafeString

from accounts.admin.roles import described
from accounts.admin.steps import STEPS, step_links, step_urls
from accounts.demanding import FACTORS
from accounts.people import ADMINISTRATOR, others_keep_accounts
from audit.models import Act
from editing.admin import CheckboxesWidget, CleanedForm, ModelAdmin, display

__all__ = ["AccountAdmin"]


class AccountForm(CleanedForm):
    """Refuses what would leave nobody to keep the accounts."""

    class Meta:
        model = User
        exclude = ("password",)
        field_classes = {"username": UsernameField}
        labels = {"groups": "Roles", "is_staff": "May come in", "is_superuser": "Superuser"}
        help_texts = {
            "is_active": "Closed when not: nobody can sign in with it. Close it when they leave.",
            "is_staff": "Readers need no account; who works here needs this.",
            "is_superuser": "May do everything, whatever the roles say.",
            "groups": "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        before = User.objects.get(pk=self.instance.pk)
        roles = cleaned.get("groups", before.groups.all())
        keeps = (
            cleaned.get("is_active", before.is_active)
            and cleaned.get("is_staff", before.is_staff)
            and (
                cleaned.get("is_superuser", before.is_superuser)
                or any(group.name == ADMINISTRATOR for group in roles)
            )
        )
        if not keeps and not others_keep_accounts(before):
            raise ValidationError(
                "This is the last administrator: make somebody else one first.", code="last"
            )
        return cleaned


@admin.register(User)
class AccountAdmin(UserAdmin, ModelAdmin):
    form: Any = AccountForm
    list_display = ["username", "name", "roles", "second_factor", "last_login", "is_active"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "second_factor", "signed_in", "steps"]
    fieldsets = [
        ("Person", {"fields": ["username", ("first_name", "last_name"), "email"]}),
        ("Access", {"fields": ["is_active", "is_staff", "groups", "is_superuser"]}),
        (
            "Signing in",
            {"fields": [("last_login", "date_joined"), "second_factor", "signed_in", "steps"]},
        ),
    ]

    class Media:
        css = {"all": ["accounts/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
        found = super().get_queryset(request).prefetch_related("groups")
        return found.annotate(has_factor=Exists(factors))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Only a superuser makes superusers."""
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor does anybody else change one."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not who has done something: their account is closed instead."""
        allowed: bool = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        done = Act.objects.filter(by=obj).exists()
        return not done and obj != request.user and self.has_change_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """People are invited, and choose their passwords themselves."""
        return redirect("admin:accounts_invitation_add")

    def get_urls(self) -> list[URLPattern]:
        kept = [each for each in super().get_urls() if each.name != "auth_user_password_change"]
        return [*step_urls(self, STEPS), *kept]

    def may_take_steps(self, request: HttpRequest, user: User) -> bool:
        return self.has_change_permission(request, user)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Few roles, each with what it may do."""
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        roles = Group.objects.select_related("role").order_by("name")
        field = forms.ModelMultipleChoiceField(
            roles, required=False, label="Roles", widget=CheckboxesWidget
        )
        field.label_from_instance = described  # type: ignore[assignment]
        return field

    # --- what is shown ------------------------------------------------------------------------

    @display(description="Name", ordering="last_name")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @display(description="Roles")
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join([*sorted(names), *(["superuser"] if user.is_superuser else [])])

    @display(description="Second factor", boolean=True)
    def second_factor(self, user: User) -> bool:
        return bool(getattr(user, "has_factor", False))

    @display(description="Signed in now")
    def signed_in(self, user: User) -> str:
        return "; ".join(str(each) for each in user.sign_ins.all()) or "nowhere"

    @display(description="Steps")
    def steps(self, user: User) -> SafeString:
        return step_links(STEPS)
