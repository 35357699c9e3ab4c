"""A saved page as a tree of elements, whatever it holds: linear in time, bounded in depth."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from articles.body import markup
from articles.body.characters import collapse

__all__ = ["PageElement", "parse_page"]

DEEPEST = 150  # elements within each other; deeper ones are unwrapped

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th"),
        *("tr", "ul", "caption", "tbody", "thead", "tfoot", "body", "br", "option", "button"),
    ]
)
# An element of the first kind ends where one of the second begins.
_ENDS_AT: dict[str, frozenset[str]] = {
    "p": _BLOCKS - {"br", "button", "option"},
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "td": frozenset(["td", "th", "tr"]),
    "th": frozenset(["td", "th", "tr"]),
    "tr": frozenset(["tr"]),
    "option": frozenset(["option"]),
    "head": frozenset(["body"]),
}
_NOT_READ = frozenset(["script", "style", "svg", "title", "template", "iframe", "noembed"])


@dataclass(eq=False, slots=True)
class PageElement:
    """An element; ``line`` is where its tag stands in the file. Compared by identity."""

    tag: str
    attributes: dict[str, str]
    line: int
    parent: PageElement | None = None
    children: list[PageElement | str] = field(default_factory=list)
    is_removed: bool = False

    def elements(self) -> Iterator[PageElement]:
        """This element and all within it, in the order of the page."""
        stack: list[PageElement] = [self]
        while stack:
            element = stack.pop()
            if not element.is_removed:
                yield element
                stack.extend(c for c in reversed(element.children) if isinstance(c, PageElement))

    @property
    def is_readable(self) -> bool:
        return not self.is_removed and self.tag not in _NOT_READ

    def find(self, *tags: str) -> Iterator[PageElement]:
        return (element for element in self.elements() if element.tag in tags)

    def first(self, matches: Callable[[PageElement], bool]) -> PageElement | None:
        return next((element for element in self.elements() if matches(element)), None)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "").strip()

    def names(self) -> set[str]:
        """The words of its class and id, in lower case, compound ones also in parts."""
        words = f"{self.get('class')} {self.get('id')}".lower().replace("_", "-").split()
        return {*words, *(part for word in words for part in word.split("-"))}

    def text(self) -> str:
        """The words in it on one line, without scripts and the like."""
        parts: list[str] = []
        stack: list[PageElement | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.is_readable:
                if node.tag in _BLOCKS:
                    parts.append(" ")
                    stack.append(" ")
                stack.extend(reversed(node.children))
        return collapse("".join(parts)).strip(" \N{NO-BREAK SPACE}")

    def remove(self) -> None:
        """Take it off the page. Whoever holds it sees it no more."""
        self.is_removed = True

    def become(
        self, tag: str, attributes: dict[str, str], children: list[PageElement | str]
    ) -> None:
        """Turn into another element at the same place."""
        self.tag, self.attributes, self.children = tag, attributes, children

    def contains(self, other: PageElement) -> bool:
        """Whether ``other`` is this element or lies within it, and is still on the page."""
        at: PageElement | None = other
        while at is not None and at is not self and not at.is_removed:
            at = at.parent
        return at is self and not self.is_removed

    def html(self) -> str:
        """Its HTML again, every tag closed."""
        parts: list[str] = []
        stack: list[PageElement | str | None] = [self]
        closing: list[str] = []
        while stack:
            node = stack.pop()
            if node is None:
                parts.append(f"</{closing.pop()}>")
            elif isinstance(node, str):
                parts.append(html.escape(node, quote=False))
            elif node.is_readable:
                named = (f' {n}="{html.escape(v)}"' for n, v in node.attributes.items())
                parts.append(f"<{node.tag}{''.join(named)}>")
                if node.tag not in _VOID:
                    closing.append(node.tag)
                    stack.append(None)
                    stack.extend(reversed(node.children))
        return "".join(parts)


def parse_page(source: str) -> PageElement:
    """The page's elements under a root of the tag "page"."""
    line_starts = [0]
    while (end := source.find("\n", line_starts[-1])) >= 0:
        line_starts.append(end + 1)
    root = PageElement("page", {}, 1)
    open_elements = [root]
    counts: Counter[str] = Counter()
    for token in markup.tokens(source):
        match token:
            case markup.Text(text=text):
                open_elements[-1].children.append(text)
            case markup.Open(tag=tag, attributes=attributes, at=at):
                _close_what_ends_at(tag, open_elements, counts)
                line = bisect_right(line_starts, at)
                _open(PageElement(tag, attributes, line), open_elements, counts)
            case markup.Close(tag=tag):
                if counts[tag]:
                    _close(tag, open_elements, counts)
    return root


def _open(element: PageElement, open_elements: list[PageElement], counts: Counter[str]) -> None:
    if len(open_elements) > DEEPEST and element.tag not in _VOID:
        open_elements[-1].children.append(" " if element.tag in _BLOCKS else "")
        return
    element.parent = open_elements[-1]
    element.parent.children.append(element)
    if element.tag not in _VOID:
        open_elements.append(element)
        counts[element.tag] += 1


def _close_what_ends_at(tag: str, open_elements: list[PageElement], counts: Counter[str]) -> None:
    while tag in _ENDS_AT.get(open_elements[-1].tag, ()):
        counts[open_elements.pop().tag] -= 1


def _close(tag: str, open_elements: list[PageElement], counts: Counter[str]) -> None:
    while (closed := open_elements.pop().tag) != tag:
        counts[closed] -= 1
    counts[tag] -= 1
