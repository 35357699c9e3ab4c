"""What is published: a complete, frozen description of one article as readers may see it.

A ``Document`` is composed once, by publishing, and never changes. It is self-contained: names,
affiliations, credits, the disclaimer's wording and the licence stand in it as they were that day.
Every public form (page, API, feed, citation) is a pure function of it; see ``renderings``.

This module is pure Python: no Django, no clock, no settings. ``record.canonical`` turns a Document
into its canonical JSON (RFC 8785) and back.

Conventions: empty text is ``""``, never ``None``; an absent part is ``None``; sequences are tuples;
instants are UTC to the second.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from photos.ladder import rendition_sizes

SCHEMA = 1


class Kind(enum.StrEnum):
    """What a version is. Each but the first publication carries a public note, and so stands among
    the notices; not so a mended typo, of which readers are told only by the list of versions."""

    PUBLICATION = "publication"
    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    TYPO = "typo"
    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"


# The kinds of notice under which the text has changed.
NEW_TEXT = (Kind.CORRECTION, Kind.UPDATE, Kind.CLARIFICATION)


# --- the text -------------------------------------------------------------------------------


class Mark(enum.StrEnum):
    """How a run of text is set. The order of members is the order of nesting, outermost first."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the same marks and the same link throughout. ``href`` is ``""`` where none."""

    text: str
    marks: tuple[Mark, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place of a note's number. ``number`` counts from 1 in the order of the text."""

    number: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ended on purpose, as in an address or a verse."""


Inline = Run | NoteReference | LineBreak


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body. ``level`` is 2, 3 or 4; ``anchor`` is unique in the document."""

    level: int
    content: tuple[Inline, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart; ``pull`` marks a sentence of the article repeated for display."""

    content: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    pull: bool = False


class Numbering(enum.StrEnum):
    """How a list's items are counted; ``BULLET`` does not count."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ALPHA = "upper-alpha"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"


@dataclass(frozen=True, slots=True)
class List:
    """A list of items, each a sequence of blocks.

    ``parenthesised`` keeps the style ``(1)`` apart from ``1.``; ``start`` is the first number.
    """

    items: tuple[tuple[Block, ...], ...]
    numbering: Numbering = Numbering.BULLET
    start: int = 1
    parenthesised: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    content: tuple[Inline, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``number`` counts tables from 1. ``head`` rows are repeated where a page breaks."""

    number: int
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo placed in the body; ``number`` counts figures from 1.

    ``photo`` is the SHA-256 of a ``Photograph`` in ``Document.photos``. An empty ``caption``
    means the photo's own.
    """

    number: int
    photo: str
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between two passages."""


Block = Heading | Paragraph | Quote | List | Table | Figure | Rule


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    content: tuple[Inline, ...]


# --- what the text stands on -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Licence:
    spdx: str
    name: str
    url: str = ""
    republishing_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photo as printed. ``sha256`` is that of the original file and is its public address.

    ``width`` and ``height`` (pixels) are those of the original as seen, orientation applied.
    """

    sha256: str
    width: int
    height: int
    alt_text: str
    credit_line: str
    caption: str = ""
    creator: str = ""
    source: str = ""
    copyright_notice: str = ""
    licence: Licence | None = None
    redistribution_allowed: bool = False
    cropping_allowed: bool = True

    def renditions(self, shape: str) -> tuple[tuple[int, int], ...]:
        """(width, height) in pixels of each rendition of that shape, narrowest first."""
        if shape != "full" and not self.cropping_allowed:
            return ()
        return rendition_sizes(self.width, self.height, shape)


@dataclass(frozen=True, slots=True)
class Work:
    """A selected work of a contributor, as named in the biography."""

    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Who signs, with name, title, affiliation and biography as published.

    ``name`` is as printed in the byline, ``sort_name`` as in an index ("Kang, Seonjou").
    A collective has a ``name`` only. ``author`` is the slug of the profile, ``""`` without one.
    ``role`` is a word such as "author" or "translator"; ``credit_roles`` are CRediT terms'
    slugs (https://credit.niso.org/). ``biography`` is cleaned HTML of paragraphs.
    """

    name: str
    role: str = "author"
    author: str = ""
    given_name: str = ""
    family_name: str = ""
    sort_name: str = ""
    native_name: str = ""
    suffix: str = ""
    collective: bool = False
    orcid: str = ""
    title: str = ""
    affiliation: str = ""
    affiliation_ror: str = ""
    biography: tuple[Paragraph, ...] = ()
    works: tuple[Work, ...] = ()
    credit_roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    text: str
    doi: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A section, topic or region by the name it had. ``code`` is a region's ISO 3166 / UN M49."""

    slug: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``article_type`` is the JATS article type, e.g. ``article-commentary``."""

    slug: str
    name: str
    article_type: str


@dataclass(frozen=True, slots=True)
class Issue:
    slug: str
    volume: str = ""
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The serial as it was. ISSNs are canonical (``2816-1971``) or ``""``."""

    title: str
    short_title: str = ""
    tagline: str = ""
    publisher: str = ""
    place: str = ""
    issn_online: str = ""
    issn_print: str = ""
    issn_linking: str = ""
    time_zone: str = "UTC"

    @property
    def issn(self) -> str:
        """The ISSN printed on the page: online, else print, else linking."""
        return self.issn_online or self.issn_print or self.issn_linking


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    slug: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A later version's public note. ``number`` is the version it announces."""

    number: int
    kind: Kind
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article. ``article`` is the article's UUID, ``number`` counts from 1.

    ``first_published`` is the instant of version 1, ``published`` of this version. ``notices``
    lists every later version up to and including this one, but no mended typo.
    A withdrawal is a tombstone: it keeps title, byline and notices, and has no text or photo.
    """

    article: str
    number: int
    kind: Kind
    slug: str
    language: str
    title: str
    publication: Publication
    section: Section
    first_published: datetime
    published: datetime
    byline: tuple[Contribution, ...]
    subtitle: str = ""
    standfirst: str = ""
    abstract: str = ""
    body: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    lead_photo: Photograph | None = None
    photos: tuple[Photograph, ...] = ()
    topics: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()
    keywords: tuple[str, ...] = ()
    issue: Issue | None = None
    references: tuple[Reference, ...] = ()
    disclaimers: tuple[str, ...] = ()
    licence: Licence | None = None
    funding: str = ""
    competing_interests: str = ""
    doi: str = ""
    translation_of: RelatedArticle | None = None
    related: tuple[RelatedArticle, ...] = ()
    notices: tuple[Notice, ...] = ()
    schema: int = field(default=SCHEMA)

    @property
    def writers(self) -> tuple[Contribution, ...]:
        """Those of the byline who wrote the article, in order."""
        return tuple(c for c in self.byline if c.role == "author") or self.byline

    @property
    def retracted(self) -> bool:
        return any(notice.kind is Kind.RETRACTION for notice in self.notices)

    @property
    def withdrawn(self) -> bool:
        return self.kind is Kind.WITHDRAWAL

    @property
    def corrected(self) -> datetime | None:
        """When the text was last corrected, updated or clarified, if ever."""
        at = [n.at for n in self.notices if n.kind in NEW_TEXT]
        return at[-1] if at else None

    def photograph(self, sha256: str) -> Photograph:
        """The photo of that digest. Raises ``KeyError`` if the document names no such photo."""
        for photo in self.every_photo():
            if photo.sha256 == sha256:
                return photo
        raise KeyError(sha256)

    def every_photo(self) -> Iterator[Photograph]:
        """The lead photo and those of the body, each once, in order of appearance."""
        seen: set[str] = set()
        for photo in (*((self.lead_photo,) if self.lead_photo else ()), *self.photos):
            if photo.sha256 not in seen:
                seen.add(photo.sha256)
                yield photo


def plain(content: tuple[Inline, ...]) -> str:
    """The words of inline content: no marks, no note numbers, line breaks as spaces."""
    words = []
    for inline in content:
        match inline:
            case Run(text=text):
                words.append(text)
            case LineBreak():
                words.append(" ")
            case NoteReference():
                pass
    return "".join(words)


def block_text(block: Block) -> str:
    """The words of a block, one line for each inner block. A photo has no words but a caption."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return plain(content)
        case Quote(content=blocks, attribution=attribution):
            return "\n".join(
                [*map(block_text, blocks), *([plain(attribution)] if attribution else [])]
            )
        case List(items=items):
            return "\n".join(block_text(inner) for item in items for inner in item)
        case Table(head=head, rows=rows, caption=caption):
            lines = [" ".join(plain(cell.content) for cell in row) for row in (*head, *rows)]
            return "\n".join([*([plain(caption)] if caption else []), *lines])
        case Figure(caption=caption):
            return plain(caption)
        case Rule():
            return ""


def body_text(document: Document) -> str:
    """The words of the body, one block a line; for counting, searching and descriptions."""
    return "\n".join(text for text in map(block_text, document.body) if text)
