"""Who subscribes and what was sent: to look at, and to erase who asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from audit import acts
from editing.admin import ReadOnlyAdmin, display
from newsletter.choosing import MODELS, wish_of
from newsletter.models import CHOOSABLE, Choice, Frequency, Mailing, MailState, Subscriber
from newsletter.subscribing import erase

__all__ = ["MailingAdmin", "SubscriberAdmin"]

MOST_CHOSEN = 20

Counts = list[tuple[str, int]]


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnlyAdmin):
    """Deleting is erasing."""

    list_display = ["address", "how_often", "wants", "standing", "confirmed_at"]
    list_filter = ["frequency", "everything"]
    list_before_template = "newsletter/admin/counts.html"
    search_fields = ["=address"]
    search_help_text = "The whole address, exactly."
    fields = ["address", "how_often", "choices", "standing", "asked_at", "confirmed_at"]
    readonly_fields = fields

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("newsletter.delete_subscriber")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscriber]:
        return super().get_queryset(request).annotate(chosen=Count("choices"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        counts = [_by_frequency(), _by_choice()]
        return super().changelist_view(request, {**(extra_context or {}), "all_counts": counts})

    def delete_model(self, request: HttpRequest, obj: Subscriber) -> None:
        self.erase(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Subscriber]) -> None:
        self.erase(request, queryset)

    @transaction.atomic
    def erase(self, request: HttpRequest, subscribers: Iterable[Subscriber]) -> None:
        """The log says how many, and not whom: that is what erasing is for."""
        leaving = list(subscribers)
        for subscriber in leaving:
            erase(subscriber)
        after = {"number": len(leaving)}
        acts.record(by=request.user, what="subscribers erased", object=None, before={}, after=after)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Nothing but the person: what was sent stays, to nobody."""
        counts = {self.opts.verbose_name_plural: len(objs)}
        return [str(each) for each in objs], counts, set(), []

    @display(description="When", ordering="frequency")
    def how_often(self, subscriber: Subscriber) -> str:
        return subscriber.get_frequency_display()

    @display(description="Wants")
    def wants(self, subscriber: Any) -> str:
        if subscriber.everything:
            return "every article"
        return "1 choice" if subscriber.chosen == 1 else f"{subscriber.chosen} choices"

    @display(description="Wants")
    def choices(self, subscriber: Subscriber) -> str:
        wish = wish_of(subscriber)
        if wish.everything:
            return "every article"
        return ", ".join(str(row) for row in wish.rows) or "nothing"

    @display(
        description="State",
        label={"Subscribed": "success", "Not confirmed": "warning", "Suspended": "danger"},
    )
    def standing(self, subscriber: Subscriber) -> str:
        if subscriber.suspended_at:
            return "Suspended"
        return "Subscribed" if subscriber.confirmed_at else "Not confirmed"


@admin.register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    list_display = ["due_at", "frequency", "mails_sent", "mails_waiting", "not_sent", "perhaps"]
    list_filter = ["frequency"]
    show_full_result_count = False
    fields = [*list_display, "answers"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mailing]:
        def of(*states: MailState) -> Count:
            return Count("mails", filter=Q(mails__state__in=states))

        return (
            super()
            .get_queryset(request)
            .annotate(
                all_sent=F("sent") + of(MailState.SENT),
                all_waiting=of(MailState.WAITING, MailState.SENDING),
                all_failed=F("failed") + of(MailState.FAILED),
                all_unknown=F("unknown") + of(MailState.UNKNOWN),
            )
        )

    @display(description="Sent", ordering="all_sent")
    def mails_sent(self, mailing: Any) -> int:
        return int(mailing.all_sent)

    @display(description="Waiting", ordering="all_waiting")
    def mails_waiting(self, mailing: Any) -> int:
        return int(mailing.all_waiting)

    @display(description="Not sent", ordering="all_failed")
    def not_sent(self, mailing: Any) -> int:
        return int(mailing.all_failed)

    @display(description="Perhaps sent", ordering="all_unknown")
    def perhaps(self, mailing: Any) -> int:
        return int(mailing.all_unknown)

    @display(description="Mail server’s answers")
    def answers(self, mailing: Mailing) -> str:
        told = mailing.mails.exclude(answer="").values_list("answer").annotate(n=Count("pk"))
        return ", ".join(f"{answer}: {number}" for answer, number in told.order_by("answer")) or "–"


def _by_frequency() -> Counts:
    counted = Subscriber.objects.active().order_by().values_list("frequency")
    numbers = dict(counted.annotate(n=Count("pk")))
    return [(each.label, numbers.get(each.value, 0)) for each in Frequency]


def _by_choice() -> Counts:
    """Every article, and what is chosen most."""
    active = Subscriber.objects.active()
    counts = [("Every article", active.filter(everything=True).count())]
    chosen = Choice.objects.filter(subscriber__in=active.filter(everything=False))
    for kind in CHOOSABLE:
        most = chosen.exclude(**{kind: None}).values_list(kind).annotate(n=Count("pk"))
        numbers = dict(most.order_by("-n")[:MOST_CHOSEN])
        rows = MODELS[kind]._default_manager.in_bulk(list(numbers))
        counts += [(str(rows[key]), number) for key, number in numbers.items()]
    first, *others = counts
    return [first, *sorted(others, key=lambda each: -each[1])[:MOST_CHOSEN]]
