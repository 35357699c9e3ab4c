"""Articles under embargo, for the partners they were given to and for nobody else."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from rest_framework.request import Request

from api.authentication import key_of
from partners import advance
from partners.models import AdvanceCopy, Key, Scope
from record.canonical import dumps, loads
from record.document import Document

__all__ = ["Ahead", "find", "listed"]


@dataclass(frozen=True)
class Ahead:
    """An article before its hour. The document is a draft that may still change: no version of it
    is in the record, and its photos are not served yet."""

    document: Document
    text: str  # its canonical JSON
    embargoed_until: datetime
    given_at: datetime


def find(request: Request, slug: str) -> Ahead | None:
    """What was given ahead under that slug to whoever asks; None for everybody else.

    To be asked where the record has nothing. Costs nobody a query but a key with the scope.
    """
    key = key_of(request)
    if key is None or Scope.ADVANCE not in key.scopes:
        return None
    copy = advance.find(key.partner, slug)
    return _ahead(copy) if copy else None


def listed(key: Key) -> list[Ahead]:
    """Everything the key's partner has been given ahead, the next hour first."""
    return [_ahead(copy) for copy in advance.copies_for(key.partner)]


def _ahead(copy: AdvanceCopy) -> Ahead:
    # The hour may have been moved since it was given.
    document = dataclasses.replace(
        loads(copy.document), published=copy.embargo_until, first_published=copy.embargo_until
    )
    return Ahead(document, dumps(document), copy.embargo_until, copy.given_at)
