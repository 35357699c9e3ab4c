"""Blocks as the one HTML they have. The only place that writes a draft's body."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

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

__all__ = ["write"]

_TAGS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_TYPES = {
    Numbering.DECIMAL: "1",
    Numbering.LOWER_ALPHA: "a",
    Numbering.UPPER_ALPHA: "A",
    Numbering.LOWER_ROMAN: "i",
    Numbering.UPPER_ROMAN: "I",
}
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def write(blocks: Iterable[Block]) -> str:
    """The HTML of ``blocks``, one block a line."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, content=content):
            return f"<h{level}>{_inlines(content)}</h{level}>"
        case Paragraph(content=content):
            return f"<p>{_inlines(content)}</p>"
        case Quote():
            return _quote(block)
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Figure(photo=photo, caption=caption):
            inner = f"<figcaption>{_inlines(caption)}</figcaption>" if caption else ""
            return f'<figure data-photo="{photo}">{inner}</figure>'
        case Rule():
            return "<hr>"


def _quote(quote: Quote) -> str:
    start = '<blockquote class="pull">' if quote.pull else "<blockquote>"
    footer = f"<footer>{_inlines(quote.attribution)}</footer>" if quote.attribution else ""
    return f"{start}{''.join(map(_block, quote.content))}{footer}</blockquote>"


def _list(block: List) -> str:
    items = "".join(f"<li>{''.join(map(_block, item))}</li>" for item in block.items)
    if block.numbering is Numbering.BULLET:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    style = ' class="parenthesised"' if block.parenthesised else ""
    return f'<ol type="{_TYPES[block.numbering]}"{start}{style}>{items}</ol>'


def _table(table: Table) -> str:
    caption = f"<caption>{_inlines(table.caption)}</caption>" if table.caption else ""
    head = f"<thead>{_rows(table.head, scope='col')}</thead>" if table.head else ""
    body = f"<tbody>{_rows(table.rows, scope='row')}</tbody>" if table.rows else ""
    return f"<table>{caption}{head}{body}</table>"


def _rows(rows: Sequence[Sequence[Cell]], *, scope: str) -> str:
    return "".join(f"<tr>{''.join(_cell(cell, scope) for cell in row)}</tr>" for row in rows)


def _cell(cell: Cell, scope: str) -> str:
    attributes = f' scope="{scope}"' if cell.header else ""
    attributes += f' colspan="{cell.colspan}"' if cell.colspan != 1 else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan != 1 else ""
    tag = "th" if cell.header else "td"
    return f"<{tag}{attributes}>{_inlines(cell.content)}</{tag}>"


def _inlines(content: Sequence[Inline]) -> str:
    """Inline content, each link and each mark opened once around all it holds."""
    parts: list[str] = []
    for href, linked in itertools.groupby(content, key=_href):
        inner = "".join(_marked(list(linked), tuple(Mark)))
        parts.append(f'<a href="{href.translate(_IN_ATTRIBUTE)}">{inner}</a>' if href else inner)
    return "".join(parts)


def _href(inline: Inline) -> str:
    return inline.href if isinstance(inline, Run) else ""


def _marked(content: Sequence[Inline], marks: Sequence[Mark]) -> Iterator[str]:
    if not marks:
        yield from map(_bare, content)
        return
    mark, *inner_marks = marks
    for is_set, group in itertools.groupby(
        content, key=lambda inline: isinstance(inline, Run) and mark in inline.marks
    ):
        inner = "".join(_marked(list(group), inner_marks))
        yield f"<{_TAGS[mark]}>{inner}</{_TAGS[mark]}>" if is_set else inner


def _bare(inline: Inline) -> str:
    match inline:
        case Run(text=text):
            return text.translate(_IN_TEXT)
        case LineBreak():
            return "<br>"
        case Note(content=content):
            return f"<span data-note>{_inlines(content)}</span>"
