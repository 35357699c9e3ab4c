"""The breaker of each endpoint: one that fails again and again is left alone for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.db.models.functions import Greatest

from partners.models import Endpoint
from webhooks.letters import write_for_untold, write_of_disabling
from webhooks.models import TEST, Circuit, Delivery, State
from webhooks.retrying import FAILURES_TO_OPEN, breaker_pause

__all__ = ["begin_anew", "disable", "failed", "resume", "succeeded"]

PATIENCE = timedelta(days=3)  # with an endpoint that answers nothing but failures


def succeeded(endpoint: Endpoint, *, at: datetime) -> None:
    """The endpoint is well. What waited because it was not goes at once."""
    circuit, _ = Circuit.objects.get_or_create(endpoint=endpoint)
    was_open = circuit.open_until is not None
    Circuit.objects.filter(pk=circuit.pk).update(
        failures=0, failing_since=None, open_until=None, last_success_at=at
    )
    if was_open:
        _hurry(endpoint, at)


def failed(endpoint: Endpoint, *, at: datetime, asked_for: timedelta = timedelta()) -> None:
    """One more failure in a row; ``asked_for`` is the pause that the endpoint itself wants."""
    circuit, _ = Circuit.objects.get_or_create(endpoint=endpoint)
    failures = circuit.failures + 1
    since = circuit.failing_since or at
    pause = max(breaker_pause(failures), asked_for)
    Circuit.objects.filter(pk=circuit.pk).update(
        failures=F("failures") + 1,
        failing_since=since,
        last_failure_at=at,
        open_until=at + pause if pause else circuit.open_until,
    )
    if pause:
        # So that a worker that looks for what is due does not find all that waits here.
        waiting = Delivery.objects.filter(endpoint=endpoint, state=State.PENDING)
        waiting.exclude(event=TEST).update(next_at=Greatest(F("next_at"), at + pause))
    if failures >= FAILURES_TO_OPEN and at - since >= PATIENCE:
        disable(endpoint, because=f"Nothing has been accepted there since {since:%d %b %Y}.", at=at)


def disable(endpoint: Endpoint, *, because: str, at: datetime) -> None:
    """Switch an endpoint off, once, and write to those whom it concerns."""
    switched = Endpoint.objects.filter(pk=endpoint.pk, active=True).update(
        active=False,
        disabled_because=because,
        # Whoever has it open in a form shall not switch it on again without having seen this.
        edit_number=F("edit_number") + 1,
        modified_at=at,
    )
    if switched:
        write_of_disabling(endpoint, at=at)
        write_for_untold(Delivery.objects.filter(endpoint=endpoint, state=State.PENDING), at=at)


def resume(endpoint: Endpoint, *, at: datetime) -> None:
    """Switch an endpoint on again; what waits for it goes at once."""
    Endpoint.objects.filter(pk=endpoint.pk).update(
        active=True, disabled_because="", edit_number=F("edit_number") + 1, modified_at=at
    )
    begin_anew(endpoint, at=at)


def begin_anew(endpoint: Endpoint, *, at: datetime) -> None:
    """Forget the failures of an endpoint that was switched on, and try what waits."""
    Circuit.objects.filter(endpoint=endpoint).update(
        failures=0, failing_since=None, open_until=None
    )
    _hurry(endpoint, at)


def _hurry(endpoint: Endpoint, at: datetime) -> None:
    """Try what waits now, except what the terms hold back."""
    waiting = Delivery.objects.filter(endpoint=endpoint, state=State.PENDING)
    waiting.filter(not_before__lte=at, next_at__gt=at).update(next_at=at)
