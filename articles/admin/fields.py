"""From an item of the checklist to the place in the form where it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.checklist import Checklist, Item

__all__ = ["AnchoredChecklist", "AnchoredItem", "with_anchors"]

_ANCHORS = {"contributions": "contributions-group", "body": "body-field", "dates": "dates"}


@dataclass(frozen=True)
class AnchoredItem:
    """``new``: not so in the article as it is saved. ``overridden``: why it was passed over."""

    message: str
    code: str
    address: str
    new: bool = False
    overridden: str = ""


@dataclass(frozen=True)
class AnchoredChecklist:
    errors: list[AnchoredItem]
    warnings: list[AnchoredItem]
    overridden: list[AnchoredItem]
    advice: list[AnchoredItem]

    @property
    def passed(self) -> bool:
        return not self.errors and not self.warnings


def with_anchors(
    found: Checklist | None, page: str = "", *, saved: Checklist | None = None
) -> AnchoredChecklist | None:
    """The checklist, each item with the address of its field on the form at ``page``. What the
    article as it is ``saved`` does not show is marked as new."""
    if found is None:
        return None
    known = {(item.code, item.message) for item in (saved or found).items}

    def anchored(items: Iterable[Item]) -> list[AnchoredItem]:
        return [
            AnchoredItem(
                item.message,
                item.code,
                f"{page}#{_ANCHORS.get(item.field, f'id_{item.field}')}",
                new=(item.code, item.message) not in known,
                overridden=item.overridden,
            )
            for item in items
        ]

    return AnchoredChecklist(
        anchored(found.errors),
        anchored(found.warnings),
        anchored(found.overridden),
        anchored(found.advice),
    )
