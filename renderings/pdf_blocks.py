"""The blocks of a body as data for the typesetter: plain dicts that it walks, never markup.

So whatever an article's text says (``#read("/etc/passwd")``), it is set as text. Each block and
inline is a dict with its kind in ``k``; a text's words come in pieces, between which a line may end
even in the middle of a word (``z``), as in a long address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from record.document import (
    Block,
    Cell,
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
    plain,
)
from renderings.escaping import line, safe_link
from renderings.frame import photo_words
from renderings.numbering import marker
from renderings.words import Words

__all__ = ["Pieces", "text"]

Node = dict[str, Any]

# What no line would end within, though it is longer than a narrow column: addresses, mostly. In
# Chinese, Japanese and Korean a line may end anywhere as it is.
_LONG = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]{25,}")
_PIECE = re.compile(r".{0,11}[/?&=._:;,@%#+~-]+|.{1,12}", re.DOTALL)
# A soft hyphen at the end of a word says nothing, and at that of a link the typesetter stumbles.
_IDLE_HYPHENS = re.compile(r"\xad+(?=\s|\Z)")
# No page holds more columns than this, nor does a heading nest deeper.
_COLUMNS = 40
_DEEPEST = 4


@dataclass
class Pieces:
    """Blocks as nodes. Counts which notes have been called, as a note stands where it first is."""

    document: Document
    words: Words
    called: set[int] = field(default_factory=set)
    level: int = 1

    def __post_init__(self) -> None:
        self.photos = {photo.sha256: photo for photo in self.document.every_photo()}
        self.known = {note.number for note in self.document.notes}

    def blocks(self, content: Iterable[Block]) -> list[Node]:
        return [self.block(each) for each in content]

    def block(self, block: Block) -> Node:
        match block:
            case Heading(content=content) if not line(plain(content)).strip():
                return {"k": "p", "c": self.inline(content)}  # nothing a bookmark could say
            case Heading(level=level, content=content):
                # A level may not be left out between two headings (PDF/UA-1, clause 7.4.2).
                self.level = max(2, min(level, self.level + 1, _DEEPEST))
                return {"k": "heading", "level": self.level, "c": self.inline(content)}
            case Paragraph(content=content):
                return {"k": "p", "c": self.inline(content)}
            case Quote(content=content, attribution=attribution, pull=pull):
                kind = "pull" if pull else "quote"
                inner = self.blocks(content)
                return {"k": kind, "c": inner, "by": self.inline(attribution)}
            case List(items=items):
                marks = [marker(block, place) for place in range(len(items))]
                each = [self.blocks(item) for item in items]
                tight = all(len(item) <= 1 for item in items)
                return {"k": "list", "marks": marks, "items": each, "tight": tight}
            case Table():
                return self.table(block)
            case Figure(number=number, photo=sha256, caption=caption):
                label = self.words.figure.format(number)
                return self.figure(self.photos.get(sha256), caption, label)
            case Rule():
                return {"k": "rule"}

    def figure(
        self, photo: Photograph | None, caption: tuple[Inline, ...], label: str = ""
    ) -> Node:
        said = self.inline(photo_words(photo, caption, self.words))
        picture = photo and {
            "sha256": photo.sha256,
            "width": photo.width,
            "height": photo.height,
            "alt": line(photo.alt_text) or line(photo.caption) or label or self.document.title,
        }
        return {"k": "figure", "picture": picture, "label": label, "caption": said}

    def table(self, table: Table) -> Node:
        # A heading of nothing is a row like others.
        above, below = (table.head, table.rows) if table.rows else ((), table.head)
        head, rows = _placed(above), _placed(below)
        columns = 1 + max((at.x for at in (*head, *rows)), default=0)
        return {
            "k": "table",
            "label": self.words.table.format(table.number),
            "caption": self.inline(table.caption),
            "columns": columns,
            "head": [self.cell(at, columns, head=True) for at in head],
            "rows": [self.cell(at, columns) for at in rows],
            "headrows": len(above),
        }

    def cell(self, at: _Placed, columns: int, *, head: bool = False) -> Node:
        # The head is set again on the next page, where nothing in it may be a link or call a note
        # (PDF/UA-1, clause 7.1).
        words = self.inline(at.cell.content, linking=not head, calling=not head)
        return {
            "x": at.x,
            "y": at.y,
            "across": min(at.across, columns - at.x),
            "down": at.down,
            "header": at.cell.header,
            "c": words,
        }

    def inline(
        self, content: Sequence[Inline], *, linking: bool = True, calling: bool = True
    ) -> list[Node]:
        """Runs, note numbers and line ends. ``linking`` and ``calling`` say whether there are
        links, and notes at the foot of the page, or only the words and the numbers."""
        nodes: list[Node] = []
        for part in content:
            match part:
                case Run(text=words, marks=marks, href=href):
                    names = [mark.value for mark in marks]
                    nodes += text(words, marks=names, href=href if linking else "")
                case LineBreak():
                    nodes.append({"k": "br"})
                case NoteReference(number=number) if calling and number in self.known:
                    first = number not in self.called
                    self.called.add(number)
                    nodes.append({"k": "note", "number": number, "first": first})
                case NoteReference(number=number):
                    nodes.append({"k": "t", "s": str(number), "m": ["superscript"]})
        return nodes


def text(
    words: str, *, marks: Sequence[str] = (), href: str = "", language: str = ""
) -> list[Node]:
    """One run: its pieces have the same marks, link and language."""
    node: Node = {"k": "t", "s": "", "m": list(marks)}
    if link := safe_link(href):
        node["l"] = link
    if language:
        node["lang"] = language
    nodes: list[Node] = []
    for piece, joined in _pieces(_IDLE_HYPHENS.sub("", line(words))):
        if joined:
            nodes.append({"k": "z"})
        nodes.append({**node, "s": piece} | ({} if joined is None else {"long": True}))
    return nodes


def _pieces(words: str) -> Iterator[tuple[str, bool | None]]:
    """Text in pieces, and of those of a long word whether they join the one before."""
    end = 0
    for long in _LONG.finditer(words):
        if long.start() > end:
            yield words[end : long.start()], None
        for place, part in enumerate(_PIECE.findall(long[0])):
            yield part, place > 0
        end = long.end()
    if words[end:]:
        yield words[end:], None


@dataclass(frozen=True)
class _Placed:
    """A cell at its column and row, counted from 0, and how many of both it covers."""

    x: int
    y: int
    across: int
    down: int
    cell: Cell


def _placed(rows: Sequence[Sequence[Cell]]) -> list[_Placed]:
    """Where each cell stands, none over another.

    As HTML places them (section 4.9.12), but a cell ends where another begins.
    """
    taken: set[tuple[int, int]] = set()
    placed = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            if x >= _COLUMNS:
                break
            across = 1
            while across < min(cell.colspan, _COLUMNS - x) and (x + across, y) not in taken:
                across += 1
            down = max(1, min(cell.rowspan, len(rows) - y))
            taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
            placed.append(_Placed(x, y, across, down, cell))
            x += across
    return placed
