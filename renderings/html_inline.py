"""Runs of text, links and note numbers as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from record.document import Document, Inline, LineBreak, Mark, NoteReference, Run
from renderings import pictures
from renderings.addresses import Addresses
from renderings.escaping import attributes, escape
from renderings.languages import primary, words_for
from renderings.runs import by_link
from renderings.words import Words

__all__ = ["Setting", "inline"]

_ELEMENTS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}


@dataclass
class Setting:
    """What one rendering of a document needs at hand.

    ``alone``: the HTML leaves our page (a feed), so links within it need the page's address, and
    nothing may rely on a stylesheet. ``on_page``: it is that of the article's own page, with what
    makes sense only there: outline, links of headings, larger photos, time to read. ``calls``
    counts how often each note has been called so far, as a note links back to every place that
    calls it. ``picture`` shows a photo; a book has photos of its own.
    """

    document: Document
    addresses: Addresses
    alone: bool = False
    on_page: bool = False
    calls: Counter[int] = field(default_factory=Counter)
    picture: Callable[..., str] = pictures.picture

    def __post_init__(self) -> None:
        self.words: Words = words_for(self.document.language)
        self.page = self.addresses.article(self.document.slug) if self.alone else ""
        self.known_notes = {note.number for note in self.document.notes}
        foreign = self.words.language != primary(self.document.language)
        # Words around the text that are not in its language say so (WCAG 3.1.2); text within
        # those words says that it is back in its own.
        self.lang = attributes(lang=self.words.language) if foreign else ""
        self.own_lang = attributes(lang=self.document.language) if foreign else ""


def inline(content: tuple[Inline, ...], setting: Setting) -> str:
    """Phrasing content. Neighbouring runs with one address make one link."""
    return "".join(_linked(href, parts, setting) for href, parts in by_link(content))


def _linked(href: str, parts: list[Inline], setting: Setting) -> str:
    text = "".join(_part(part, setting) for part in parts)
    return f'<a href="{escape(href)}">{text}</a>' if href and text else text


def _part(part: Inline, setting: Setting) -> str:
    match part:
        case Run(text=text, marks=marks):
            return _marked(escape(text), marks)
        case LineBreak():
            return "<br>"
        case NoteReference(number=number):
            return _note_reference(number, setting)


def _marked(text: str, marks: tuple[Mark, ...]) -> str:
    if not text:
        return ""
    for mark in reversed(Mark):
        if mark in marks:
            text = f"<{_ELEMENTS[mark]}>{text}</{_ELEMENTS[mark]}>"
    return text


def _note_reference(number: int, setting: Setting) -> str:
    if number not in setting.known_notes:
        return f"<sup>{number}</sup>"
    setting.calls[number] += 1
    link = attributes(
        id=f"fnref-{number}-{setting.calls[number]}",
        href=f"{setting.page}#note-{number}",
        role="doc-noteref",
        aria_label=setting.words.note.format(number),
    )
    return f'<sup class="note-ref"><a{link}>{number}</a></sup>'
