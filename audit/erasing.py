"""What the log says of a person, taken out of it. That something was done, and when, stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction

from audit.models import ERASED, Act, Erasure

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["erase", "erase_about"]


@transaction.atomic
def erase(row: models.Model, *, by: User | None) -> int:
    """Erase what acts about the row say of it, and the name in those by it if it is an account.

    How many acts were changed. Call it before the row itself is emptied or deleted.
    """
    meta = row._meta
    account = (meta.app_label, meta.model_name) == ("auth", "user")
    changed = erase_about(type(row), [row.pk], by=by, always=account)
    if account:
        changed += Act.objects.filter(by_id=row.pk).update(who=ERASED)
    return changed


@transaction.atomic
def erase_about(
    model: type[models.Model], numbers: Iterable[object], *, by: User | None, always: bool = False
) -> int:
    """Erase what acts about these rows say of them; how many acts.

    An erasure is entered for each row there are acts about, or for all of them.
    """
    named = {"app": model._meta.app_label, "model": model._meta.model_name or ""}
    about = Act.objects.filter(**named, object_id__in=[str(number) for number in numbers])
    known = set(about.values_list("object_id", flat=True))
    entered = {str(number) for number in numbers} if always else known
    Erasure.objects.bulk_create(
        Erasure(by_id=by.pk if by else None, object_id=each, **named) for each in sorted(entered)
    )
    return about.update(label=ERASED, before={}, after={}, reason="")
