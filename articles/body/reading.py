"""The draft's HTML, whatever it holds, as blocks of the subset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from articles.body.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    Mark,
    Note,
    Numbering,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from articles.body.elements import Element, Node
from articles.body.inlines import split_at_blank_lines, tidy
from articles.body.tree import build

__all__ = ["read"]

WIDEST_SPAN = 100  # columns or rows one cell of a table may reach over
HIGHEST_START = 9_999  # first number of a list
HIGHEST_KEY = 2**63 - 1  # of a photo, as databases count

_NUMBERINGS = {
    "1": Numbering.DECIMAL,
    "a": Numbering.LOWER_ALPHA,
    "A": Numbering.UPPER_ALPHA,
    "i": Numbering.LOWER_ROMAN,
    "I": Numbering.UPPER_ROMAN,
}
# Stands where a block was unwrapped into a line. (In a cell, a line break does.)
_WORD_GAP = Run(" ")


def read(source: str) -> tuple[Block, ...]:
    """The blocks of an HTML fragment. Never fails; text outside the subset becomes paragraphs."""
    return tuple(_flow(build(source)))


def _flow(nodes: Iterable[Node], *, inside: bool = False) -> Iterator[Block]:
    """Blocks of ``nodes``; ``inside`` a quote or an item a heading is a strong paragraph."""
    pending: list[Inline] = []
    for node in nodes:
        if isinstance(node, Run | LineBreak):
            pending.append(node)
        elif node.tag == "note":
            pending.append(_note(node))
        else:
            yield from _paragraphs(pending)
            pending = []
            yield from _block(node, inside=inside)
    yield from _paragraphs(pending)


def _paragraphs(pending: list[Inline]) -> Iterator[Block]:
    return map(Paragraph, split_at_blank_lines(pending)) if pending else iter(())


def _block(element: Element, *, inside: bool) -> Iterator[Block]:
    match element.tag:
        case "p":
            yield from _flow(element.children, inside=inside)
        case "h2" | "h3" | "h4":
            yield from _heading(element, inside=inside)
        case "ul" | "ol":
            yield from _list(element)
        case "blockquote":
            yield from _quote(element)
        case "table":
            yield from _table(element)
        case "figure":
            yield from _figure(element)
        case "hr":
            yield Rule()


def _heading(element: Element, *, inside: bool) -> Iterator[Block]:
    if content := tidy(_line(element.children)):
        yield Paragraph(_strong(content)) if inside else Heading(int(element.tag[1]), content)


def _strong(content: Sequence[Inline]) -> tuple[Inline, ...]:
    marks = {Mark.STRONG}
    return tidy(
        replace(inline, marks=tuple(mark for mark in Mark if mark in marks.union(inline.marks)))
        if isinstance(inline, Run)
        else inline
        for inline in content
    )


def _list(element: Element) -> Iterator[Block]:
    contents = (tuple(_flow(item.children, inside=True)) for item in _elements(element))
    items = tuple(content for content in contents if content)
    if not items:
        return
    if element.tag == "ul":
        yield List(items)
        return
    yield List(
        items,
        numbering=_NUMBERINGS.get(element.attributes.get("type", "1").strip(), Numbering.DECIMAL),
        start=_number(element, "start", lowest=0, highest=HIGHEST_START, otherwise=1),
        parenthesised="parenthesised" in _classes(element),
    )


def _quote(element: Element) -> Iterator[Block]:
    *others, last = [*element.children] or [Run("")]
    while others and isinstance(last, Run) and not last.text.strip():
        last = others.pop()
    attribution: tuple[Inline, ...] = ()
    if isinstance(last, Element) and last.tag == "footer":
        attribution = tidy(_line(last.children))
    else:
        others.append(last)
    # A footer elsewhere is a paragraph like any other.
    plain = [_as_paragraph(n) if isinstance(n, Element) else n for n in others]
    content = tuple(_flow(plain, inside=True))
    if content:
        yield Quote(content, attribution, pull="pull" in _classes(element))
    elif attribution:
        yield Quote((Paragraph(attribution),), pull="pull" in _classes(element))


def _table(element: Element) -> Iterator[Block]:
    head: list[tuple[Cell, ...]] = []
    rows: list[tuple[Cell, ...]] = []
    caption: list[Inline] = []
    for part in _elements(element):
        if part.tag == "caption":
            caption += [_WORD_GAP, *_line(part.children)]
        elif cells := tuple(_cell(cell) for cell in _elements(part)):
            # Editors without a notion of a table's head mark its cells only.
            heads_columns = not rows and all(cell.header for cell in cells)
            (head if part.in_head or heads_columns else rows).append(cells)
    if any(cell.content for cell in chain(*head, *rows)):
        yield Table(tuple(head), tuple(rows), tidy(caption))
    elif rest := tidy(caption):
        yield Paragraph(rest)


def _cell(element: Element) -> Cell:
    return Cell(
        tidy(_line(element.children, gap=LineBreak())),
        header=element.tag == "th",
        colspan=_number(element, "colspan", lowest=1, highest=WIDEST_SPAN, otherwise=1),
        rowspan=_number(element, "rowspan", lowest=1, highest=WIDEST_SPAN, otherwise=1),
    )


def _figure(element: Element) -> Iterator[Block]:
    caption = tidy(_line(element.children))
    photo = _number(element, "data-photo", lowest=1, highest=HIGHEST_KEY, otherwise=0)
    if photo:
        yield Figure(photo, caption)
    elif caption:
        yield Paragraph(caption)


def _line(nodes: Iterable[Node], *, gap: Inline = _WORD_GAP) -> Iterator[Inline]:
    """The inline content of ``nodes``, with ``gap`` where blocks were unwrapped."""
    for node in nodes:
        if isinstance(node, Run | LineBreak):
            yield node
        elif node.tag == "note":
            yield _note(node)
        else:
            yield gap


def _note(element: Element) -> Note:
    # Without tidying: that happens where the note stands.
    return Note(tuple(n for n in _line(element.children) if not isinstance(n, Note)))


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _as_paragraph(element: Element) -> Element:
    return Element("p", children=element.children) if element.tag == "footer" else element


def _classes(element: Element) -> list[str]:
    return element.attributes.get("class", "").split()


def _number(element: Element, name: str, *, lowest: int, highest: int, otherwise: int) -> int:
    text = element.attributes.get(name, "").strip()
    if not re.fullmatch(r"[0-9]{1,19}", text):
        return otherwise
    number = int(text)
    return number if lowest <= number <= highest else otherwise
