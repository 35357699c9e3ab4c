"""An article as Markdown (CommonMark with GitHub's tables and footnotes), to be read and converted.

Lists counted in letters or Roman numerals, unknown to Markdown, keep their markers as text.
"""

from __future__ import annotations

from collections.abc import Sequence

from record.document import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Mark,
    Numbering,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Run,
    Table,
)
from renderings.addresses import Addresses
from renderings.frame import after, before, photo_words
from renderings.grids import grid
from renderings.languages import words_for
from renderings.markdown_inline import escape, inline, one_line
from renderings.numbering import marker
from renderings.pictures import best
from renderings.words import Words

__all__ = ["framed", "render"]


def render(document: Document, addresses: Addresses) -> str:
    """The whole article: head, photo, text, notes, what stands under it, and a final newline."""
    return framed(document, addresses, before(document, addresses), after(document, addresses))


def framed(
    document: Document, addresses: Addresses, start: Sequence[Block], end: Sequence[Block]
) -> str:
    """Photo, text and notes between other blocks. Of a withdrawn article only the ``start``."""
    writer = _Writer(document, addresses, words_for(document.language))
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
    def __init__(self, document: Document, addresses: Addresses, words: Words) -> None:
        self.document = document
        self.addresses = addresses
        self.words = words

    def blocks(self, content: Sequence[Block]) -> str:
        parts: list[str] = []
        for place, block in enumerate(content):
            # Two lists in a row would be read as one.
            if isinstance(block, List) and place and isinstance(content[place - 1], List):
                parts.append("<!-- -->")
            parts.append(self.block(block))
        return "\n\n".join(filter(None, parts))

    def block(self, block: Block) -> str:
        match block:
            case Heading(level=level, content=content):
                text = one_line(content, " ").replace("#", "\\#")
                return f"{'#' * min(max(level, 1), 6)} {text}"
            case Paragraph(content=content):
                return inline(content)
            case Quote(content=content, attribution=attribution):
                source = [Paragraph((Run("— "), *attribution))] if attribution else []
                return _indented("> ", "> ", self.blocks([*content, *source]))
            case List():
                return self.list(block)
            case Table():
                return self.table(block)
            case Figure(number=number, photo=sha256, caption=caption):
                known = {photo.sha256: photo for photo in self.document.every_photo()}
                return self.photo(known.get(sha256), caption, self.words.figure.format(number))
            case Rule():
                return "***"

    def list(self, block: List) -> str:
        items = []
        for place, item in enumerate(block.items):
            mark, label = _list_mark(block, place)
            content = item
            if label:
                first, *rest = item or (Paragraph(()),)
                lead = Run(f"{label} ")
                content = (
                    (Paragraph((lead, *first.content)), *rest)
                    if isinstance(first, Paragraph)
                    else (Paragraph((lead,)), *item)
                )
            items.append(_indented(f"{mark} ", " " * (len(mark) + 1), self.blocks(content)))
        tight = all(len(item) <= 1 for item in block.items)
        return ("\n" if tight else "\n\n").join(items)

    def table(self, table: Table) -> str:
        rows = [[one_line(cell.content) for cell in row] for row in grid(table)]
        columns = len(rows[0]) if rows else 0
        title = self.captioned(self.words.table.format(table.number), table.caption)
        if not columns:
            return title
        if not table.head:
            rows.insert(0, [""] * columns)
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([title, "", lines[0], f"|{' --- |' * columns}", *lines[1:]])

    def photo(self, photo: Photograph | None, caption: tuple[Inline, ...], label: str) -> str:
        image = ""
        if photo:
            address, _, _ = best(photo, self.addresses)
            image = f"![{escape(photo.alt_text).strip()}]({address})"
        words = photo_words(photo, caption, self.words)
        text = self.captioned(label, words) if label else inline(words)
        return "\n\n".join(filter(None, [image, text]))

    def captioned(self, label: str, caption: Sequence[Inline]) -> str:
        return inline([Run(label, (Mark.STRONG,)), Run(" "), *caption])

    def notes(self) -> str:
        notes = self.document.notes
        if not notes:
            return ""
        lines = [f"[^{note.number}]: {one_line(note.content)}".rstrip() for note in notes]
        return "\n\n".join([f"## {escape(self.words.notes)}", *lines])


def _list_mark(block: List, place: int) -> tuple[str, str]:
    """What Markdown counts by, and the marker to write out where that can't say it."""
    number = block.start + place
    if block.numbering is Numbering.BULLET:
        return "-", ""
    if block.numbering is Numbering.DECIMAL and 0 <= number < 10**9:
        return f"{number}{')' if block.parenthesised else '.'}", ""
    return "-", marker(block, place)


def _indented(first: str, rest: str, text: str) -> str:
    """``text`` behind a prefix, its further lines behind another, with no trailing spaces."""
    lines = text.split("\n")
    return "\n".join(
        f"{first if place == 0 else rest}{each}".rstrip(" ") for place, each in enumerate(lines)
    )
