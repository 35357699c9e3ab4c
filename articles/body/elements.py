"""The elements of the body's HTML, sorted by what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.body.blocks import LineBreak, Mark, Run

__all__ = [
    "BLOCKS",
    "BOUNDARY",
    "CONTAINERS",
    "HEADINGS",
    "INLINE_ONLY",
    "LISTS",
    "MARKS",
    "PARTS_OF_TABLES",
    "SAME_AS",
    "SETTING_APART",
    "WITHOUT_CONTENT",
    "Element",
    "Node",
]


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    in_head: bool = False  # of a row: it stood in the table's head


Node = Element | Run | LineBreak

BOUNDARY = Element("boundary")

SAME_AS = {"b": "strong", "i": "em", "cite": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
MARKS = {
    "strong": Mark.STRONG,
    "em": Mark.EMPHASIS,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}
HEADINGS = {"h2", "h3", "h4"}
LISTS = {"ul", "ol"}
CONTAINERS = {*LISTS, "li", "blockquote", "table", "tr"}
# What holds a line of text: whatever block stands in it is unwrapped.
INLINE_ONLY = {*HEADINGS, "td", "th", "caption", "figure", "footer", "note"}
PARTS_OF_TABLES = {"td", "th", "tr", "caption", "thead", "tbody", "tfoot"}
# Block elements without a meaning in the body. They set text apart, no more.
SETTING_APART = {
    *("html", "body", "main", "header", "footer", "nav", "section", "article", "aside", "div"),
    *("hgroup", "address", "center", "dialog", "details", "summary", "search", "menu", "dir"),
    *("dl", "dt", "dd", "li", "td", "th", "figcaption", "form", "fieldset", "legend", "button"),
    *("select", "optgroup", "option", "textarea", "pre", "listing", "plaintext"),
    *("template", "noscript", "video", "audio", "object"),
}
BLOCKS = SETTING_APART | HEADINGS | CONTAINERS | PARTS_OF_TABLES | {"p", "hr", "figure"}
WITHOUT_CONTENT = {"script", "style", "title", "svg", "iframe", "noembed", "noframes"}
