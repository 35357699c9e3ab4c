"""What topics and regions share: a place in a tree."""

from typing import Any, Self

from django.core.exceptions import ValidationError

from editing.models import Editable

__all__ = ["TreeNode"]


class TreeNode(Editable):
    """A row with a parent of its own kind. `clean()` refuses a circle."""

    parent: Any  # a foreign key to "self", which only the subclass can declare
    parent_id: int | None

    class Meta:
        abstract = True

    def ancestors(self) -> list[Self]:
        """From the parent up to the top; a query for each step. A circle ends the walk."""
        found: list[Self] = []
        seen = {self.pk}
        node = self.parent
        while node is not None and node.pk not in seen:
            found.append(node)
            seen.add(node.pk)
            node = node.parent
        return found

    def clean(self) -> None:
        super().clean()
        if self.pk is None or self.parent_id is None:
            return
        above = {self.parent_id, *(node.pk for node in self.parent.ancestors())}
        if self.pk in above:
            raise ValidationError(
                {"parent": f"“{self.parent}” lies inside “{self}”, so it can't stand above it."}
            )
