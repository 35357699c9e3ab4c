"""The draft's body as typed blocks: what its HTML means, and nothing else can be said.

The counterpart of ``record.document``'s blocks. It differs where a draft does: a note stands at
its place and has no number yet, a figure names a photo of the library by its key, and nothing is
numbered. The HTML of each block is written by ``articles.body.writing``.
"""

from __future__ import annotations

from dataclasses import dataclass

from record.document import LineBreak, Mark, Numbering, Run

__all__ = [
    "Block",
    "Cell",
    "Figure",
    "Heading",
    "Inline",
    "LineBreak",
    "List",
    "Mark",
    "Note",
    "Numbering",
    "Paragraph",
    "Quote",
    "Rule",
    "Run",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the place of its number. Holds no note itself."""

    content: tuple[Inline, ...]


Inline = Run | LineBreak | Note


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 2, 3 or 4."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart; ``pull`` marks a sentence of the article repeated for display."""

    content: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    pull: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list; ``parenthesised`` keeps the style "(1)" apart from "1."."""

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
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo of the library; ``photo`` is its key, an empty ``caption`` means the photo's own."""

    photo: int
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between two passages."""


Block = Heading | Paragraph | Quote | List | Table | Figure | Rule
