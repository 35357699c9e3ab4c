"""Two states of a body as one, laid out as the article, with what was added and removed.

Headings stay headings, lists lists, tables tables. What is easily overlooked is said: another
level of a heading, another address of a link, another wording of a note. Text within ``<ins>``
and outside of both is the newer state, within ``<del>`` and outside the older; words that are
only said about it have the class ``said``, those only heard ``only-heard``. Pure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from record.document import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    List,
    Note,
    Numbering,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Table,
)
from renderings.aligning import aligned
from renderings.escaping import attributes, escape
from renderings.inline_changes import Side, added, changed, removed, words
from renderings.readable import body_lines, photo_lines

__all__ = ["Laid", "Text", "laid_out"]

Picture = Callable[[Photograph], str]  # the address of a small picture of it, "" if there is none


@dataclass(frozen=True)
class Text:
    """A state of a body: its blocks, notes and photos, as a ``Document`` has them."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    photos: tuple[Photograph, ...] = ()


@dataclass(frozen=True)
class Laid:
    """A block as HTML, or ``left_out``: how many unchanged blocks are not shown here."""

    html: str = ""
    changed: bool = False
    left_out: int = 0


def laid_out(old: Text, new: Text, *, picture: Picture, whole: bool) -> list[Laid]:
    """The blocks of both and the notes after them; unless ``whole``, unchanged ones are left out
    but for one before and one after each change."""
    writer = _Writer(old, new, picture)
    found = [*writer.sequence(old.blocks, new.blocks), *writer.notes(old.notes, new.notes)]
    return found if whole else list(_near_changes(found))


def _near_changes(found: Sequence[Laid]) -> Iterable[Laid]:
    left_out = 0
    for place, laid in enumerate(found):
        if any(near.changed for near in found[max(0, place - 1) : place + 2]):
            if left_out:
                yield Laid(left_out=left_out)
                left_out = 0
            yield laid
        else:
            left_out += 1
    if left_out:
        yield Laid(left_out=left_out)


class _Writer:
    def __init__(self, old: Text, new: Text, picture: Picture) -> None:
        self.old, self.new, self.picture = old, new, picture
        self.photos = {
            Side.OLD: {photo.sha256: photo for photo in old.photos},
            Side.NEW: {photo.sha256: photo for photo in new.photos},
        }

    # --- sequences ----------------------------------------------------------------------------

    def sequence(self, old: Sequence[Block], new: Sequence[Block]) -> list[Laid]:
        pairs = aligned(
            [self.said(block, Side.OLD) for block in old],
            [self.said(block, Side.NEW) for block in new],
        )
        found = []
        for one, other in pairs:
            if one is None and other is not None:
                found.append(Laid(self.alone(new[other], Side.NEW), changed=True))
            elif one is not None and other is None:
                found.append(Laid(self.alone(old[one], Side.OLD), changed=True))
            elif one is not None and other is not None:
                found.append(self.pair(old[one], new[other]))
        return found

    def inner(self, old: Sequence[Block], new: Sequence[Block]) -> str:
        return "".join(laid.html for laid in self.sequence(old, new))

    def said(self, block: Block, side: Side) -> str:
        """What tells a block from others; that it is set otherwise makes it no other one."""
        if isinstance(block, Figure):
            return f"figure {block.photo}"
        text = self.old if side is Side.OLD else self.new
        lines = body_lines([block], text.notes, (), signs=False)
        return "\n".join(lines) if not isinstance(block, Table) else "\n".join(lines[1:])

    # --- blocks -------------------------------------------------------------------------------

    def pair(self, old: Block, new: Block) -> Laid:
        match old, new:
            case (Heading() | Paragraph(), Heading() | Paragraph()):
                html = _named(_tag(new), _set_as(old, new) + changed(old.content, new.content))
            case Quote(), Quote():
                html = self.quote(old, new)
            case List(), List():
                html = self.counted(old, new)
            case Table(), Table():
                html = self.table(old, new)
            case Figure(), Figure() if old.photo == new.photo:
                html = self.figure(old, new)
            case Rule(), Rule():
                html = "<hr>"
            case _:
                html = self.alone(old, Side.OLD) + self.alone(new, Side.NEW)
        differs = "<ins" in html or "<del" in html or 'class="said"' in html
        return Laid(html, changed=differs)

    def alone(self, block: Block, side: Side) -> str:
        """A block that stands on one side only, whole."""
        mark = removed if side is Side.OLD else added
        match block:
            case Heading(content=content) | Paragraph(content=content):
                return _named(_tag(block), mark(content))
            case Quote(content=content, attribution=attribution):
                inner = "".join(self.alone(each, side) for each in content)
                source = _named("footer", mark(attribution)) if attribution else ""
                return _named("blockquote", inner + source)
            case List(items=items):
                inner = "".join(
                    _named("li", "".join(self.alone(each, side) for each in item)) for item in items
                )
                return _list(block, inner)
            case Table(head=head, rows=rows, caption=caption):
                inner = "".join(_row(row, mark) for row in (*head, *rows))
                return _table(mark(caption) if caption else "", inner)
            case Figure(photo=photo, caption=caption):
                shown = self.shown(photo, side)
                return (
                    f"<figure>{_whole(shown, side)}{_named('figcaption', mark(caption))}</figure>"
                )
            case Rule():
                return _named("p", _whole("* * *", side))

    def quote(self, old: Quote, new: Quote) -> str:
        kind = (
            ""
            if old.pull == new.pull
            else _said("Now a pull quote." if new.pull else "No pull quote any more.")
        )
        source = ""
        if old.attribution or new.attribution:
            source = _named("footer", changed(old.attribution, new.attribution))
        return _named("blockquote", kind + self.inner(old.content, new.content) + source)

    def counted(self, old: List, new: List) -> str:
        def line(item: Sequence[Block], side: Side) -> str:
            return "\n".join(self.said(block, side) for block in item)

        olds, news = [line(i, Side.OLD) for i in old.items], [line(i, Side.NEW) for i in new.items]
        items = []
        for one, other in aligned(olds, news):
            before = old.items[one] if one is not None else ()
            after = new.items[other] if other is not None else ()
            items.append(_named("li", self.inner(before, after)))
        how = [dataclasses.replace(each, items=()) for each in (old, new)]
        kind = _said(f"Counted otherwise: {_counted(old)} before, {_counted(new)} now.")
        return (kind if how[0] != how[1] else "") + _list(new, "".join(items))

    def table(self, old: Table, new: Table) -> str:
        olds, news = (*old.head, *old.rows), (*new.head, *new.rows)
        lines = [
            [" | ".join(words(cell.content) for cell in row) for row in s] for s in (olds, news)
        ]
        rows = []
        for one, other in aligned(*lines):
            if one is not None and other is not None and len(olds[one]) == len(news[other]):
                cells = zip(olds[one], news[other], strict=True)
                rows.append(
                    _named("tr", "".join(_cell(b, changed(a.content, b.content)) for a, b in cells))
                )
                continue
            if one is not None:
                rows.append(_row(olds[one], removed))
            if other is not None:
                rows.append(_row(news[other], added))
        caption = changed(old.caption, new.caption) if old.caption or new.caption else ""
        return _table(caption, "".join(rows))

    def figure(self, old: Figure, new: Figure) -> str:
        one, other = (self.photos[s].get(new.photo) for s in (Side.OLD, Side.NEW))
        caption = changed(old.caption, new.caption) if old.caption or new.caption else ""
        lines = [photo_lines(photo) if photo else [] for photo in (one, other)]
        gone = [line for line in lines[0] if line not in lines[1]]
        come = [line for line in lines[1] if line not in lines[0]]
        said = "".join(
            [f"<li>{_whole(escape(line), Side.OLD)}</li>" for line in gone]
            + [f"<li>{_whole(escape(line), Side.NEW)}</li>" for line in come]
        )
        details = f'<ul class="said">{said}</ul>' if said else ""
        picture = self.shown(new.photo, Side.NEW)
        return f"<figure>{picture}{_named('figcaption', caption)}{details}</figure>"

    def shown(self, sha256: str, side: Side) -> str:
        photo = self.photos[side].get(sha256)
        if photo is None:
            return _said("A photo that is no longer in the library.")
        source = self.picture(photo)
        if not source:
            return _said(f"Photo: {photo.alt_text}")
        return f"<img{attributes(src=source, alt=photo.alt_text, loading='lazy')}>"

    def notes(self, old: Sequence[Note], new: Sequence[Note]) -> list[Laid]:
        """Notes that differ; their own numbers do not make them differ."""
        found = []
        for one, other in aligned([words(n.content) for n in old], [words(n.content) for n in new]):
            before = old[one].content if one is not None else ()
            after = new[other].content if other is not None else ()
            number = new[other].number if other is not None else old[one or 0].number
            if one is None:
                text = added(after)
            elif other is None:
                text = removed(before)
            else:
                text = changed(before, after)
            html = _named("p", f'<span class="note-number">Note {number}.</span> {text}')
            found.append(Laid(html, changed="<ins" in text or "<del" in text))
        return found


