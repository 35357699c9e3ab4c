"""What became of an article since it appeared, for titles and catalogues."""

from __future__ import annotations

from record.document import Document, Kind
from renderings.dates import local
from renderings.languages import words_for
from renderings.names import full_title

__all__ = ["catalogue_title", "marked_title", "standing", "status"]

_WHAT_HAPPENED = {
    Kind.CORRECTION: "Corrected",
    Kind.UPDATE: "Updated",
    Kind.CLARIFICATION: "Clarified",
    Kind.RETRACTION: "Retracted",
    Kind.WITHDRAWAL: "Withdrawn",
}


def standing(document: Document) -> str:
    """``Retracted 2026-03-04: note. Corrected …``, latest first; ``""`` if nothing happened.

    In English, as the formats that carry it are read by machines and librarians.
    """
    return " ".join(
        f"{_WHAT_HAPPENED.get(notice.kind, 'Published')} "
        f"{local(notice.at, document.publication):%Y-%m-%d}: {notice.note.strip() or 'no note.'}"
        for notice in reversed(document.notices)
    )


def status(document: Document) -> str:
    """``Withdrawn``, ``Retracted`` or ``""``."""
    if document.withdrawn:
        return _WHAT_HAPPENED[Kind.WITHDRAWAL]
    return _WHAT_HAPPENED[Kind.RETRACTION] if document.retracted else ""


def catalogue_title(document: Document) -> str:
    """Title and subtitle, after ``RETRACTED:`` or ``WITHDRAWN:`` if the article is.

    Catalogues and reference managers keep titles where they lose notes, so registration agencies
    ask for the mark in the title itself.
    """
    mark = f"{status(document).upper()}: " if status(document) else ""
    return f"{mark}{full_title(document)}"


def marked_title(document: Document) -> str:
    """The title, after ``Retracted:`` or ``Withdrawn:`` in the article's language if it is."""
    words = words_for(document.language)
    if document.withdrawn:
        return f"{words.withdrawn} {document.title}"
    return f"{words.retracted} {document.title}" if document.retracted else document.title
