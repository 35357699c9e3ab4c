"""The draft's HTML as a tree of the elements that matter, of bounded depth.

Browsers' repairs are followed where manuscripts need them: unclosed paragraphs, items and cells,
text astray in tables, lists straight inside lists, bold that runs over several paragraphs. All
else is unwrapped: its text stays, and where it stood apart, a BOUNDARY keeps words from growing
together. Emphasis and links are no elements here but a property of each run of text.
"""

from __future__ import annotations

from articles.body import markup
from articles.body.blocks import LineBreak, Run
from articles.body.elements import (
    BLOCKS,
    BOUNDARY,
    CONTAINERS,
    HEADINGS,
    INLINE_ONLY,
    LISTS,
    MARKS,
    PARTS_OF_TABLES,
    SAME_AS,
    SETTING_APART,
    WITHOUT_CONTENT,
    Element,
    Node,
)
from articles.body.links import safe_address
from articles.body.open_elements import OpenElements

__all__ = ["build"]

DEEPEST = 32  # lists, items, quotes, tables and rows within each other; deeper ones are flattened

_LAYOUT_SPACE = " \t\n\r\x0b\x0c"


def build(source: str) -> list[Node]:
    """What the HTML ``source`` holds, of the subset or not, as a list of nodes."""
    builder = _Builder()
    for token in markup.tokens(source):
        match token:
            case markup.Text(text=text):
                builder.text(text)
            case markup.Open(tag=tag, attributes=attributes):
                builder.open(SAME_AS.get(tag, tag), attributes)
            case markup.Close(tag=tag):
                builder.close(SAME_AS.get(tag, tag))
    return builder.root.children


