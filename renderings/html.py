"""An article as HTML: the whole ``<article>`` of its page, or its text alone for feeds.

The element and class names are a contract with the reader's stylesheet. All text is escaped here;
nothing in a Document is trusted to be HTML. No styles, no scripts.
"""

from __future__ import annotations

from record.document import Document
from renderings.addresses import Addresses
from renderings.escaping import attributes, escape
from renderings.html_back import back
from renderings.html_blocks import blocks
from renderings.html_controls import controls
from renderings.html_head import head, lead_photo
from renderings.html_inline import Setting
from renderings.html_notes import notes
from renderings.html_outline import outline
from renderings.languages import direction

__all__ = ["article", "body", "render", "whole"]


def article(document: Document, addresses: Addresses) -> str:
    """The ``<article>`` of the page. Of a withdrawn article only a tombstone: head and notice."""
    return whole(Setting(document, addresses, on_page=True))


def whole(setting: Setting) -> str:
    """The ``<article>`` in a setting of its own, as in a book."""
    document = setting.document
    state = "withdrawn" if document.withdrawn else "retracted" if document.retracted else ""
    element = attributes(
        class_=f"article {state}".strip(),
        lang=document.language,
        dir=direction(document.language),
    )
    parts = [head(setting)]
    if not document.withdrawn:
        text = blocks(document.body, setting)
        parts += [
            lead_photo(setting),
            _abstract(setting),
            outline(setting) if setting.on_page else "",
            f'<div class="body">\n{text}\n</div>' if text else "",
            notes(document.notes, setting),
            back(setting),
            controls(setting) if setting.on_page else "",
        ]
    return "\n".join([f"<article{element}>", *filter(None, parts), "</article>"])


render = article


def body(document: Document, addresses: Addresses) -> str:
    """The text and its notes as HTML that stands alone, e.g. in a feed. ``""`` if there is none.

    All addresses in it are absolute, and it needs no stylesheet.
    """
    if document.withdrawn:
        return ""
    setting = Setting(document, addresses, alone=True)
    text = blocks(document.body, setting)
    return "\n".join(filter(None, [text, notes(document.notes, setting)]))


def _abstract(setting: Setting) -> str:
    abstract = setting.document.abstract
    if not abstract:
        return ""
    heading = f"<h2{setting.lang}>{setting.words.abstract}</h2>"
    return f'<section class="abstract">\n{heading}\n<p>{escape(abstract)}</p>\n</section>'
