"""From an item of the checklist to the place in the form where it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.checklist import Checklist, Item

__all__ = ["AnchoredChecklist", "AnchoredItem", "with_anchors"]

_ANCHORS = {"contributions": "contributions-group", "body": "body-field"}


@dataclass(frozen=True)
class AnchoredItem:
    message: str
    code: str
    address: str


@dataclass(frozen=True)
class AnchoredChecklist:
    errors: list[AnchoredItem]
    advice: list[AnchoredItem]


def with_anchors(found: Checklist | None, page: str = "") -> AnchoredChecklist | None:
    """The checklist, each item with the address of its field on the form at ``page``."""
    if found is None:
        return None
    return AnchoredChecklist(_anchored(found.errors, page), _anchored(found.advice, page))


def _anchored(items: Iterable[Item], page: str) -> list[AnchoredItem]:
    return [
        AnchoredItem(
            item.message, item.code, f"{page}#{_ANCHORS.get(item.field, f'id_{item.field}')}"
        )
        for item in items
    ]
