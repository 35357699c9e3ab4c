"""The paragraphs and tables of a .docx, each by what its style says it is."""

from __future__ import annotations

from dataclasses import replace

from articles.body.blocks import Inline, Run
from articles.body.inlines import text_of, tidy
from articles.importing.office.answer import Answer
from articles.importing.office.docx_inlines import InlinesOfWord, Line
from articles.importing.office.docx_numbering import NumberingOfWord
from articles.importing.office.docx_pictures import chosen
from articles.importing.office.docx_styles import Setting, Style, Styles
from articles.importing.office.docx_tables import single_cell, table_of
from articles.importing.office.markup import Node, child, children, inside, short, value, words
from articles.importing.office.sheet import ItemStyle, Sheet, joined

__all__ = ["BlocksOfWord"]

INDENTED = 400  # twentieths of a point on both sides: set apart as a quotation
_WRAPPERS = {"w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"}
_CONTENTS = {"Table of Contents", "Bibliographies-none"}


class BlocksOfWord:
    """Reads the body, and whatever holds paragraphs as it does, onto a sheet."""

    def __init__(
        self,
        *,
        answer: Answer,
        styles: Styles,
        numbering: NumberingOfWord,
        inlines: InlinesOfWord,
    ) -> None:
        self._answer = answer
        self._styles = styles
        self._numbering = numbering
        self._inlines = inlines
        self._sheet = Sheet()
        self._carried: list[Inline] = []  # of a paragraph whose end was deleted

    def read(self, body: Node) -> None:
        self._flow(body)
        if self._carried:
            self._sheet.add_paragraph(self._carried)
        self._answer.parts += self._sheet.finished()

    def _flow(self, node: Node) -> None:
        for each in node.iterchildren():
            self._block(each)

    def _block(self, node: Node) -> None:
        tag = short(node.tag)
        if tag == "w:p":
            self._paragraph(node)
        elif tag == "w:tbl":
            self._table(node)
        elif tag == "w:sdt":
            gallery = value(next(inside(child(node, "w:sdtPr"), "w:docPartGallery"), None))
            if gallery == "Table of Contents":
                self._answer.drop(_text(node), "the table of contents, made from the headings")
            else:
                self._block_content(node)
        elif tag in _WRAPPERS:
            self._flow(node)
        elif tag == "mc:AlternateContent":
            self._flow(chosen(node))
        elif tag == "w:altChunk":
            self._answer.object_to(
                "A part in another format, enclosed in the file, isn't kept.",
                "Open the file in Word, save it anew, and import that.",
            )

    def _block_content(self, node: Node) -> None:
        for content in children(node, "w:sdtContent"):
            self._flow(content)

    # --- paragraphs -------------------------------------------------------------------------

    def _paragraph(self, node: Node) -> None:
        properties = child(node, "w:pPr")
        style = self._style(properties)
        line = self._inlines.read(node, _letters_of(style))
        content = [*self._carried, *line.content]
        self._carried = []
        if child(properties, "w:rPr", "w:del") is not None:
            self._carried = content  # its end was deleted: the next one goes on with it
        elif line.in_contents or style.role == "contents":
            self._answer.drop(text_of(content), "a list made from the text itself")
        else:
            self._placed(content, properties, style)
        self._after(line)

    def _style(self, properties: Node | None) -> Style:
        style = self._styles.paragraph(value(child(properties, "w:pStyle")))
        outline = value(child(properties, "w:outlineLvl"))
        if outline.isdecimal() and not style.level and int(outline) < 6:
            style = replace(style, level=int(outline) + 1)
        return style

    def _placed(self, content: list[Inline], properties: Node | None, style: Style) -> None:
        item, label, level = self._item(content, properties, style)
        match style.role:
            case _ if style.level and style.role != "title":
                self._sheet.add_heading(style.level, _labelled(label, content))
            case "title" | "subtitle" | "byline" | "standfirst" | "caption" as meant:
                self._sheet.add_paragraph(_labelled(label, content), meant)
            case "quote":
                self._sheet.add_quote(content)
            case _ if item is not None:
                self._sheet.add_item(level, item, content)
            case "continued" if _is_indented(properties) and self._sheet.continue_item(content):
                pass
            case "biography":
                self._sheet.add_paragraph(content, "biography")
            case _ if _is_set_apart(properties) and (said := text_of(tidy(content))):
                self._sheet.add_quote(content)
                self._answer.guess("quote", said, "a paragraph indented on both sides")
            case _:
                self._sheet.add_paragraph(content)

    def _item(
        self, content: list[Inline], properties: Node | None, style: Style
    ) -> tuple[ItemStyle | None, str, int]:
        """How the paragraph is numbered, if it is: its style, its label, its level."""
        numbered = child(properties, "w:numPr")
        list_id = value(child(numbered, "w:numId")) or style.list_id
        said = value(child(numbered, "w:ilvl"))
        level = min(int(said), 8) if said.isdecimal() else style.list_level
        if not self._numbering.knows(list_id) or not tidy(content):
            return None, "", 0
        return *self._numbering.next(list_id, level), level

    def _after(self, line: Line) -> None:
        """Pictures and boxes follow the paragraph they are anchored in."""
        for figure in line.figures:
            self._sheet.add(figure)
        for box in line.boxes:
            if said := _text(box):
                how = "a text box; its words stand after the paragraph it was anchored in"
                self._answer.guess("text box", said, how)
            self._flow(box)

    # --- tables -----------------------------------------------------------------------------

    def _table(self, node: Node) -> None:
        if (cell := single_cell(node)) is not None:
            if said := _text(cell):
                self._answer.guess("frame", said, "a table of one cell; its words are in the text")
            self._flow(cell)
            return
        lines: list[Line] = []
        table = table_of(node, self._answer, lambda cell: self._cell(cell, lines))
        if table.rows or table.head:
            self._sheet.add(table)
        for line in lines:
            self._after(line)

    def _cell(self, cell: Node, lines: list[Line]) -> tuple[Inline, ...]:
        """The paragraphs of a cell on lines of their own, with those of tables inside it."""
        contents: list[tuple[Inline, ...]] = []
        for paragraph in inside(cell, "w:p"):
            if _is_in_box(paragraph, cell):
                continue
            properties = child(paragraph, "w:pPr")
            style = self._style(properties)
            line = self._inlines.read(paragraph, _letters_of(style))
            _, label, _ = self._item(line.content, properties, style)
            contents.append(tidy(_labelled(label, line.content)))
            lines.append(Line(figures=line.figures, boxes=line.boxes))
        if next(inside(cell, "w:tbl"), None) is not None:
            self._answer.lost["table within a table"] += 1
        return joined(contents)


