"""Coming by a private link: whether it still leads somewhere, and what is remembered of a visit."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from proofs.making import digest_of
from proofs.models import Proof, Visit

__all__ = ["TooOften", "find", "visit"]

HOUR = timedelta(hours=1)
# By one link, within an hour: pages shown, and forms sent.
MOST_OPENINGS, MOST_SENT = 120, 30
SHORTEST, LONGEST = 20, 100  # characters of what could be a token


class TooOften(Exception):
    """One link was used more often than a person would. Try again in an hour."""


def find(token: str) -> Proof | None:
    """The proof of a token, open or not."""
    if not SHORTEST <= len(token) <= LONGEST:
        return None
    proofs = Proof.objects.select_related("article__publication", "contribution__author")
    return proofs.filter(token_digest=digest_of(token)).first()


def visit(proof: Proof, *, what: str, now: datetime) -> None:
    """Remember that the link was used, and for what; of who used it nothing is kept.

    Raises ``TooOften``.
    """
    within = proof.visits.filter(at__gt=now - HOUR)
    if what == Visit.OPENED:
        too_often = within.filter(what=Visit.OPENED).count() >= MOST_OPENINGS
    else:
        too_often = within.exclude(what=Visit.OPENED).count() >= MOST_SENT
    if too_often:
        raise TooOften
    with transaction.atomic():
        Visit.objects.create(proof=proof, at=now, what=what)
        if what == Visit.OPENED:
            Proof.objects.filter(pk=proof.pk).update(openings=F("openings") + 1, opened_at=now)
