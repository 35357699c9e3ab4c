"""What the log says of a person, taken out of it. That something was done, and when, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction

from audit.models import ERASED, Act, Erasure

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["erase"]


@transaction.atomic
def erase(row: models.Model, *, by: User | None) -> int:
    """Erase what acts about the row say of it, and the name in those by it if it is an account.

    How many acts were changed. Call it before the row itself is emptied or deleted.
    """
    meta = row._meta
    named = {"app": meta.app_label, "model": meta.model_name or "", "object_id": str(row.pk)}
    Erasure.objects.create(by_id=by.pk if by else None, **named)
    about = Act.objects.filter(**named)
    changed = about.update(label=ERASED, before={}, after={}, reason="")
    if (meta.app_label, meta.model_name) == ("auth", "user"):
        changed += Act.objects.filter(by_id=row.pk).update(who=ERASED)
    return changed
