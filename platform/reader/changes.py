"""What a version changed of the one before: the page behind every correction and update."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from reader import answers
from reader.answers import moved, reading
from reader.articles import removed
from reader.cards import day_in_words
from reader.errors import gone, not_found
from reader.serial import FURNITURE_LANGUAGE, serial_of
from record import listings
from record.document import Document
from record.listings import Found, Gone, Moved
from renderings.comparing import reader_changes
from renderings.dates import local, machine
from renderings.languages import direction, words_for
from renderings.standing import marked_title

__all__ = ["changes"]


@reading
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """From version ``number`` - 1 to ``number``. The first version changed nothing: 404."""
    match listings.find_version(slug, number) if number > 1 else None:
        case Moved(slug=present):
            return moved(reverse("reader:version_changes", args=[present, number]))
        case Gone() as once:
            return removed(request, once, slug)
        case Found() as found:
            return _compared(request, found, slug, number)
        case None:
            return not_found(request)


def _compared(request: HttpRequest, found: Found, slug: str, number: int) -> HttpResponseBase:
    match listings.find_version(slug, number - 1):
        case Found(document=before):
            return answers.page(
                request,
                "reader/changes.html",
                lambda: _context(before, found.document),
                serial=serial_of(found.document.publication),
                stamp=found.state,
                modified=found.modified,
            )
        case Gone(notice=notice):
            told = f"Version {number - 1} has been removed, and with it what changed. {notice}"
            return gone(request, told, successor=reverse("reader:article", args=[slug]))
        case _:
            return not_found(request)


def _context(before: Document, after: Document) -> Mapping[str, Any]:
    notice = next((each for each in after.notices if each.number == after.number), None)
    return {
        "document": after,
        "title": marked_title(after),
        "kind": words_for(FURNITURE_LANGUAGE).kinds[after.kind],
        "note": notice.note if notice else "",
        "versions": [_version(before), _version(after)],
        "changes": reader_changes(before, after),
        "direction": direction(after.language),
    }


def _version(document: Document) -> Mapping[str, Any]:
    return {
        "number": document.number,
        "day": day_in_words(local(document.published, document.publication)),
        "at": machine(document.published, document.publication),
    }
