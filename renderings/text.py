"""An article as plain text: nothing but words, in paragraphs on one line each."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from record.document import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    NoteReference,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Run,
    Table,
)
from renderings.addresses import Addresses
from renderings.escaping import line
from renderings.frame import after, before, photo_words
from renderings.grids import grid
from renderings.languages import words_for
from renderings.numbering import marker
from renderings.runs import by_link
from renderings.words import Words

__all__ = ["framed", "render"]

_UNDERLINES = {1: "=", 2: "-"}


def render(document: Document, addresses: Addresses) -> str:
    """The whole article, notes numbered ``[1]``, ending with a newline."""
    return framed(document, before(document, addresses), after(document, addresses))


def framed(document: Document, start: Sequence[Block], end: Sequence[Block]) -> str:
    """Photo, text and notes between other blocks. Of a withdrawn article only the ``start``."""
    writer = _Writer(document, words_for(document.language))
    parts = [writer.blocks(start)]
    if not document.withdrawn:
        parts += [
            writer.photo(document.lead_photo, (), ""),
            writer.blocks(document.body),
            writer.notes(),
            writer.blocks(end),
        ]
    return "\n\n".join(filter(None, parts)) + "\n"


class _Writer:
    def __init__(self, document: Document, words: Words) -> None:
        self.document = document
        self.words = words

    def blocks(self, content: Sequence[Block]) -> str:
        return "\n\n".join(filter(None, map(self.block, content)))

    def block(self, block: Block) -> str:
        match block:
            case Heading(level=level, content=content):
                return _heading(level, _inline(content).replace("\n", " "))
            case Paragraph(content=content):
                return _inline(content)
            case Quote(content=content, attribution=attribution):
                source = [Paragraph((Run("— "), *attribution))] if attribution else []
                return _indented("    ", "    ", self.blocks([*content, *source]))
            case List():
                return self.list(block)
            case Table():
                return self.table(block)
            case Figure(number=number, photo=sha256, caption=caption):
                known = {photo.sha256: photo for photo in self.document.every_photo()}
                return self.photo(known.get(sha256), caption, self.words.figure.format(number))
            case Rule():
                return "* * *"

    def list(self, block: List) -> str:
        marks = [marker(block, place) for place, _ in enumerate(block.items)]
        width = max(map(len, marks), default=0) + 1
        items = [
            _indented(mark.ljust(width), " " * width, self.blocks(item))
            for mark, item in zip(marks, block.items, strict=True)
        ]
        tight = all(len(item) <= 1 for item in block.items)
        return ("\n" if tight else "\n\n").join(items)

    def table(self, table: Table) -> str:
        """Cells apart by tabs, as spreadsheets paste them."""
        title = _joined(self.words.table.format(table.number), _inline(table.caption))
        rows = [
            "\t".join(_inline(cell.content).replace("\n", " ") for cell in row).rstrip()
            for row in grid(table)
        ]
        return "\n".join([title, *rows])

    def photo(self, photo: Photograph | None, caption: tuple[Inline, ...], label: str) -> str:
        words = _inline(photo_words(photo, caption, self.words))
        alt = line(photo.alt_text).strip() if photo else ""
        shown = f"[{alt}]" if alt else ""
        return "\n".join(filter(None, [shown, _joined(label, words)]))

    def notes(self) -> str:
        notes = self.document.notes
        if not notes:
            return ""
        width = max(len(str(note.number)) for note in notes) + 3
        items = [
            _indented(f"[{note.number}]".ljust(width), " " * width, _inline(note.content))
            for note in notes
        ]
        return "\n\n".join([_heading(2, self.words.notes), "\n".join(items)])


def _heading(level: int, text: str) -> str:
    if level not in _UNDERLINES or not text:
        return text
    width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return f"{text}\n{_UNDERLINES[level] * min(width, 80)}"


def _inline(content: Sequence[Inline]) -> str:
    """Words with note numbers in brackets, and addresses where the words do not say them."""
    output = ""
    for href, parts in by_link(content):
        said = "".join(map(_words, parts))
        output += said
        if href and href.removeprefix("mailto:") not in said:
            output += f" ({href})"
    return "\n".join(each.strip(" ") for each in output.split("\n")).strip()


def _words(part: Inline) -> str:
    match part:
        case Run(text=text):
            return line(text)
        case LineBreak():
            return "\n"
        case NoteReference(number=number):
            return f"[{number}]"


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _indented(first: str, rest: str, text: str) -> str:
    return "\n".join(
        f"{first if place == 0 else rest}{each}".rstrip(" ")
        for place, each in enumerate(text.split("\n"))
    )
