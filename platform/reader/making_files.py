"""The worker's part in files: those of what was just published are made, and those of what is no
longer to be read are removed.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from reader import files
from record.canonical import loads
from record.document import Document
from record.models import Entry, Event, PublishedArticle, Version

__all__ = ["make_missing", "remove_unreadable"]

# What is made before anybody asks: the rest waits for its first reader, so that neither an old
# archive nor a new release of this software keeps the worker busy for days.
RECENT = timedelta(days=30)
MOST = 200  # articles

NICENESS = 15

# (article, number) of versions that were looked after. What couldn't be made is tried again when
# somebody asks for it or after a restart, not with every round.
_done: set[tuple[uuid.UUID, int]] = set()


def make_missing() -> int:
    """Make the missing files of one recent article, the newest first; how many were made.

    Several workers may do so at once: the second to finish a file throws its own away.
    """
    for article, number in _recent():
        if (article, number) in _done:
            continue
        version = Version.objects.get(article=article, number=number)
        made = sum(_make(loads(version.document), form) for form in files.FILES)
        _done.add((article, number))
        if made:
            return made
    return 0


def remove_unreadable(entries: Sequence[Entry]) -> None:
    """Follow the record: remove the files of what was withdrawn or redacted.

    It may be handed the same entries again, for what is gone can be removed once more.
    """
    for entry in entries:
        version = entry.version
        if entry.event == Event.WITHDRAWN:
            files.remove(version.article)
        elif entry.event == Event.REDACTED:
            files.remove(version.article, version.number)


def _recent() -> list[tuple[uuid.UUID, int]]:
    """Articles changed lately and their current versions, the newest first."""
    rows = PublishedArticle.objects.listed().filter(modified__gte=timezone.now() - RECENT)
    newest = rows.order_by("-modified", "-pk")[:MOST]
    return list(newest.values_list("article", "current__number"))


def _make(document: Document, form: str) -> bool:
    """Whether a file was made that was missing."""
    if default_storage.exists(files.name_of(document, form, site=settings.SITE_URL)):
        return False
    try:
        files.make(document, form, site=settings.SITE_URL, niceness=NICENESS)
    except files.NotMade:
        return False
    return True
