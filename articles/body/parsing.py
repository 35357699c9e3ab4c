"""From the draft's body to the blocks of a Document: what is numbered is numbered here."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from articles.body import blocks as draft
from articles.body.inlines import text_of
from articles.body.links import article_key
from articles.body.reading import read
from record import document

__all__ = [
    "OutlineEntry",
    "ParsedBody",
    "article_keys",
    "has_notes",
    "outline",
    "paragraphs",
    "parse",
    "photo_ids",
]

LONGEST_ANCHOR = 60  # characters of a heading kept in its anchor

_NO_ADDRESSES: Mapping[str, str] = MappingProxyType({})
_NO_PHOTOS: Mapping[int, document.Photograph] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ParsedBody:
    """A body as a Document holds it.

    ``photos`` are those of its figures, each once, in order of appearance. ``missing_photos`` are
    the keys of figures whose photo was not given: such figures are left out of ``blocks``, so a
    body with any is not ready to be published. ``missing_articles`` are the linked words whose
    article was not given: in ``blocks`` they are plain words.
    """

    blocks: tuple[document.Block, ...]
    notes: tuple[document.Note, ...]
    photos: tuple[document.Photograph, ...]
    missing_photos: tuple[int, ...]
    missing_articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the body; ``level`` is 2, 3 or 4."""

    level: int
    text: str
    anchor: str


def parse(
    html: str,
    photos: Mapping[int, document.Photograph] = _NO_PHOTOS,
    addresses: Mapping[str, str] = _NO_ADDRESSES,
) -> ParsedBody:
    """The body's ``html`` as blocks and notes; ``photos`` maps a photo's key to its statement,
    ``addresses`` that of one of our articles to where readers find it.

    ``html`` is read as ``clean`` reads it, so uncleaned HTML does no harm. Notes, tables and
    figures are numbered from 1 in the order of the text.
    """
    composer = _Composer(photos, addresses)
    blocks = tuple(composer.blocks(read(html)))
    return ParsedBody(
        blocks,
        tuple(composer.notes),
        tuple(composer.photos.values()),
        tuple(dict.fromkeys(composer.missing_photos)),
        tuple(dict.fromkeys(composer.missing_articles)),
    )


def photo_ids(html: str) -> tuple[int, ...]:
    """The keys of the photos the body's figures name, each once, in order of appearance."""
    if "data-photo" not in html:  # what parsing would say of most bodies, at once
        return ()
    return parse(html).missing_photos


def article_keys(html: str) -> tuple[str, ...]:
    """The keys of our own articles that the body's links lead to, each once, in no order."""
    if "article:" not in html:
        return ()
    composer = _Composer(_NO_PHOTOS, _NO_ADDRESSES)
    for _block in composer.blocks(read(html)):
        pass
    return tuple(composer.article_keys)


def has_notes(html: str) -> bool:
    """Whether any note stands in the body."""
    return bool(parse(html).notes)


def paragraphs(html: str) -> tuple[document.Paragraph, ...]:
    """Simple HTML such as a biography's as paragraphs; items and quotes become paragraphs too."""
    return tuple(_paragraphs(parse(html).blocks))


def _paragraphs(blocks: Iterable[document.Block]) -> Iterator[document.Paragraph]:
    for block in blocks:
        match block:
            case document.Paragraph(content=content) | document.Heading(content=content):
                if kept := _without_notes(content):
                    yield document.Paragraph(kept)
            case document.Quote(content=inner):
                yield from _paragraphs(inner)
            case document.List(items=items):
                for item in items:
                    yield from _paragraphs(item)
            case document.Table() | document.Figure() | document.Rule():
                pass


def _without_notes(content: Sequence[document.Inline]) -> tuple[document.Inline, ...]:
    return tuple(i for i in content if not isinstance(i, document.NoteReference))


def outline(html: str) -> tuple[OutlineEntry, ...]:
    """The headings of the body, as they will be published."""
    return tuple(
        OutlineEntry(block.level, document.plain(block.content), block.anchor)
        for block in parse(html).blocks
        if isinstance(block, document.Heading)
    )


