"""The worker's part in files: those of what was just published are made, and those of what is no
longer to be read are removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from reader import files
from record.document import Document
from record.listings import shown
from record.models import Entry, Event, PublishedArticle

__all__ = ["make_missing", "remove_unreadable"]

# What is made before anybody asks: the rest waits for its first reader, so that neither an old
# archive nor a new release of this software keeps the worker busy for days.
RECENT = timedelta(days=30)
MOST = 200  # articles

NICENESS = 15

# Versions that were looked after, as of what was withheld of them. What couldn't be made is tried
# again when somebody asks for it or after a restart, not with every round.
_done: set[tuple[int, int, str]] = set()


def make_missing() -> int:
    """Make the missing files of one recent article, the newest first; how many were made.

    Several workers may do so at once: the second to finish a file throws its own away.
    """
    for state in _recent():
        if state in _done:
            continue
        row = PublishedArticle.objects.select_related("current").get(pk=state[0])
        made = sum(_make(shown(row), form) for form in files.FILES)
        _done.add(state)
        if made:
            return made
    return 0


def remove_unreadable(entries: Sequence[Entry]) -> None:
    """Follow the record: remove the files of what was withdrawn or redacted, and those in which
    there may be a photo whose rights have ended.

    It may be handed the same entries again, for what is gone can be removed once more.
    """
    for entry in entries:
        version = entry.version
        if entry.event in (Event.WITHDRAWN, Event.RIGHTS_CHANGED):
            files.remove(version.article)
        elif entry.event == Event.REDACTED:
            files.remove(version.article, version.number)


def _recent() -> list[tuple[int, int, str]]:
    """The states of articles changed lately, the newest first."""
    rows = PublishedArticle.objects.listed().filter(modified__gte=timezone.now() - RECENT)
    newest = rows.order_by("-modified", "-pk")[:MOST]
    return [row.state for row in newest.only("current", "withheld")]


def _make(document: Document, form: str) -> bool:
    """Whether a file was made that was missing."""
    if default_storage.exists(files.name_of(document, form, site=settings.SITE_URL)):
        return False
    try:
        files.make(document, form, site=settings.SITE_URL, niceness=NICENESS)
    except files.NotMade:
        return False
    return True
