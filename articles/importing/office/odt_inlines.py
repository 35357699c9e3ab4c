"""The words of a paragraph of an .odt, with their setting, links, notes, pictures and comments."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from articles.body.blocks import Figure, Inline, LineBreak, Note, Run
from articles.body.inlines import tidy
from articles.importing.office.addresses import kept_address
from articles.importing.office.answer import Answer, Comment
from articles.importing.office.markup import Node, child, inside, short, text_in, value
from articles.importing.office.odt_styles import StyleOfText, StylesOfText
from articles.importing.office.pictures import Pictures
from articles.importing.office.sheet import joined

__all__ = ["InlinesOfText", "LineOfText"]

MOST_SPACES = 100
# What only a printed page knows, and what nobody sees.
_SKIPPED = {
    "text:page-number", "text:page-count", "text:soft-page-break", "text:tracked-changes",
    "text:note-citation", "text:ruby-text", "office:annotation-end", "text:alphabetical-index-mark",
    "text:sequence-decls", "office:forms", "text:hidden-text",
}  # fmt: skip


@dataclass(slots=True)
class LineOfText:
    """What stands in a paragraph. ``figures`` and text ``boxes`` are put after it."""

    content: list[Inline] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)


class InlinesOfText:
    """Reads paragraphs one after the other."""

    def __init__(self, *, answer: Answer, styles: StylesOfText, pictures: Pictures) -> None:
        self._answer = answer
        self._styles = styles
        self._pictures = pictures
        self._line = LineOfText()
        self.languages: dict[str, int] = {}

    def read(self, paragraph: Node, style: StyleOfText) -> LineOfText:
        """One paragraph; ``style`` is what its own style says of all its letters."""
        before, self._line = self._line, LineOfText()
        self._walk(paragraph, style, "")
        line, self._line = self._line, before
        return line

    def _walk(self, node: Node, style: StyleOfText, href: str) -> None:
        self._say(node.text, style, href)
        for each in node.iterchildren():
            self._element(each, style, href)
            self._say(each.tail, style, href)

    def _element(self, node: Node, style: StyleOfText, href: str) -> None:
        match short(node.tag):
            case tag if tag in _SKIPPED:
                pass
            case "text:note":
                self._note(node)
            case "office:annotation":
                self._comment(node)
            case "draw:frame":
                self._frame(node)
            case "draw:object" | "draw:object-ole":
                self._not_kept("embedded object")
            case "draw:custom-shape" | "draw:rect" | "draw:g" | "draw:text-box":
                if text_in(node):
                    self._line.boxes.append(node)
            case _:
                self._words(node, style, href)

    def _words(self, node: Node, style: StyleOfText, href: str) -> None:
        match short(node.tag):
            case "text:span":
                own = self._styles.of("text", value(node, "text:style-name"))
                self._walk(node, own.over(style), href)
            case "text:a":
                address = kept_address(value(node, "xlink:href"), self._answer)
                self._walk(node, style, address or href)
            case "text:s":
                count = value(node, "text:c")
                self._say(
                    " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES), style, href
                )
            case "text:tab":
                self._say(" ", style, href)
            case "text:line-break":
                self._line.content.append(LineBreak())
            case "text:ruby":
                self._ruby(node, style, href)
            case _:
                self._walk(node, style, href)

    def _say(self, text: str | None, style: StyleOfText, href: str) -> None:
        if not text:
            return
        if style.hidden:
            self._answer.drop(text, "hidden text")
            return
        text = text.replace("\N{SOFT HYPHEN}", "")
        for kind in () if href or not text.strip() else style.lost:
            self._answer.lost[kind] += 1
        language = style.language or self._styles.language
        self.languages[language] = self.languages.get(language, 0) + len(text)
        self._line.content.append(Run(text, style.marks, href))

    def _ruby(self, node: Node, style: StyleOfText, href: str) -> None:
        """The words, and how they are read in brackets after them."""
        base = child(node, "text:ruby-base")
        if base is not None:
            self._walk(base, style, href)
        reading = child(node, "text:ruby-text")
        if reading is not None and reading.text:
            self._say(f" ({reading.text})", style, href)

    def _note(self, node: Node) -> None:
        body = child(node, "text:note-body")
        lines = [self.read(p, StyleOfText()) for p in inside(body, "text:p", "text:h")]
        if any(line.figures or line.boxes for line in lines):
            self._answer.object_to(
                "A picture in a note isn't kept.", "Place it in the text, where readers see it."
            )
        if content := tidy(joined(tidy(line.content) for line in lines)):
            self._line.content.append(Note(content))

    def _comment(self, node: Node) -> None:
        creator = child(node, "dc:creator")
        said = " ".join(filter(None, (text_in(p) for p in inside(node, "text:p"))))
        if said:
            by = (creator.text or "").strip() if creator is not None else ""
            self._answer.comments.append(Comment(by, said))

    # --- pictures ---------------------------------------------------------------------------

    def _frame(self, node: Node) -> None:
        box = child(node, "draw:text-box")
        if box is not None:
            self._line.boxes.append(box)
            return
        image = child(node, "draw:image")
        if child(node, "draw:object") is not None or image is None:
            self._not_kept("chart or embedded object")
            return
        address = value(image, "xlink:href")
        described = child(node, "svg:desc")
        titled = child(node, "svg:title")
        alt = next((n.text for n in (described, titled) if n is not None and n.text), "")
        part = posixpath.normpath(address)
        if "://" in address or part.startswith(("/", "..")) or address.startswith("file:"):
            self._pictures.not_kept(f"“{address}”", "it is only linked, not enclosed")
        elif number := self._pictures.number(part, alt):
            self._line.figures.append(Figure(number))

    def _not_kept(self, kind: str) -> None:
        self._answer.object_to(
            f"A {kind} isn't kept.",
            "Save it as a picture and add it to the photo library if the article needs it.",
        )
