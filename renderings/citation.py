"""How to cite an article, ready to copy, in the four styles readers ask for.

The wording follows the styles' own CSL definitions as citeproc-js sets them (APA 7th, Chicago
18th author-date, MLA 9th, Harvard as in Cite Them Right 12th), with considered differences: a name
printed family first is not turned round, an article without volume is dated to the day and not
called "ahead of print" or "preprint", a retracted or withdrawn article says so before its title,
and in Harvard a group after other names is joined as a person is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from record.document import Document, Mark, Run, plain
from renderings.addresses import Addresses
from renderings.citation_names import (
    apa_names,
    apa_translators,
    harvard_names,
    harvard_translators,
    names_with_and,
    straight_names,
)
from renderings.dates import first_day
from renderings.identifiers import doi_url
from renderings.names import catalogued
from renderings.standing import catalogue_title
from renderings.words import MONTHS
from renderings.words_english import ENGLISH

__all__ = ["STYLES", "apa", "chicago", "harvard", "mla", "render"]

Citation = tuple[Run, ...]

# MLA Handbook, appendix 1.
# fmt: off
_SHORT_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)
# fmt: on
_PAIRED_QUOTES = re.compile(r'"([^"]*)"')
_PAIRED_SINGLE_QUOTES = re.compile(r"‘(.*?)’(?!\w)")  # a mark before a letter is an apostrophe


def render(document: Document, addresses: Addresses, style: str = "apa") -> str:
    """The citation as plain text. ``style`` is a key of ``STYLES``; ``KeyError`` for another."""
    _, cite = STYLES[style]
    return plain(cite(document, addresses))


def apa(document: Document, addresses: Addresses) -> Citation:
    """American Psychological Association, 7th edition."""
    title, year = _ended(_apa_title(document)), first_day(document).year
    names = apa_names(document.writers)
    head = f"{_ended(names)} ({year}). {title} " if names else f"{title} ({year}). "
    issue = document.issue
    volume = (Run(", "), Run(issue.volume, (Mark.EMPHASIS,))) if issue and issue.volume else ()
    number = ""
    if issue and issue.number:
        number = f"({issue.number})" if issue.volume else f", ({issue.number})"
    return _runs(
        Run(head), _serial(document), *volume, Run(f"{number}. "), _address(document, addresses)
    )


def chicago(document: Document, addresses: Addresses) -> Citation:
    """The Chicago Manual of Style, 18th edition, author-date."""
    day, quoted = first_day(document), f"“{_ended(_inner_quotes(_title(document)))}”"
    names = names_with_and(document.writers, most=6, shown=3)
    head = f"{_ended(names)} {day.year}. {quoted} " if names else f"{quoted} {day.year}. "
    if translators := straight_names(catalogued(document, "translator"), most=6):
        head += f"Translated by {_ended(translators)} "
    volume, number = (document.issue.volume, document.issue.number) if document.issue else ("", "")
    month = MONTHS[day.month - 1]
    if volume:
        place = f" {volume} ({number or month})"
    else:
        place = f", no. {number} ({month})" if number else f", {month} {day.day}"
    address = _address(document, addresses)
    return _runs(Run(head), _serial(document), Run(f"{place}. "), address, Run("."))


def mla(document: Document, addresses: Addresses) -> Citation:
    """Modern Language Association, 9th edition."""
    names = names_with_and(document.writers, most=2, shown=1)
    head = f"{_ended(names)} " if names else ""
    volume, number = (document.issue.volume, document.issue.number) if document.issue else ("", "")
    day = first_day(document)
    month = f"{_SHORT_MONTHS[day.month - 1]} {day.year}"
    translators = straight_names(catalogued(document, "translator"), most=2)
    parts = [
        *([f"translated by {translators}"] if translators else []),
        *([f"vol. {volume}"] if volume else []),
        *([f"no. {number}"] if number else []),
        month if volume or number else f"{day.day} {month}",
    ]
    quoted = f"“{_ended(_inner_quotes(_title(document)))}” "
    return _runs(
        Run(head + quoted),
        _serial(document),
        Run(f", {', '.join(parts)}, "),
        _address(document, addresses),
        Run("."),
    )


def harvard(document: Document, addresses: Addresses) -> Citation:
    """Harvard, as in Cite Them Right, 12th edition."""
    day, names = first_day(document), harvard_names(document.writers)
    title, serial = f" ({day.year}) ‘{_single_quoted(_title(document))}’", _serial(document)
    if len(names) > 3:
        start = [Run(f"{names[0]} "), Run("et al.", (Mark.EMPHASIS,)), Run(f"{title}, "), serial]
    elif names:
        start = [Run(f"{ENGLISH.joined(names)}{title}, "), serial]
    else:  # the serial stands where the names would
        start = [serial, Run(title)]
    volume, number = (document.issue.volume, document.issue.number) if document.issue else ("", "")
    if translators := harvard_translators(catalogued(document, "translator")):
        start.append(Run(f". Translated by {translators}"))
    place = f"{volume}({number})" if number else volume
    date = f"{day.day} {MONTHS[day.month - 1]}"
    available = Run(f", {place or date}. Available at: ")
    return _runs(*start, available, _address(document, addresses), Run("."))


# Name as readers know it, and the function that sets it.
STYLES: Mapping[str, tuple[str, Callable[[Document, Addresses], Citation]]] = {
    "apa": ("APA", apa),
    "chicago": ("Chicago", chicago),
    "mla": ("MLA", mla),
    "harvard": ("Harvard", harvard),
}


def _runs(*runs: Run) -> Citation:
    return tuple(run for run in runs if run.text)


def _serial(document: Document) -> Run:
    return Run(document.publication.title, (Mark.EMPHASIS,))


def _address(document: Document, addresses: Addresses) -> Run:
    address = doi_url(document.doi) or addresses.article(document.slug)
    return Run(address, href=address)


def _title(document: Document) -> str:
    return " ".join(catalogue_title(document).split())


def _apa_title(document: Document) -> str:
    """The title, and after it in brackets who translated the article."""
    translators = apa_translators(catalogued(document, "translator"))
    return f"{_title(document)} ({translators}, Trans.)" if translators else _title(document)


def _ended(text: str) -> str:
    """With a full stop, unless a mark ends it already; before a closing quotation mark."""
    closing = '”’"' if "‘" in text else '”"'
    words = text.rstrip(closing)
    return text if words.endswith((".", "?", "!", "…")) else f"{words}.{text[len(words) :]}"


def _inner_quotes(text: str) -> str:
    """Double quotation marks within double quotation marks become single."""
    return _PAIRED_QUOTES.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’")


def _single_quoted(text: str) -> str:
    """Within single quotation marks, single ones become double and straight ones curly."""
    return _PAIRED_QUOTES.sub(r"“\1”", _PAIRED_SINGLE_QUOTES.sub(r"“\1”", text))
