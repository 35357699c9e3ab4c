"""For the newsroom to look at: which servers follow, and what was told them. Nothing to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from editing.admin import ReadOnlyAdmin, display
from fediverse.models import Delivery, Instance
from record.models import PublishedArticle

__all__ = ["DeliveryAdmin", "InstanceAdmin"]


@admin.register(Instance)
class InstanceAdmin(ReadOnlyAdmin):
    list_display = ["host", "followers_there", "how_it_is", "waiting", "last_delivered_at"]
    search_fields = ["host"]
    fields = [
        "host",
        "followers_there",
        "how_it_is",
        "waiting",
        "last_delivered_at",
        "failing_since",
        "failures",
        "due_at",
        "last_fault",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Instance]:
        waiting = Delivery.objects.filter(instance=OuterRef("pk"), state=Delivery.State.WAITING)
        number = waiting.order_by().values("instance").annotate(n=Count("pk")).values("n")
        rows = super().get_queryset(request)
        return rows.annotate(people=Count("followers"), queued=Subquery(number))

    @display(description="Followers", ordering="people")
    def followers_there(self, instance: Any) -> int:
        return int(instance.people)

    @display(description="Waiting", ordering="queued")
    def waiting(self, instance: Any) -> int:
        return int(instance.queued or 0)

    @display(description="State", label={"Answers": "success", "Does not answer": "danger"})
    def how_it_is(self, instance: Instance) -> str:
        return "Does not answer" if instance.failures else "Answers"


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["queued_at", "activity", "about", "server", "outcome", "tries", "answer"]
    list_filter = ["state", "activity"]
    search_fields = ["instance__host"]
    list_select_related = ["instance"]
    show_full_result_count = False
    fields = [
        "activity",
        "about",
        "instance",
        "inbox",
        "state",
        "queued_at",
        "tries",
        "tried_at",
        "answer",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        article = PublishedArticle.objects.filter(article=OuterRef("article"))
        return super().get_queryset(request).annotate(slug=Subquery(article.values("slug")[:1]))

    @display(description="Server", ordering="instance__host")
    def server(self, delivery: Delivery) -> str:
        return delivery.instance.host

    @display(description="Article")
    def about(self, delivery: Any) -> str:
        return delivery.slug or "–"

    @display(
        description="State",
        ordering="state",
        label={
            Delivery.State.WAITING: "info",
            Delivery.State.DELIVERED: "success",
            Delivery.State.REFUSED: "danger",
            Delivery.State.EXPIRED: "danger",
        },
    )
    def outcome(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.state, delivery.get_state_display()
