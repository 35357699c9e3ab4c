"""What stands between an article and its publication: one list, for admin, command and door.

An error blocks; a warning does until somebody who may publish overrides it; advice never does.
Each item names the field it is about, so that the admin can show it there. Checking has no effect.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from articles.findings import Item, Level
from articles.looks import LOOKS
from articles.models import Article

__all__ = ["Checklist", "Item", "Level", "check"]

ORDER = list(Level)


@dataclass(frozen=True)
class Checklist:
    """``warnings`` are those that nobody has overridden."""

    items: tuple[Item, ...]

    @property
    def errors(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.level is Level.WARNING and not i.overridden)

    @property
    def overridden(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.overridden)

    @property
    def advice(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.level is Level.ADVICE)

    @property
    def blocking(self) -> tuple[Item, ...]:
        """What has to be put right or answered for before the article can be published."""
        return self.errors + self.warnings


def check(article: Article, *, at: datetime) -> Checklist:
    """Everything that stands between an article and its publication at that instant."""
    found = [item for look in LOOKS for item in look(article, at)]
    found.sort(key=lambda item: ORDER.index(item.level))
    if article.pk and any(item.level is Level.WARNING for item in found):
        reasons = {(each.code, each.message): each.reason for each in article.overrides.all()}
        found = [_answered(item, reasons) for item in found]
    return Checklist(tuple(found))


def _answered(item: Item, reasons: dict[tuple[str, str], str]) -> Item:
    reason = reasons.get((item.code, item.message), "")
    if item.level is not Level.WARNING or not reason:
        return item
    return dataclasses.replace(item, overridden=reason)
