"""How to cite an article, ready to copy, in the three styles readers ask for.

The wording follows the styles' own CSL definitions as citeproc-js sets them (APA 7th, Chicago
18th author-date, MLA 9th), with three considered differences: a name printed family first is not
turned round, an article without volume is dated to the day and not called "ahead of print", and a
retracted or withdrawn article says so before its title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from record.document import Contribution, Document, Mark, Run, plain
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.identifiers import doi_url
from renderings.names import family_first, full_title, initials
from renderings.words import MONTHS

__all__ = ["STYLES", "apa", "chicago", "mla", "render"]

Citation = tuple[Run, ...]

# MLA Handbook, appendix 1.
# fmt: off
_SHORT_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)
# fmt: on
_PAIRED_QUOTES = re.compile(r'"([^"]*)"')


def render(document: Document, addresses: Addresses, style: str = "apa") -> str:
    """The citation as plain text. ``style`` is a key of ``STYLES``; ``KeyError`` for another."""
    _, cite = STYLES[style]
    return plain(cite(document, addresses))


def apa(document: Document, addresses: Addresses) -> Citation:
    """American Psychological Association, 7th edition."""
    title, year = _ended(_title(document)), first_day(document).year
    names = _apa_names(document.writers)
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
    names = _names_with_and(document.writers, most=6, shown=3)
    head = f"{_ended(names)} {day.year}. {quoted} " if names else f"{quoted} {day.year}. "
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
    names = _names_with_and(document.writers, most=2, shown=1)
    head = f"{_ended(names)} " if names else ""
    volume, number = (document.issue.volume, document.issue.number) if document.issue else ("", "")
    day = first_day(document)
    month = f"{_SHORT_MONTHS[day.month - 1]} {day.year}"
    parts = [
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


# Name as readers know it, and the function that sets it.
STYLES: Mapping[str, tuple[str, Callable[[Document, Addresses], Citation]]] = {
    "apa": ("APA", apa),
    "chicago": ("Chicago", chicago),
    "mla": ("MLA", mla),
}


def _runs(*runs: Run) -> Citation:
    return tuple(run for run in runs if run.text)


def _serial(document: Document) -> Run:
    return Run(document.publication.title, (Mark.EMPHASIS,))


def _address(document: Document, addresses: Addresses) -> Run:
    address = doi_url(document.doi) or addresses.article(document.slug)
    return Run(address, href=address)


def _title(document: Document) -> str:
    title = " ".join(full_title(document).split())
    if document.withdrawn:
        return f"WITHDRAWN: {title}"
    return f"RETRACTED: {title}" if document.retracted else title


def _ended(text: str) -> str:
    """With a full stop, unless a mark ends it already; before a closing quotation mark."""
    closing = '”’"' if "‘" in text else '”"'
    words = text.rstrip(closing)
    return text if words.endswith((".", "?", "!", "…")) else f"{words}.{text[len(words) :]}"


def _inner_quotes(text: str) -> str:
    """Double quotation marks within double quotation marks become single."""
    return _PAIRED_QUOTES.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’")


def _apa_names(writers: tuple[Contribution, ...]) -> str:
    """Up to twenty names; of more, nineteen and the last."""
    names = [_apa_name(writer) for writer in writers]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    return _joined(names, "&")


def _apa_name(writer: Contribution) -> str:
    if writer.collective or not writer.family_name or not writer.given_name:
        return writer.name
    given = initials(writer.given_name)
    if not given and family_first(writer):
        return writer.name
    parts = [writer.family_name, given or writer.given_name, writer.suffix]
    return ", ".join(filter(None, parts))


def _names_with_and(writers: tuple[Contribution, ...], *, most: int, shown: int) -> str:
    """All names up to ``most`` of them, else the first ``shown`` and "et al."."""
    names = [
        _turned(writer) if place == 0 else _straight(writer) for place, writer in enumerate(writers)
    ]
    if len(names) > most:
        return f"{', '.join(names[:shown])}, et al."
    return _joined(names, "and")


def _turned(writer: Contribution) -> str:
    parts = [writer.family_name, writer.given_name, writer.suffix]
    if writer.collective or not all(parts[:2]) or family_first(writer):
        return writer.name
    return ", ".join(filter(None, parts))


def _straight(writer: Contribution) -> str:
    """As printed, with a suffix unless the printed name has it."""
    name, suffix = writer.name, writer.suffix
    return f"{name} {suffix}" if suffix and not name.endswith(suffix) else name


def _joined(names: list[str], conjunction: str) -> str:
    """A comma before the conjunction, except between two names of which the first has none."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 or "," in names[0] else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"
