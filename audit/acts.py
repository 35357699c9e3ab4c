"""Adding to the audit log.

    record(by=request.user, what="published", object=article, before={…}, after={…}, reason=why)

Call it inside the transaction that does what it tells of: then both are kept or neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from accounts.naming import name_of
from audit.models import Act
from audit.values import bounded

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db import models

__all__ = ["act", "record", "record_all"]


def record(
    *,
    by: User | AnonymousUser | None,
    what: str,
    object: models.Model | None,  # noqa: A002  the word of the log itself
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str = "",
    network: str = "",
) -> None:
    """Add one act. `what` is a short phrase in the past tense, such as "published".

    `by` is None for the operator at the command line and for the clock.
    """
    record_all(
        [
            act(
                by=by,
                what=what,
                object=object,
                before=before,
                after=after,
                reason=reason,
                network=network,
            )
        ]
    )


def record_all(acts: Iterable[Act]) -> None:
    """Add what `act` made, with one query."""
    Act.objects.bulk_create(acts, batch_size=500)


def act(
    *,
    by: User | AnonymousUser | None,
    what: str,
    object: models.Model | None,  # noqa: A002
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str = "",
    network: str = "",
) -> Act:
    """An act that is not yet in the log."""
    person = by if by is not None and by.pk is not None else None
    meta = object._meta if object is not None else None
    return Act(
        by_id=person.pk if person else None,
        who=name_of(person)[:150],
        what=what[:60],
        app=meta.app_label if meta else "",
        model=(meta.model_name or "") if meta else "",
        object_id="" if object is None or object.pk is None else str(object.pk)[:40],
        label=" ".join(str(object).replace("\x00", "").split())[:200] if object else "",
        before=bounded(before),
        after=bounded(after),
        reason=reason,
        network=network,
    )