def _letters_of(style: Style) -> Setting:
    """What a style sets by itself is a matter of looks wherever it says what a paragraph is."""
    if style.level or style.role not in {"", "continued"}:
        return Setting(language=style.setting.language, font=style.setting.font)
    return style.setting


def _labelled(label: str, content: list[Inline]) -> list[Inline]:
    """A heading's number is no list: the text may refer to it, so it is kept as words."""
    return [Run(f"{label} "), *content] if label and tidy(content) else content


def _is_indented(properties: Node | None) -> bool:
    return _indent(properties, "w:left", "w:start") > 0


def _is_set_apart(properties: Node | None) -> bool:
    left = _indent(properties, "w:left", "w:start")
    return min(left, _indent(properties, "w:right", "w:end")) >= INDENTED


def _indent(properties: Node | None, *names: str) -> int:
    indent = child(properties, "w:ind")
    said = next(filter(None, (value(indent, name) for name in names)), "")
    return int(said) if said.isdecimal() else 0


def _is_in_box(paragraph: Node, cell: Node) -> bool:
    for above in paragraph.iterancestors():
        if above is cell:
            return False
        if short(above.tag) == "w:txbxContent":
            return True
    return False


def _text(node: Node) -> str:
    return " ".join(filter(None, (words(p) for p in inside(node, "w:p"))))
