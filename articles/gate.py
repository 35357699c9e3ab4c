"""The gate before publishing: one, whoever asks and by which way.

The button, the bulk action, the schedule, its hour and the command all come through
``demand_ready``; nothing is appended to the record without it but notices about a text that is
public already.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from articles import checklist
from articles.models import Article, Override
from audit import acts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.checklist import Checklist, Item

__all__ = ["NotReady", "Overriding", "demand_ready"]

# By the warning's code: the reason for publishing in spite of it.
Overriding = Mapping[str, str]

LONGEST_REASON = 300  # characters


class NotReady(Exception):
    """The checklist has errors, or warnings that nobody overrides. Show them; each says what to
    do. A warning is overridden by giving its reason."""

    def __init__(self, found: Checklist) -> None:
        super().__init__(" ".join(item.message for item in found.blocking))
        self.checklist = found


def demand_ready(
    article: Article, *, at: datetime, by: User | None, overriding: Overriding | None = None
) -> str:
    """Raise ``NotReady`` unless the article passes, or its warnings are overridden.

    A reason holds for what the checklist says now, and is kept: it is not asked for again while
    the checklist says the same. Answers what was overridden, in words for the revision.
    """
    found = checklist.check(article, at=at)
    reasons = {
        code: " ".join(reason.split())[:LONGEST_REASON]
        for code, reason in (overriding or {}).items()
    }
    answered = [item for item in found.warnings if reasons.get(item.code)]
    if found.errors or len(answered) < len(found.warnings):
        raise NotReady(found)
    for item in answered:
        _keep(article, item, reasons[item.code], by=by)
    return "".join(f"; in spite of {item.code}: {reasons[item.code]}" for item in answered)


def _keep(article: Article, item: Item, reason: str, *, by: User | None) -> None:
    Override.objects.create(
        article=article,
        code=item.code,
        message=item.message,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    acts.record(
        by=by,
        what="overrode a warning",
        object=article,
        before={},
        after={"code": item.code, "warning": item.message},
        reason=reason,
    )
