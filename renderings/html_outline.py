"""The outline of an article's text, linked: where it leads, and where one is; as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from record.document import Block, Heading, plain
from renderings.escaping import escape
from renderings.html_inline import Setting

__all__ = ["heading_id", "outline"]

FEWEST = 3  # headings of a text that is worth an outline
DEEPEST = 3  # level of heading; those below are too many and too small


@dataclass
class _Entry:
    anchor: str
    title: str
    inner: list[_Entry] = field(default_factory=list)


def outline(setting: Setting) -> str:
    """``<nav>`` with the headings of the text, folded as small screens want it. ``""`` for few."""
    headings = list(_headings(setting.document.body))
    if len(headings) < FEWEST:
        return ""
    title = f'<h2 id="outline-heading"{setting.lang}>{setting.words.outline}</h2>'
    return (
        '<nav class="outline" aria-labelledby="outline-heading">\n'
        f"<details><summary>{title}</summary>\n{_list(_nested(headings))}\n</details>\n</nav>"
    )


def heading_id(heading: Heading) -> str:
    """The ``id`` of a heading, ``""`` without an anchor.

    The prefix keeps an anchor apart from our own ids, such as ``note-1``.
    """
    anchor = "-".join(heading.anchor.split())
    return f"h-{anchor}" if anchor else ""


def _headings(body: Iterable[Block]) -> Iterator[Heading]:
    for block in body:
        if not isinstance(block, Heading) or block.level > DEEPEST:
            continue
        if heading_id(block) and plain(block.content).strip():
            yield block


def _nested(headings: Iterable[Heading]) -> list[_Entry]:
    """Each heading within the last one above it, whatever levels are left out between."""
    top: list[_Entry] = []
    within: list[tuple[int, list[_Entry]]] = [(0, top)]
    for heading in headings:
        while within[-1][0] >= heading.level:
            within.pop()
        entry = _Entry(heading_id(heading), plain(heading.content))
        within[-1][1].append(entry)
        within.append((heading.level, entry.inner))
    return top


def _list(entries: Iterable[_Entry]) -> str:
    items = (
        f'<li><a href="#{escape(entry.anchor)}">{escape(entry.title)}</a>'
        f"{_list(entry.inner) if entry.inner else ''}</li>"
        for entry in entries
    )
    return f"<ol>{''.join(items)}</ol>"