class _Composer:
    def __init__(
        self, photos: Mapping[int, document.Photograph], addresses: Mapping[str, str]
    ) -> None:
        self.known_photos = photos
        self.addresses = addresses
        self.article_keys: set[str] = set()
        self.missing_articles: list[str] = []
        self.photos: dict[str, document.Photograph] = {}
        self.missing_photos: list[int] = []
        self.notes: list[document.Note] = []
        self.anchors: set[str] = set()
        self.figures = 0
        self.tables = 0

    def blocks(self, blocks: Iterable[draft.Block]) -> Iterator[document.Block]:
        for block in blocks:
            match block:
                case draft.Heading():
                    yield self._heading(block)
                case draft.Paragraph(content=content):
                    yield document.Paragraph(self._inlines(content))
                case draft.Quote(content=content, attribution=attribution, pull=pull):
                    if inner := tuple(self.blocks(content)):
                        yield document.Quote(inner, self._inlines(attribution), pull)
                case draft.List():
                    yield from self._list(block)
                case draft.Table():
                    yield self._table(block)
                case draft.Figure():
                    yield from self._figure(block)
                case draft.Rule():
                    yield document.Rule()

    def _heading(self, heading: draft.Heading) -> document.Heading:
        content = self._inlines(heading.content)
        return document.Heading(heading.level, content, self._anchor(text_of(heading.content)))

    def _anchor(self, text: str) -> str:
        """A fragment for a heading: an XML name (so that it begins with a letter), and unique."""
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower())[:LONGEST_ANCHOR].strip("-")
        wanted = f"section-{words or len(self.anchors) + 1}"
        anchor, number = wanted, 2
        while anchor in self.anchors:
            anchor, number = f"{wanted}-{number}", number + 1
        self.anchors.add(anchor)
        return anchor

    def _list(self, block: draft.List) -> Iterator[document.List]:
        contents = (tuple(self.blocks(item)) for item in block.items)
        if items := tuple(content for content in contents if content):
            yield document.List(items, block.numbering, block.start, block.parenthesised)

    def _table(self, table: draft.Table) -> document.Table:
        self.tables += 1
        number = self.tables
        caption = self._inlines(table.caption)
        return document.Table(number, self._rows(table.head), self._rows(table.rows), caption)

    def _rows(self, rows: Sequence[Sequence[draft.Cell]]) -> tuple[tuple[document.Cell, ...], ...]:
        return tuple(
            tuple(
                document.Cell(self._inlines(cell.content), cell.header, cell.colspan, cell.rowspan)
                for cell in row
            )
            for row in rows
        )

    def _figure(self, figure: draft.Figure) -> Iterator[document.Figure]:
        photo = self.known_photos.get(figure.photo)
        if photo is None:
            self.missing_photos.append(figure.photo)
            return
        self.photos[photo.sha256] = photo
        self.figures += 1
        number = self.figures
        yield document.Figure(number, photo.sha256, self._inlines(figure.caption))

    def _inlines(self, content: Iterable[draft.Inline]) -> tuple[document.Inline, ...]:
        resolved = tuple(self._inline(inline) for inline in content)
        # Words that lost their link may have become one with their neighbours.
        return resolved if resolved == content else _joined(resolved)

    def _inline(self, inline: draft.Inline) -> document.Inline:
        match inline:
            case draft.Note():
                return self._note(inline)
            case draft.Run(href=href) if key := article_key(href):
                return self._link(inline, key)
        return inline

    def _link(self, run: draft.Run, key: str) -> draft.Run:
        self.article_keys.add(key)
        address = self.addresses.get(key, "")
        if not address:
            self.missing_articles.append(run.text.strip())
        return dataclasses.replace(run, href=address)

    def _note(self, note: draft.Note) -> document.NoteReference:
        number = len(self.notes) + 1
        self.notes.append(document.Note(number, self._inlines(note.content)))
        return document.NoteReference(number)


def _joined(content: Iterable[document.Inline]) -> tuple[document.Inline, ...]:
    joined: list[document.Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if (
            isinstance(inline, document.Run)
            and isinstance(last, document.Run)
            and (inline.marks, inline.href) == (last.marks, last.href)
        ):
            joined[-1] = dataclasses.replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)
