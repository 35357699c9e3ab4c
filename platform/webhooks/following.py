"""Writing down who is to be told of what, while the record is read on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from partners.models import Carriage, Endpoint, EventKind, Partner
from partners.terms import Terms
from record.models import Entry, Event, PublishedArticle
from record.syndicating import permits
from webhooks.models import Attempt, Delivery, Letter, State

__all__ = ["LETTERED", "enqueue", "kind_of", "plan"]

# What a partner must know of that carries an article, by whatever way.
LETTERED = frozenset(
    {
        EventKind.CORRECTED,
        EventKind.RETRACTED,
        EventKind.WITHDRAWN,
        EventKind.REDACTED,
        EventKind.RIGHTS_CHANGED,
    }
)


def enqueue(entries: Sequence[Entry]) -> None:
    """The follower: deliveries and letters for these entries. Writes to the database only."""
    now = timezone.now()
    batch = _Batch(entries, now)
    endpoints = Endpoint.objects.filter(active=True, partner__active=True)
    deliveries = [
        delivery
        for endpoint in endpoints.select_related("partner").order_by("pk")
        for delivery in batch.deliveries(endpoint)
    ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    told = {(delivery.endpoint.partner_id, delivery.position) for delivery in deliveries}
    Letter.objects.bulk_create(batch.letters(told), ignore_conflicts=True)
    _forget_texts(entries)


def plan(entries: Sequence[Entry], endpoint: Endpoint, *, now: datetime) -> int:
    """Write down what one endpoint was not told of yet; how many entries it concerns."""
    deliveries = _Batch(entries, now).deliveries(endpoint)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    return len(deliveries)


def kind_of(entry: Entry) -> EventKind:
    return EventKind(f"article.{entry.event}")


@dataclass
class _Batch:
    """Some entries, with what decides who hears of them; read once for all endpoints."""

    entries: Sequence[Entry]
    now: datetime

    def __post_init__(self) -> None:
        self._terms: dict[int, Terms] = {}

    @cached_property
    def articles(self) -> dict[UUID, PublishedArticle]:
        keys = {entry.version.article for entry in self.entries}
        return {row.article: row for row in PublishedArticle.objects.filter(article__in=keys)}

    @cached_property
    def carriers(self) -> dict[tuple[UUID, int], Partner]:
        rows = Carriage.objects.filter(article__in=self.articles, partner__active=True)
        return {
            (row.article, row.partner_id): row.partner for row in rows.select_related("partner")
        }

    def deliveries(self, endpoint: Endpoint) -> list[Delivery]:
        wanted = [
            entry
            for entry in self.entries
            if entry.position > endpoint.from_position and endpoint.wants(kind_of(entry))
        ]
        held = set(self._held(endpoint, wanted))
        planned = []
        for entry in wanted:
            article = entry.version.article
            until = self._hour(entry, endpoint.partner)
            if until is None or (until > self.now and article in held):
                # What waits already tells, at its hour, what the article is then.
                continue
            if until > self.now:
                held.add(article)
            planned.append(
                Delivery(
                    endpoint=endpoint,
                    event=kind_of(entry),
                    position=entry.position,
                    article=article,
                    number=entry.version.number,
                    at=entry.at,
                    not_before=until,
                    next_at=until,
                )
            )
        return planned

    def letters(self, told: set[tuple[int, int | None]]) -> list[Letter]:
        """For those who carry an article and are not told by a webhook."""
        return [
            Letter(
                partner=partner,
                event=kind_of(entry),
                position=entry.position,
                article=article,
                number=entry.version.number,
                at=entry.at,
                next_at=self.now,
            )
            for entry in self.entries
            if kind_of(entry) in LETTERED
            for (article, _), partner in self.carriers.items()
            if article == entry.version.article and (partner.pk, entry.position) not in told
        ]

    def _hour(self, entry: Entry, partner: Partner) -> datetime | None:
        """When the partner may be told of an entry; ``None``: it is none of its business."""
        article, terms = self.articles[entry.version.article], self._terms_of(partner)
        if (article.article, partner.pk) in self.carriers:
            return entry.at
        if not permits(article, replace(terms, delay=timedelta()), now=self.now):
            return None
        return max(entry.at, article.first_published + terms.delay)

    def _terms_of(self, partner: Partner) -> Terms:
        if partner.pk not in self._terms:
            self._terms[partner.pk] = partner.terms
        return self._terms[partner.pk]

    def _held(self, endpoint: Endpoint, entries: Iterable[Entry]) -> Iterable[UUID]:
        """The articles of which the endpoint will hear at their hour."""
        if not self._terms_of(endpoint.partner).delay:
            return []
        keys = {entry.version.article for entry in entries}
        waiting = Delivery.objects.filter(
            endpoint=endpoint, article__in=keys, state=State.PENDING, not_before__gt=self.now
        )
        return [key for key in waiting.values_list("article", flat=True) if key]


def _forget_texts(entries: Iterable[Entry]) -> None:
    """What was said of an article before its text was taken back is no longer kept either."""
    gone = {e.version.article for e in entries if e.event in (Event.WITHDRAWN, Event.REDACTED)}
    if gone:
        said = Attempt.objects.filter(delivery__article__in=gone).exclude(request_body="")
        said.update(request_body="")
