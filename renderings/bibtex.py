"""An article as BibTeX, for LaTeX with BibTeX or Biber. Media type ``application/x-bibtex``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from record.document import Contribution, Document
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.escaping import line
from renderings.identifiers import bare_doi
from renderings.names import catalogued
from renderings.standing import catalogue_title, standing

__all__ = ["render"]

# Braces are spelled as commands because BibTeX counts them even behind a backslash.
_COMMANDS = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_COMMANDS)) + "]")
# What may stand unescaped in an address, which LaTeX prints as it is.
_NOT_IN_ADDRESS = re.compile(r"[\\{}\s]")
# fmt: off
_WORDS_TO_SKIP = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)
# fmt: on


def render(document: Document, addresses: Addresses) -> str:
    """One entry ``@article``."""
    lines = [
        f"  {name} = {value},"
        for name, value in _fields(document, addresses)
        if value and value != "{}"
    ]
    return "\n".join([f"@article{{{_key(document)},", *lines, "}", ""])


def _fields(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    day, serial, issue = first_day(document), document.publication, document.issue
    yield "author", _people(document.writers)
    yield "editor", _people(catalogued(document, "editor"))
    yield "translator", _people(catalogued(document, "translator"))
    yield "title", _braced(_protected(catalogue_title(document)))
    yield "journal", _text(serial.title)
    yield "year", f"{{{day.year}}}"
    yield "month", _MONTHS[day.month - 1]  # a name every style defines; it must not be braced
    yield "date", f"{{{day:%Y-%m-%d}}}"
    yield "volume", _text(issue.volume if issue else "")
    yield "number", _text(issue.number if issue else "")
    yield "issn", _text(serial.issn)
    yield "doi", _address(bare_doi(document.doi))
    yield "url", _address(addresses.article(document.slug))
    yield "publisher", _text(serial.publisher)
    yield "address", _text(serial.place)
    yield "langid", _text(document.language)
    yield "abstract", _text(document.abstract or document.standfirst)
    yield "keywords", _text(", ".join(document.keywords))
    yield "copyright", _text(document.licence.name if document.licence else "")
    yield "note", _text(standing(document))


def _braced(text: str) -> str:
    return f"{{{text}}}" if text.strip() else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _COMMANDS[match[0]], line(text)).strip()


def _text(text: str) -> str:
    return _braced(_escaped(text))


def _address(text: str) -> str:
    return _braced(_NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", text))


def _protected(title: str) -> str:
    """With braces about words whose capitals a style must not lower, all but a first capital."""
    words = line(title).split()
    return " ".join(
        f"{{{_escaped(word)}}}"
        if _has_capital(word[1:] if place == 0 else word)
        else _escaped(word)
        for place, word in enumerate(words)
    )


def _has_capital(text: str) -> bool:
    return any(sign.isupper() for sign in text)


def _people(people: tuple[Contribution, ...]) -> str:
    return _braced(" and ".join(filter(None, map(_name, people))))


def _name(person: Contribution) -> str:
    """``Family, Suffix, Given``; braced whole where the name has no parts."""
    if person.collective or not person.family_name:
        return _braced(_escaped(person.name))
    parts = [person.family_name, person.suffix, person.given_name]
    return ", ".join(_part(part) for part in parts if part)


def _part(text: str) -> str:
    """A comma or an "and" inside a part would divide it."""
    escaped = _escaped(text)
    divides = "," in escaped or re.search(r"\band\b", escaped, re.IGNORECASE)
    return _braced(escaped) if divides else escaped


def _key(document: Document) -> str:
    """Author, year and first telling word of the slug, as ``[a-z0-9]+``."""
    writer = document.writers[0] if document.writers else None
    name = _plain((writer.family_name or writer.name) if writer else document.publication.title)
    words = [word for word in document.slug.lower().split("-") if word not in _WORDS_TO_SKIP]
    word = next(filter(None, map(_plain, words)), "article")
    return f"{name or 'article'}{first_day(document).year}{word}"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in decomposed if sign.isascii() and sign.isalnum())[:40]
