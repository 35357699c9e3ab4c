"""A save that was prepared from an older state never overwrites a newer one."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from editing.models import Editable

__all__ = ["StaleSave", "claim", "save"]


class StaleSave(Exception):
    """Somebody saved meanwhile. Read the row anew, show both texts, let a person decide.

    `current` is the edit number the row has now, None if the row is gone.
    """

    def __init__(self, instance: models.Model, edit_number: int, current: int | None) -> None:
        self.instance = instance
        self.edit_number = edit_number
        self.current = current
        super().__init__(
            f"{instance._meta.label} {instance.pk} was read as edit {edit_number} "
            f"and is now {current}."
        )


def claim(instance: Editable, edit_number: int) -> None:
    """Take the right to save what was read as `edit_number`: the row counts one more.

    Call inside the transaction that saves. Raises StaleSave if the row has moved on.
    """
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    now = timezone.now()
    claimed = rows.filter(edit_number=edit_number).update(
        edit_number=F("edit_number") + 1, modified_at=now
    )
    if not claimed:
        current = rows.values_list("edit_number", flat=True).first()
        raise StaleSave(instance, edit_number, current)
    instance.edit_number = edit_number + 1
    instance.modified_at = now


def save(instance: Editable) -> None:
    """Save an existing row as it was read and changed in Python. Raises StaleSave."""
    edit_number = instance.edit_number
    try:
        with transaction.atomic():
            claim(instance, edit_number)
            instance.save()
    except BaseException:
        instance.edit_number = edit_number
        raise
