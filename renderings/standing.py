"""What became of an article since it appeared, for titles and catalogues."""

from __future__ import annotations

from record.document import Document, Kind
from renderings.dates import local
from renderings.languages import words_for

__all__ = ["marked_title", "standing", "status"]

_STATUS = {Kind.RETRACTION: "Retracted", Kind.WITHDRAWAL: "Withdrawn"}


def standing(document: Document) -> str:
    """``Retraction, 2026-03-04: note. Correction, …``, latest first; ``""`` if nothing happened.

    In English, as the formats that carry it are read by machines and librarians.
    """
    return " ".join(
        f"{notice.kind.value.capitalize()}, "
        f"{local(notice.at, document.publication):%Y-%m-%d}: {notice.note.strip() or 'no note.'}"
        for notice in reversed(document.notices)
    )


def status(document: Document) -> str:
    """``Withdrawn``, ``Retracted`` or ``""``."""
    if document.withdrawn:
        return _STATUS[Kind.WITHDRAWAL]
    return _STATUS[Kind.RETRACTION] if document.retracted else ""


def marked_title(document: Document) -> str:
    """The title, after ``Retracted:`` or ``Withdrawn:`` in the article's language if it is."""
    words = words_for(document.language)
    if document.withdrawn:
        return f"{words.withdrawn} {document.title}"
    return f"{words.retracted} {document.title}" if document.retracted else document.title