class _Builder:
    def __init__(self) -> None:
        self.root = Element("root")
        self.stack = OpenElements(self.root)
        self.preformatted = 0
        self.dropping = ""

    @property
    def top(self) -> Element:
        return self.stack.level.element

    # --- text ---

    def text(self, text: str) -> None:
        if self.dropping:
            return
        if self.preformatted:
            first, *others = text.split("\n")
            self._run(first)
            for line in others:
                self._inline(LineBreak())
                self._run(line)
        else:
            self._run(text)

    def _run(self, text: str) -> None:
        marks = self.stack.setting.marks
        if not text.strip(_LAYOUT_SPACE):
            if self.top.tag not in LISTS | {"table", "tr"}:
                self.top.children.append(Run(text, marks, self.stack.setting.href))
        else:
            self._inline(Run(text, marks, self.stack.setting.href))

    def _inline(self, node: Run | LineBreak | Element) -> None:
        """Put inline content where it may stand, which is not straight in a list or a table."""
        if self.top.tag in LISTS:
            self._reopen_item()
        if self.top.tag in {"table", "tr"}:
            self._astray(node)
        else:
            self.top.children.append(node)

    def _astray(self, node: Node) -> None:
        """Content straight in a table or a row stands before the table, as browsers show it."""
        index = next(
            i
            for i in range(len(self.stack.levels) - 1, 0, -1)
            if self.stack.levels[i].element.tag == "table"
        )
        around = self.stack.levels[index - 1].element.children
        around.insert(len(around) - 1, node)

    def _boundary(self) -> None:
        if self.top.tag in {"table", "tr"}:
            self._astray(BOUNDARY)
        elif self.top.tag not in LISTS and self.top.children[-1:] != [BOUNDARY]:
            self.top.children.append(BOUNDARY)

    # --- start tags ---

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.dropping or tag in WITHOUT_CONTENT:
            self.dropping = self.dropping or tag
        elif tag == "br":
            self._inline(LineBreak())
        elif mark := MARKS.get(tag):
            self.stack.setting.count(mark, 1)
        elif tag == "a":
            self.stack.setting.href = safe_address(attributes.get("href", ""))
        elif tag == "q":
            self._run("“")
        elif tag == "span":
            self._open_span(attributes)
        elif tag in BLOCKS:
            self.preformatted += tag == "pre"
            self._open_block(tag, attributes)

    def _open_span(self, attributes: dict[str, str]) -> None:
        note = self.stack.level_of("note")
        if note:
            note.plain_spans += 1
        elif "data-note" in attributes:
            element = Element("note")
            self._inline(element)
            self.stack.push(element)

    def _open_block(self, tag: str, attributes: dict[str, str]) -> None:
        self._close_what_ends_at(tag)
        if tag in {"thead", "tbody", "tfoot"} and self.top.tag == "table":
            self.top.in_head = tag == "thead"
        elif self._means_something(tag, attributes) and self._may_stand_here(tag):
            element = Element(tag, attributes, in_head=tag == "tr" and self.top.in_head)
            self.top.children.append(element)
            if tag != "hr":
                self.stack.push(element)
        else:
            self._boundary()
            if tag != "hr":
                self.stack.level.unwrap(tag)

    def _close_what_ends_at(self, tag: str) -> None:
        """End the elements whose end tag may be left out before ``tag``."""
        if self.top.tag == "note":
            self.stack.pop()
        if self.top.tag == "p":
            self.stack.pop()
        if self.stack.level.unwrapped:
            return
        match tag:
            case "li":
                self.stack.pop_to("li", within=LISTS)
            case "td" | "th":
                self.stack.pop_to("td", "th", within={"tr", "table"})
            case "tr":
                self.stack.pop_to("tr", within={"table"})
            case "thead" | "tbody" | "tfoot":
                self.stack.pop_to("tr", "caption", within={"table"})

    def _may_stand_here(self, tag: str) -> bool:
        """Whether ``tag`` fits into the innermost element; opens the item or row it needs."""
        if tag in PARTS_OF_TABLES:
            if self.stack.level.unwrapped_count["table"]:
                return False
            if tag in {"td", "th"}:
                if self.top.tag == "table":
                    row = Element("tr", in_head=self.top.in_head)
                    self.top.children.append(row)
                    self.stack.push(row)
                return self.top.tag == "tr"
            return self.top.tag == "table"
        if tag == "li":
            return self.top.tag in LISTS
        if tag == "footer":
            return self.top.tag == "blockquote"
        if self.top.tag in LISTS:
            self._reopen_item()
        if self.top.tag in INLINE_ONLY | {"table", "tr"}:
            return False
        # An item or a row always fits into a list or a table, so these keep room for one.
        return tag not in CONTAINERS or len(self.stack.levels) < DEEPEST

    @staticmethod
    def _means_something(tag: str, attributes: dict[str, str]) -> bool:
        if tag == "figure":
            return "data-photo" in attributes
        return tag not in SETTING_APART or tag in {"li", "td", "th", "footer"}

    # --- end tags ---

    def close(self, tag: str) -> None:
        if self.dropping:
            if tag == self.dropping:
                self.dropping = ""
        elif mark := MARKS.get(tag):
            self.stack.setting.count(mark, -1)
        elif tag == "a":
            self.stack.setting.href = ""
        elif tag == "br":
            self._inline(LineBreak())
        elif tag == "q":
            self._run("”")
        elif tag == "span":
            self._close_span()
        elif tag in BLOCKS:
            self.preformatted = max(0, self.preformatted - (tag == "pre"))
            self._close_block(tag)

    def _close_span(self) -> None:
        note = self.stack.level_of("note")
        if note and note.plain_spans:
            note.plain_spans -= 1
        elif note:
            self.stack.pop_to("note", within=set())

    def _close_block(self, tag: str) -> None:
        if tag in {"thead", "tbody", "tfoot"} and not self.stack.level.unwrapped_count["table"]:
            if table := self.stack.level_of("table"):
                self.stack.pop_to("tr", "caption", within={"table"})
                table.element.in_head = False
            return
        tags = HEADINGS if tag in HEADINGS else {tag}
        scope = _scope_of(tag)
        for index in range(len(self.stack.levels) - 1, -1, -1):
            level = self.stack.levels[index]
            if level.unwrapped_count[tag]:
                self.stack.pop_down_to(index + 1)
                level.close_unwrapped(tag)
                self._boundary()
                return
            if level.element.tag in tags:
                self.stack.pop_down_to(index)
                return
            if level.element.tag in scope:
                break
        if tag == "p":
            self._boundary()

    # --- places ---

    def _reopen_item(self) -> None:
        """Stand in the list's last item, or in a new one: a list holds items only."""
        items = self.top.children
        if not items:
            items.append(Element("li"))
        last = items[-1]
        if isinstance(last, Element):  # a list's children are its items
            self.stack.push(last)


def _scope_of(tag: str) -> set[str]:
    """What an end tag can't reach out of."""
    match tag:
        case "li":
            return LISTS
        case "td" | "th" | "tr" | "caption":
            return {"table"}
        case "table":
            return set()
        case _:
            return {"table", "td", "th"}