# --- pieces of HTML -----------------------------------------------------------------------------


def _tag(block: Heading | Paragraph) -> str:
    return f"h{min(max(block.level, 2), 4) + 1}" if isinstance(block, Heading) else "p"


def _set_as(old: Heading | Paragraph, new: Heading | Paragraph) -> str:
    before, after = (_level(block) for block in (old, new))
    return "" if before == after else _said(f"{before} before, {after.lower()} now.")


def _level(block: Heading | Paragraph) -> str:
    return f"Heading of level {block.level}" if isinstance(block, Heading) else "Paragraph"


def _counted(block: List) -> str:
    style = "bullets" if block.numbering is Numbering.BULLET else block.numbering.value
    start = f" from {block.start}" if block.start != 1 else ""
    return f"{style}{start}{' in parentheses' if block.parenthesised else ''}"


def _list(block: List, items: str) -> str:
    if block.numbering is Numbering.BULLET:
        return f"<ul>{items}</ul>"
    return f"<ol{attributes(start=block.start if block.start != 1 else None)}>{items}</ol>"


def _table(caption: str, rows: str) -> str:
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<div class="laid-table"><table>{title}<tbody>{rows}</tbody></table></div>'


def _row(row: Sequence[Cell], mark: Callable[[tuple[Inline, ...]], str]) -> str:
    return _named("tr", "".join(_cell(cell, mark(cell.content)) for cell in row))


def _cell(cell: Cell, content: str) -> str:
    tag = "th" if cell.header and content else "td"
    spans = attributes(
        colspan=cell.colspan if cell.colspan > 1 else None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
    )
    return f"<{tag}{spans}>{content}</{tag}>"


def _whole(html: str, side: Side) -> str:
    tag, heard = ("del", "removed") if side is Side.OLD else ("ins", "added")
    return f'<{tag}><span class="only-heard"> {heard}: </span>{html}</{tag}>'


def _said(text: str) -> str:
    return f'<span class="said">{escape(text)} </span>'


def _named(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"
