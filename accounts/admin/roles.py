"""Roles: what a group may do, and what it demands."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from accounts.models import Role
from editing.admin import CleanedForm, ModelAdmin, StackedInline, display

__all__ = ["RoleAdmin", "described"]


def described(group: Any) -> str:
    """A role with what it may do, where one is chosen."""
    said = getattr(getattr(group, "role", None), "description", "")
    return f"{group.name}: {said}" if said else str(group.name)


class RoleInline(StackedInline):
    model = Role
    can_delete = False
    max_num = 1
    min_num = 1
    hide_title = True
    verbose_name_plural = "what it is for and what it demands"


@admin.register(Group)
class RoleAdmin(GroupAdmin, ModelAdmin):
    form: Any = CleanedForm
    inlines = [RoleInline]
    list_display = ["name", "purpose", "people", "second_factor"]
    filter_horizontal = ["permissions"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        found = super().get_queryset(request).select_related("role")
        return found.annotate(number_of_people=Count("user"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not while somebody has it."""
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.user_set.exists())

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @display(description="What it may do")
    def purpose(self, group: Group) -> str:
        return group.role.description if hasattr(group, "role") else ""

    @display(description="People", ordering="number_of_people")
    def people(self, group: Group) -> int:
        return int(getattr(group, "number_of_people", 0))

    @display(description="Second factor")
    def second_factor(self, group: Group) -> str:
        demanded = hasattr(group, "role") and group.role.demands_second_factor
        return "demanded" if demanded else "as they like"
