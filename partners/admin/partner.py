"""Partners as the newsroom keeps them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from editing.admin import ModelAdmin, TabularInline, display
from partners.admin.key_pages import new_key_page, revoke_page, rotate_page
from partners.admin.overview import DAYS, overview
from partners.forms import PartnerForm
from partners.models import Contact, Host, Partner, Usage

__all__ = ["PartnerAdmin"]

LATELY = 30  # days


class HostInline(TabularInline):
    model = Host
    verbose_name_plural = "domains of their pages"
    fields = ["name"]
    hide_title = True


class ContactInline(TabularInline):
    model = Contact
    fields = ["name", "email", "role"]
    hide_title = True


@admin.register(Partner)
class PartnerAdmin(ModelAdmin):
    form = PartnerForm
    list_display = ["name", "is_active", "requests", "carried", "last_used"]
    list_filter = ["active", "licence_rule"]
    search_fields = ["name", "slug", "hosts__name", "contacts__name", "contacts__email"]
    search_help_text = "Organisation, domain, or a contact's name or address"
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["licences"]
    inlines = [HostInline, ContactInline]
    change_form_outer_after_template = "partners/admin/_overview.html"
    fieldsets = [
        (
            "Organisation",
            {"fields": [("name", "slug"), ("website", "language"), "active", "notes"]},
        ),
        (
            "Terms",
            {
                "description": "Which articles their keys, feeds and endpoints are given.",
                "fields": [
                    ("licence_rule", "licences"),
                    ("section_rule", "sections"),
                    "delay_minutes",
                ],
            },
        ),
        ("Limits", {"fields": [("per_minute", "monthly_quota")]}),
    ]

    class Media:
        css = {"all": ["partners/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        partners = super().get_queryset(request)
        since = timezone.now().date() - timedelta(days=LATELY - 1)
        used = Usage.objects.filter(key__partner=OuterRef("pk"), day__gte=since)
        total = used.order_by().values("key__partner").annotate(total=Sum("count"))
        return partners.annotate(
            last_used_at=Max("keys__last_used_at"),
            carried_count=Count("carriages__article", distinct=True),
            requests_lately=Coalesce(
                Subquery(total.values("total"), output_field=IntegerField()), 0
            ),
        )

    def get_urls(self) -> list[URLPattern]:
        def page(view: Callable[..., HttpResponse]) -> Any:
            return self.admin_site.admin_view(partial(view, self))

        keys = "<int:pk>/keys/"
        return [
            path(f"{keys}new/", page(new_key_page), name="partners_partner_new_key"),
            path(f"{keys}<int:key_pk>/rotate/", page(rotate_page), name="partners_partner_rotate"),
            path(f"{keys}<int:key_pk>/revoke/", page(revoke_page), name="partners_partner_revoke"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        partner = context.get("original")
        if partner is not None:
            days = request.GET.get("days", "")
            span = int(days) if days in map(str, DAYS) else DAYS[0]
            context["overview"] = overview(partner, now=timezone.now(), days=span)
            context["may_change"] = self.has_change_permission(request, partner)
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description="active", boolean=True, ordering="active")
    def is_active(self, partner: Partner) -> bool:
        return partner.active

    @display(description=f"requests, {LATELY} days", ordering="requests_lately")
    def requests(self, partner: Any) -> int:
        return int(partner.requests_lately)

    @display(description="articles carried", ordering="carried_count")
    def carried(self, partner: Any) -> int:
        return int(partner.carried_count)

    @display(description="last used", ordering="last_used_at", empty_value="never")
    def last_used(self, partner: Any) -> Any:
        return partner.last_used_at
