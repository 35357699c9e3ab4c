"""The text while it is gathered: paragraphs one after the other become lists, quotes, captions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.body.blocks import (
    Block,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    Mark,
    Numbering,
    Paragraph,
    Quote,
    Run,
    Table,
)
from articles.body.inlines import tidy
from articles.importing.office.answer import Meaning, Part

__all__ = ["ItemStyle", "Sheet", "joined", "without_throughout"]

DEEPEST_LIST = 8
TITLE_WITHIN = 4  # parts from the beginning


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """How an item is numbered. ``source`` tells lists of one look apart; ``number`` is its own."""

    numbering: Numbering = Numbering.BULLET
    parenthesised: bool = False
    number: int = 1
    source: str = ""

    def continues(self, other: ItemStyle) -> bool:
        return (self.numbering, self.parenthesised, self.source) == (
            other.numbering,
            other.parenthesised,
            other.source,
        )


@dataclass(slots=True)
class _OpenList:
    level: int
    style: ItemStyle
    items: list[list[Block]] = field(default_factory=list)

    def closed(self) -> List:
        return List(
            tuple(tuple(item) for item in self.items),
            self.style.numbering,
            self.style.number,
            self.style.parenthesised,
        )


class Sheet:
    """Takes the document's paragraphs in order; ``finished()`` are the parts they make."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._lists: list[_OpenList] = []

    def add(self, block: Block, meant: Meaning = "") -> None:
        """A block that stands by itself."""
        self._close_lists()
        self._parts.append(Part(block, meant))

    def add_paragraph(self, content: Sequence[Inline], meant: Meaning = "") -> None:
        if kept := tidy(content):
            self.add(Paragraph(kept), meant)

    def add_heading(self, level: int, content: Sequence[Inline]) -> None:
        """A heading of any level from 1 on; bold throughout is how headings look, no emphasis."""
        if kept := without_throughout(Mark.STRONG, tidy(content)):
            self.add(Heading(level, kept))

    def add_quote(self, content: Sequence[Inline]) -> None:
        """A paragraph of a quotation; those that follow each other are one."""
        if not (kept := tidy(content)):
            return
        last = self._parts[-1] if self._parts and not self._lists else None
        if last and isinstance(last.block, Quote):
            last.block = replace(last.block, content=(*last.block.content, Paragraph(kept)))
        else:
            self.add(Quote((Paragraph(kept),)))

    def add_item(self, level: int, style: ItemStyle, content: Sequence[Inline]) -> None:
        """An item of a list; ``level`` counts from 0."""
        level = min(level, DEEPEST_LIST)
        while self._lists and self._lists[-1].level > level:
            self._close_innermost()
        innermost = self._lists[-1] if self._lists else None
        if innermost and innermost.level == level and not style.continues(innermost.style):
            self._close_innermost()
            innermost = self._lists[-1] if self._lists else None
        if innermost is None or innermost.level < level:
            innermost = _OpenList(level, style)
            self._lists.append(innermost)
        if kept := tidy(content):
            innermost.items.append([Paragraph(kept)])

    def continue_item(self, content: Sequence[Inline]) -> bool:
        """A further paragraph of the last item; False if no list is open."""
        if not self._lists or not self._lists[-1].items:
            return False
        if kept := tidy(content):
            self._lists[-1].items[-1].append(Paragraph(kept))
        return True

    def finished(self) -> list[Part]:
        self._close_lists()
        return _with_levels(_with_title(_with_captions(self._parts)))

    def _close_lists(self) -> None:
        while self._lists:
            self._close_innermost()

    def _close_innermost(self) -> None:
        closing = self._lists.pop()
        if not closing.items:
            return
        if self._lists and self._lists[-1].items:
            self._lists[-1].items[-1].append(closing.closed())
        else:
            # The outer list of an item that begins deeper has none of its own.
            if self._lists:
                self._lists.pop()
            self._parts.append(Part(closing.closed()))


def without_throughout(mark: Mark, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content without a mark that all of its words bear."""
    runs = [inline for inline in content if isinstance(inline, Run)]
    if not runs or not all(mark in run.marks for run in runs if run.text.strip()):
        return content
    return tidy(
        replace(inline, marks=tuple(m for m in inline.marks if m is not mark))
        if isinstance(inline, Run)
        else inline
        for inline in content
    )


def joined(lines: Iterable[Sequence[Inline]]) -> tuple[Inline, ...]:
    """Several paragraphs where only one may stand, on lines of their own."""
    content: list[Inline] = []
    for line in lines:
        if content and line:
            content.append(LineBreak())
        content += line
    return tuple(content)


def _with_captions(parts: list[Part]) -> list[Part]:
    """Captions put to the picture before or the table after them, else the other way round."""
    kept: list[Part] = []
    for index, part in enumerate(parts):
        before = kept[-1] if kept else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        if part.meant != "caption" or not isinstance(part.block, Paragraph):
            kept.append(part)
        elif (
            _captioned(before, Figure, part.block)
            or _captioned(after, Table, part.block)
            or _captioned(after, Figure, part.block)
            or _captioned(before, Table, part.block)
        ):
            continue
        else:
            kept.append(Part(part.block))
    return kept


def _captioned(part: Part | None, kind: type, caption: Paragraph) -> bool:
    block = part.block if part else None
    if part is None or not isinstance(block, Figure | Table) or not isinstance(block, kind):
        return False
    if block.caption:
        return False
    part.block = replace(block, caption=caption.content)
    return True


def _with_title(parts: list[Part]) -> list[Part]:
    """The heading at the beginning that stands above all others is the title, if none is marked."""
    if any(part.meant == "title" for part in parts):
        return parts
    levels = [part.block.level for part in parts if isinstance(part.block, Heading)]
    for index, part in enumerate(parts[:TITLE_WITHIN]):
        if isinstance(block := part.block, Heading):
            if index == 0 or (block.level == min(levels) and levels.count(block.level) == 1):
                parts[index] = Part(Paragraph(block.content), "title")
            break
    return parts


def _with_levels(parts: list[Part]) -> list[Part]:
    """Headings put at the levels 2 to 4, the highest that is used first."""
    used = [p.block.level for p in parts if isinstance(p.block, Heading)]
    raised = 2 - min(used, default=2)
    for part in parts:
        if isinstance(part.block, Heading):
            part.block = replace(part.block, level=min(part.block.level + raised, 4))
    return parts
