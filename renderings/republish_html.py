"""An article as HTML for other people's systems: bare elements that every sanitiser lets through.

No class, id, style or script: what carries meaning is the elements and the text. Notes are called
``[1]`` and stand at the end under their numbers, as links within a page rarely survive a paste.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from record.document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Mark,
    NoteReference,
    Numbering,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Run,
    Table,
)
from renderings.addresses import Addresses
from renderings.escaping import attributes, escape
from renderings.frame import photo_words
from renderings.html_inline import Setting, inline
from renderings.languages import direction
from renderings.pictures import best

__all__ = ["render"]

_TYPES = {
    Numbering.LOWER_ALPHA: "a",
    Numbering.UPPER_ALPHA: "A",
    Numbering.LOWER_ROMAN: "i",
    Numbering.UPPER_ROMAN: "I",
}


def render(
    document: Document,
    addresses: Addresses,
    start: Sequence[Block],
    end: Sequence[Block],
    counter: str = "",
) -> str:
    """``<article>`` with photo, text and notes between those blocks; ``counter`` is HTML."""
    setting = Setting(document, addresses, alone=True)
    language = attributes(lang=document.language, dir=direction(document.language))
    lead = document.lead_photo
    parts = [
        _blocks(start, setting),
        _photo(lead, "", (), setting) if lead else "",
        _blocks(document.body, setting),
        _notes(setting),
        _blocks(end, setting),
        f"<p>{counter}</p>" if counter else "",
    ]
    return "\n".join([f"<article{language}>", *filter(None, parts), "</article>\n"])


def _blocks(content: Iterable[Block], setting: Setting) -> str:
    return "\n".join(_block(block, setting) for block in content)


def _block(block: Block, setting: Setting) -> str:
    match block:
        case Heading(level=level, content=content):
            name = f"h{min(max(level, 1), 6)}"
            return f"<{name}>{_said(content, setting)}</{name}>"
        case Paragraph(content=content):
            return f"<p>{_said(content, setting)}</p>"
        case Quote(content=content, attribution=attribution):
            source = f"\n<footer>— {_said(attribution, setting)}</footer>" if attribution else ""
            return f"<blockquote>\n{_blocks(content, setting)}{source}\n</blockquote>"
        case List():
            return _list(block, setting)
        case Table():
            return _table(block, setting)
        case Figure(number=number, photo=sha256, caption=caption):
            known = {photo.sha256: photo for photo in setting.document.every_photo()}
            label = setting.words.figure.format(number)
            return _photo(known.get(sha256), label, caption, setting)
        case Rule():
            return "<hr>"


def _said(content: Sequence[Inline], setting: Setting) -> str:
    said = tuple(
        Run(f"[{part.number}]", (Mark.SUPERSCRIPT,)) if isinstance(part, NoteReference) else part
        for part in content
    )
    return inline(said, setting)


def _list(block: List, setting: Setting) -> str:
    items = "\n".join(f"<li>{_item(item, setting)}</li>" for item in block.items)
    if block.numbering is Numbering.BULLET:
        return f"<ul>\n{items}\n</ul>"
    start = block.start if block.start != 1 else None
    how = attributes(type=_TYPES.get(block.numbering), start=start)
    return f"<ol{how}>\n{items}\n</ol>"


def _item(item: tuple[Block, ...], setting: Setting) -> str:
    match item:
        case (Paragraph(content=content),):
            return _said(content, setting)
        case _:
            return _blocks(item, setting)


def _table(table: Table, setting: Setting) -> str:
    title = f"<strong>{setting.words.table.format(table.number)}</strong>"
    caption = _said(table.caption, setting)
    parts = [
        f"<caption>{title} {caption}</caption>" if caption else f"<caption>{title}</caption>",
        _rows("thead", table.head, setting),
        _rows("tbody", table.rows, setting),
    ]
    return "\n".join(["<table>", *filter(None, parts), "</table>"])


def _rows(name: str, rows: Sequence[tuple[Cell, ...]], setting: Setting) -> str:
    if not rows:
        return ""
    scope = "col" if name == "thead" else "row"
    inner = "".join(
        f"<tr>{''.join(_cell(cell, scope, setting) for cell in row)}</tr>\n" for row in rows
    )
    return f"<{name}>\n{inner}</{name}>"


def _cell(cell: Cell, scope: str, setting: Setting) -> str:
    content = _said(cell.content, setting)
    spans = attributes(
        colspan=cell.colspan if cell.colspan > 1 else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
    )
    if not cell.header or not content:
        return f"<td{spans}>{content}</td>"
    return f"<th{attributes(scope=scope)}{spans}>{content}</th>"


def _photo(
    photo: Photograph | None, label: str, caption: tuple[Inline, ...], setting: Setting
) -> str:
    """The picture from our own address, with caption, credit and rights."""
    image = ""
    if photo:
        src, width, height = best(photo, setting.addresses)
        size = attributes(width=width, height=height)
        image = f'<img{attributes(src=src)} alt="{escape(photo.alt_text)}"{size}>\n'
    words = _said(photo_words(photo, caption, setting.words), setting)
    title = f"<strong>{label}</strong>" if label else ""
    text = " ".join(filter(None, [title, words]))
    under = f"<figcaption>{text}</figcaption>\n" if text else ""
    return f"<figure>\n{image}{under}</figure>"


def _notes(setting: Setting) -> str:
    notes = setting.document.notes
    if not notes:
        return ""
    items = (f"<p>[{note.number}] {_said(note.content, setting)}</p>" for note in notes)
    return "\n".join([f"<h2>{setting.words.notes}</h2>", *items])
