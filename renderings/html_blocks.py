"""The blocks of a body as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from record.document import (
    Block,
    Cell,
    Figure,
    Heading,
    List,
    Numbering,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from renderings.escaping import attributes, escape
from renderings.html_inline import Setting, inline
from renderings.html_outline import heading_id
from renderings.html_photos import label, photo_figure, span

__all__ = ["blocks"]

_TYPES = {
    Numbering.LOWER_ALPHA: "a",
    Numbering.UPPER_ALPHA: "A",
    Numbering.LOWER_ROMAN: "i",
    Numbering.UPPER_ROMAN: "I",
}
# Limits of HTML, section 4.9.11.
_MAX_COLSPAN = 1000
_MAX_ROWSPAN = 65534


def blocks(content: Iterable[Block], setting: Setting) -> str:
    """Flow content, one block a line."""
    return "\n".join(_block(block, setting) for block in content)


def _block(block: Block, setting: Setting) -> str:
    match block:
        case Heading():
            return _heading(block, setting)
        case Paragraph(content=content):
            return f"<p>{inline(content, setting)}</p>"
        case Quote():
            return _quote(block, setting)
        case List():
            return _list(block, setting)
        case Table():
            return _table(block, setting)
        case Figure():
            return _figure(block, setting)
        case Rule():
            return "<hr>"


def _heading(heading: Heading, setting: Setting) -> str:
    """On our page its text is the link to it; beside text with links of its own stands a sign."""
    name, anchor = f"h{min(max(heading.level, 2), 4)}", heading_id(heading)
    text = inline(heading.content, setting)
    if setting.on_page and anchor and text:
        link = attributes(class_="anchor", href=f"#{anchor}")
        if "<a " in text:
            label = attributes(aria_label=setting.words.section_link)
            text = f"{text} <a{link}{label}{setting.lang}>#</a>"
        else:
            text = f"<a{link}>{text}</a>"
    return f"<{name}{attributes(id=anchor)}>{text}</{name}>"


def _quote(quote: Quote, setting: Setting) -> str:
    text = f"<blockquote>\n{blocks(quote.content, setting)}\n</blockquote>"
    if not quote.pull and not quote.attribution:
        return text
    source = (
        f"\n<figcaption>{inline(quote.attribution, setting)}</figcaption>"
        if quote.attribution
        else ""
    )
    kind = "quotation pull" if quote.pull else "quotation"
    return f'<figure class="{kind}">\n{text}{source}\n</figure>'


def _list(block: List, setting: Setting) -> str:
    items = "\n".join(f"<li>{_item(item, setting)}</li>" for item in block.items)
    if block.numbering is Numbering.BULLET:
        return f"<ul>\n{items}\n</ul>"
    how = attributes(
        class_=_parenthesised(block.numbering) if block.parenthesised else None,
        type=_TYPES.get(block.numbering),
        start=block.start if block.start != 1 else None,
    )
    return f"<ol{how}>\n{items}\n</ol>"


def _parenthesised(numbering: Numbering) -> str:
    """Classes, as a style sheet can't tell ``type="a"`` from ``type="A"`` in every browser."""
    plain = numbering is Numbering.DECIMAL
    return "parenthesised" if plain else f"parenthesised {numbering.value}"


def _item(item: tuple[Block, ...], setting: Setting) -> str:
    """An item of a single paragraph, or one followed by lists only, needs no ``<p>``."""
    match item:
        case (Paragraph(content=content), *rest) if all(isinstance(b, List) for b in rest):
            return "\n".join([inline(content, setting), *([blocks(rest, setting)] if rest else [])])
        case _:
            return blocks(item, setting)


def _table(table: Table, setting: Setting) -> str:
    name = f"table-{table.number}"
    head = "".join(_row(row, setting, head=True) for row in table.head)
    rows = "".join(_row(row, setting, head=False) for row in table.rows)
    parts = [f"<thead>\n{head}</thead>\n" if head else "", f"<tbody>\n{rows}</tbody>\n"]
    grid = f'<table aria-labelledby="{name}-caption">\n{"".join(parts)}</table>'
    if not setting.alone:
        # Wide tables scroll sideways on phones; whoever has no mouse must be able to do so too.
        scroll = attributes(role="region", aria_labelledby=f"{name}-caption", tabindex=0)
        grid = f'<div class="scroll"{scroll}>\n{grid}\n</div>'
    title = label(setting.words.table.format(table.number), setting)
    caption = span("caption", inline(table.caption, setting))
    return (
        f'<figure class="table" id="{name}">\n'
        f'<figcaption id="{name}-caption">{title}{caption}</figcaption>\n{grid}\n</figure>'
    )


def _row(row: tuple[Cell, ...], setting: Setting, *, head: bool) -> str:
    return f"<tr>{''.join(_cell(cell, setting, head=head) for cell in row)}</tr>\n"


def _cell(cell: Cell, setting: Setting, *, head: bool) -> str:
    content = inline(cell.content, setting)
    spans = attributes(
        colspan=min(cell.colspan, _MAX_COLSPAN) if cell.colspan > 1 else None,
        rowspan=min(cell.rowspan, _MAX_ROWSPAN) if cell.rowspan > 1 else None,
    )
    if not cell.header or not content:  # an empty header would announce nothing
        return f"<td{spans}>{content}</td>"
    span = cell.colspan if head else cell.rowspan
    scope = ("col" if head else "row") + ("group" if span > 1 else "")
    return f'<th scope="{scope}"{spans}>{content}</th>'


def _figure(figure: Figure, setting: Setting) -> str:
    title = label(setting.words.figure.format(figure.number), setting)
    try:
        photo = setting.document.photograph(figure.photo)
    except KeyError:
        photo = None
    caption = inline(figure.caption, setting) or escape(photo.caption if photo else "")
    name = attributes(class_="photo", id=f"figure-{figure.number}")
    return photo_figure(name, photo, title, caption, setting)
