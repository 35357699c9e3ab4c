"""An article as RIS, for reference managers. Media type ``application/x-research-info-systems``.

Each line is a tag of two characters, two spaces, a hyphen, a space and a value without line
breaks; lines end with CR LF; the last is ``ER  - `` with its space.
"""

from __future__ import annotations

from collections.abc import Iterator

from record.document import Document
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.escaping import line
from renderings.identifiers import bare_doi
from renderings.names import catalogued, index_name
from renderings.standing import catalogue_title, standing

__all__ = ["render"]


def render(document: Document, addresses: Addresses) -> str:
    """One record."""
    lines = [
        f"{tag}  - {text}"
        for tag, value in _fields(document, addresses)
        if (text := line(value).strip())
    ]
    return "\r\n".join([*lines, "ER  - ", ""])


def _fields(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    day, serial, issue = first_day(document), document.publication, document.issue
    yield "TY", "JOUR"
    yield "TI", catalogue_title(document)
    for tag, people in (
        ("AU", document.writers),
        ("ED", catalogued(document, "editor")),
        ("A4", catalogued(document, "translator")),
    ):
        for person in people:
            yield tag, index_name(person)
    yield "T2", serial.title
    yield "J2", serial.short_title
    yield "PY", f"{day:%Y}"
    yield "DA", f"{day:%Y/%m/%d}"
    yield "VL", issue.volume if issue else ""
    yield "IS", issue.number if issue else ""
    yield "SN", serial.issn
    yield "DO", bare_doi(document.doi)
    yield "UR", addresses.article(document.slug)
    yield "AB", document.abstract or document.standfirst
    for keyword in document.keywords:
        yield "KW", keyword
    yield "LA", document.language
    yield "PB", serial.publisher
    yield "CY", serial.place
    yield "N1", standing(document)
