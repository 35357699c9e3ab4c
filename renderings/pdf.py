"""An article as data for the typesetter of its PDF: everything the pages say, in their order.

The layout is the template's, ``reader/typesetting/article.typ``; the words are these. A dict of
strings, numbers, lists and dicts, so that no text is ever taken for the typesetter's markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from record.document import Contribution, Document
from renderings.addresses import Addresses
from renderings.dates import dated, local
from renderings.escaping import line
from renderings.frame import after
from renderings.identifiers import bare_doi, doi_url, issn_url
from renderings.languages import direction, primary, script_language, words_for
from renderings.names import by_role
from renderings.pdf_blocks import Node, Pieces, text
from renderings.standing import marked_title
from renderings.words import Words

__all__ = ["PICTURE_WIDTH", "tree"]

# Pixels. On the text's width of 130 mm that is 310 dots an inch.
PICTURE_WIDTH = 1600

# The faces of Noto Sans CJK by language; Han characters differ between them.
_FACES = {"ja": "JP", "ko": "KR", "zh": "SC"}
_TRADITIONAL = {"hant", "tw", "mo"}


def tree(document: Document, addresses: Addresses) -> dict[str, Any]:
    """What the template sets. Not for a withdrawn article, which has no text.

    ``pictures`` are the SHA-256 of the photos it shows, the widest JPEG of each being not wider
    than ``PICTURE_WIDTH``; ``language`` and ``words_language`` are of the text and of the words
    around it.
    """
    words = words_for(document.language)
    pieces = Pieces(document, words)
    lead = document.lead_photo
    return {
        **_languages(document.language),
        "words_language": words.language,
        "about": _about(document),
        **_places(document, addresses, words),
        "notices": _notices(document, words),
        **_titles(document, words),
        "byline": _byline(document, words),
        "affiliations": _affiliations(document),
        "dates": " · ".join(_dates(document, words)),
        "lead": pieces.figure(lead, ()) if lead else None,
        "body": pieces.blocks(document.body),
        "back": pieces.blocks(after(document, addresses)),
        **_notes(pieces),
    }


def _languages(language: str) -> dict[str, Any]:
    first, *rest = language.lower().replace("_", "-").split("-")
    face = _FACES.get(first, "JP")
    if first == "zh" and _TRADITIONAL & set(rest):
        face = "TC"
    elif first == "zh" and "hk" in rest:
        face = "HK"
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    return {
        "language": first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else "en",
        "region": region,
        "direction": direction(language),
        "face": face,
        "cjk": first in _FACES,
    }


def _about(document: Document) -> dict[str, Any]:
    """What the file says of itself; more stands in ``pdf_metadata``."""
    at = document.published
    return {
        "title": line(marked_title(document)).strip() or "—",
        "authors": [line(writer.name) for writer in document.writers],
        "description": line(document.standfirst or document.abstract),
        "keywords": [line(word) for word in document.keywords],
        "date": [at.year, at.month, at.day, at.hour, at.minute, at.second],
    }


def _places(document: Document, addresses: Addresses, words: Words) -> dict[str, Any]:
    serial, issue = document.publication, document.issue
    where = words.issue(issue.volume, issue.number, issue.title) or issue.slug if issue else ""
    address = doi_url(document.doi) or addresses.article(document.slug)
    identity = []
    if serial.issn:
        identity.append(text(f"ISSN {serial.issn}", href=issn_url(serial.issn)))
    if doi := bare_doi(document.doi):
        identity.append(text(f"DOI {doi}", href=doi_url(document.doi)))
    else:
        identity.append(text(address, href=address))
    if document.number > 1:
        version = addresses.version(document.slug, document.number)
        identity.append(text(words.version.format(document.number), href=version))
    return {
        "serial": line(serial.title),
        "short_serial": line(serial.short_title or serial.title),
        "home": addresses.home(),
        "issue": line(where),
        "section": line(document.section.name),
        "identity": identity,
        "address": address,
    }


def _titles(document: Document, words: Words) -> dict[str, Any]:
    return {
        "title": text(document.title) or text("—"),
        "running_title": line(marked_title(document)),
        "mark": words.retracted.rstrip(":： ") if document.retracted else "",
        "subtitle": text(document.subtitle),
        "standfirst": _paragraphs(document.standfirst),
        "abstract": _paragraphs(document.abstract),
        "abstract_label": words.abstract,
    }


def _paragraphs(words: str) -> list[list[Node]]:
    return [text(part) for part in words.split("\n\n") if line(part).strip()]


def _notices(document: Document, words: Words) -> list[dict[str, Any]]:
    """The latest first, as on the page."""
    return [
        {
            "kind": notice.kind.value,
            "label": words.kinds[notice.kind],
            "day": words.day(local(notice.at, document.publication)),
            "version": words.version.format(notice.number),
            "note": text(notice.note),
        }
        for notice in reversed(document.notices)
    ]


def _byline(document: Document, words: Words) -> list[list[Node]]:
    """A line for each role. A name in its own script says which language that is."""
    lines = []
    for role, people in by_role(document).items():
        rest = words.credited(role, [_name(person) for person in people])
        nodes: list[Node] = []
        for person in people:
            native = _native(person)
            if native and f"({native})" in rest:
                said, _, rest = rest.partition(native)
                language = primary(script_language(native, document.language))
                nodes += [*text(said), *text(native, language=language)]
        lines.append([*nodes, *text(rest)])
    return lines


def _native(person: Contribution) -> str:
    return person.native_name if person.native_name != person.name else ""


def _name(person: Contribution) -> str:
    return f"{person.name} ({_native(person)})" if _native(person) else person.name


def _affiliations(document: Document) -> list[list[Node]]:
    """Without the name where there is but one."""
    several = len(document.byline) > 1
    return [
        text(", ".join([*([person.name] if several else []), *where]))
        for person in document.byline
        if (where := [part for part in (person.title, person.affiliation) if part])
    ]


def _dates(document: Document, words: Words) -> Sequence[str]:
    return dated(document, words, lambda at: words.day(local(at, document.publication)))


def _notes(pieces: Pieces) -> dict[str, Any]:
    """Every note's text by its number, and those that nothing in the text calls."""
    notes = pieces.document.notes
    return {
        "notes": {str(n.number): pieces.inline(n.content, calling=False) for n in notes},
        "uncalled": [note.number for note in notes if note.number not in pieces.called],
        "notes_label": pieces.words.notes,
    }
