"""Instants as days and times of the publication's own zone: the date a reader there saw."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from record.document import Document, Kind, Publication
from renderings.words import Words

__all__ = ["dated", "first_day", "local", "machine", "zone"]


def local(at: datetime, publication: Publication) -> datetime:
    """The instant on the publication's clock."""
    return at.astimezone(zone(publication.time_zone))


def first_day(document: Document) -> datetime:
    """When the article first appeared, on the publication's clock. Citations cite this day."""
    return local(document.first_published, document.publication)


def dated(document: Document, words: Words, show: Callable[[datetime], str]) -> list[str]:
    """``Published …``, and ``Corrected on …`` and ``Updated on …`` with the last of each."""
    parts = [words.published.format(show(document.first_published))]
    for kinds, pattern in (
        ((Kind.CORRECTION,), words.corrected),
        ((Kind.UPDATE, Kind.CLARIFICATION), words.updated),
    ):
        last = [notice.at for notice in document.notices if notice.kind in kinds][-1:]
        parts += [pattern.format(show(at)) for at in last]
    return parts


def machine(at: datetime, publication: Publication) -> str:
    """For ``<time datetime>``: RFC 3339 with the publication's offset."""
    return local(at, publication).isoformat(timespec="seconds")


@functools.cache
def zone(name: str) -> tzinfo:
    """The zone of that IANA name; UTC for one this machine does not know.

    An unknown name is answered mildly because a Document, once published, can't be mended.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
