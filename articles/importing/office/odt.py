"""An .odt (ISO/IEC 26300, OpenDocument text) read into parts: the text, and what goes with it."""

from __future__ import annotations

from pathlib import Path

from articles.body.blocks import Block, Cell, Inline, List, Numbering, Paragraph, Run, Table
from articles.body.inlines import text_of, tidy
from articles.importing.office.answer import Answer
from articles.importing.office.markup import (
    Node,
    child,
    children,
    inside,
    parse,
    short,
    text_in,
    value,
)
from articles.importing.office.odt_inlines import InlinesOfText, LineOfText
from articles.importing.office.odt_styles import StyleOfText, StylesOfText
from articles.importing.office.package import Package
from articles.importing.office.pictures import Pictures
from articles.importing.office.refusing import DAMAGED, Refused
from articles.importing.office.sheet import Sheet, joined

__all__ = ["is_odt", "read_odt"]

TYPE = b"application/vnd.oasis.opendocument.text"
WIDEST = 100  # columns or rows of one cell
_CONTENTS = {
    "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
    "text:table-index", "text:object-index", "text:user-index",
}  # fmt: skip
_WRAPPERS = {"text:section", "text:bibliography", "text:index-body", "text:numbered-paragraph"}


def is_odt(package: Package) -> bool:
    return "mimetype" in package and package.read("mimetype").strip().startswith(TYPE)


def read_odt(package: Package, folder: Path) -> Answer:
    """All of the document; its pictures are written into ``folder``. Raises ``Refused``."""
    _refuse_if_encrypted(package)
    content = parse(package.read("content.xml"))
    styles = StylesOfText()
    styled = parse(package.read("styles.xml")) if "styles.xml" in package else None
    styles.learn(styled)
    styles.learn(content)
    body = child(content, "office:body", "office:text")
    if body is None:
        raise DAMAGED
    answer = Answer("an OpenDocument text")
    pictures = Pictures(package, folder, answer)
    inlines = InlinesOfText(answer=answer, styles=styles, pictures=pictures)
    _count_changes(body, answer)
    _Blocks(answer, styles, inlines).read(body)
    _drop_headers(styled, answer)
    _take_properties(package, answer)
    answer.language = max(inlines.languages, key=lambda tag: inlines.languages[tag], default="")
    return answer


class _Blocks:
    def __init__(self, answer: Answer, styles: StylesOfText, inlines: InlinesOfText) -> None:
        self._answer = answer
        self._styles = styles
        self._inlines = inlines
        self._sheet = Sheet()
        self._counts: dict[str, int] = {}  # how far a list style has counted

    def read(self, body: Node) -> None:
        self._flow(body)
        self._answer.parts += self._sheet.finished()

    def _flow(self, node: Node) -> None:
        for each in node.iterchildren():
            self._block(each)

    def _block(self, node: Node) -> None:
        match short(node.tag):
            case "text:h":
                self._heading(node)
            case "text:p":
                self._paragraph(node)
            case "text:list":
                self._list_or_headings(node)
            case "table:table":
                self._table(node)
            case tag if tag in _CONTENTS:
                self._answer.drop(text_in(node), "a list made from the text itself")
            case tag if tag in _WRAPPERS:
                self._flow(node)
            case "draw:frame" | "draw:custom-shape" | "draw:g" | "draw:rect":
                # Anchored to a page, not to a paragraph.
                holder = node.makeelement(node.tag)
                holder.append(node)
                self._after(self._inlines.read(holder, StyleOfText()))

    def _style(self, node: Node) -> StyleOfText:
        return self._styles.of("paragraph", value(node, "text:style-name"))

    def _heading(self, node: Node) -> None:
        level = value(node, "text:outline-level")
        style = self._style(node)
        line = self._inlines.read(node, StyleOfText())
        if style.role == "title":
            self._sheet.add_paragraph(line.content, "title")
        else:
            self._sheet.add_heading(int(level) if level.isdecimal() else 1, line.content)
        self._after(line)

    def _paragraph(self, node: Node) -> None:
        style = self._style(node)
        line = self._inlines.read(node, style if style.role in {"", "continued"} else StyleOfText())
        match style.role:
            case "title" | "subtitle" | "byline" | "standfirst" | "caption" | "biography" as meant:
                self._sheet.add_paragraph(line.content, meant)
            case "quote":
                self._sheet.add_quote(line.content)
            case "contents":
                self._answer.drop(text_of(line.content), "a list made from the text itself")
            case _ if style.set_apart and tidy(line.content):
                self._sheet.add_quote(line.content)
                said = text_of(tidy(line.content))
                self._answer.guess("quote", said, "a paragraph indented on both sides")
            case _:
                self._sheet.add_paragraph(line.content)
        self._after(line)

    def _after(self, line: LineOfText) -> None:
        for figure in line.figures:
            self._sheet.add(figure)
        for box in line.boxes:
            captions = {self._style(p).role for p in inside(box, "text:p")}
            if "caption" not in captions and (said := text_in(box)):
                how = "a text box; its words stand after the paragraph it was anchored in"
                self._answer.guess("text box", said, how)
            self._flow(box)

    # --- lists ------------------------------------------------------------------------------

    def _list_or_headings(self, node: Node) -> None:
        """Numbered headings stand in lists of their own in older files."""
        if next(inside(node, "text:h"), None) is not None:
            for each in inside(node, "text:h", "text:p"):
                self._block(each)
            return
        lines: list[LineOfText] = []
        found = self._list(node, "", 1, lines)
        if found is not None:
            self._sheet.add(found)
        for line in lines:
            self._after(line)

    def _list(self, node: Node, inherited: str, depth: int, lines: list[LineOfText]) -> List | None:
        name = value(node, "text:style-name") or inherited
        level = self._styles.list_level(name, depth)
        start = level.start
        if value(node, "text:continue-numbering") == "true" and name in self._counts:
            start = self._counts[name] + 1
        items: list[tuple[Block, ...]] = []
        for item in children(node, "text:list-header", "text:list-item"):
            own = value(item, "text:start-value")
            if own.isdecimal() and not items:
                start = int(own)
            blocks = tuple(self._item(item, name, depth, lines))
            if blocks:
                items.append(blocks)
        if level.numbering is not Numbering.BULLET:
            self._counts[name] = start + len(items) - 1
        if not items:
            return None
        return List(tuple(items), level.numbering, min(start, 9_999), level.parenthesised)

    def _item(self, item: Node, name: str, depth: int, lines: list[LineOfText]) -> list[Block]:
        blocks: list[Block] = []
        for each in item.iterchildren():
            if short(each.tag) == "text:list":
                inner = self._list(each, name, depth + 1, lines)
                blocks += [inner] if inner else []
            else:
                line = self._inlines.read(each, self._style(each))
                lines.append(LineOfText(figures=line.figures, boxes=line.boxes))
                if content := tidy(line.content):
                    blocks.append(Paragraph(content))
        return blocks

    # --- tables -----------------------------------------------------------------------------

    def _table(self, node: Node) -> None:
        lines: list[LineOfText] = []
        head = [
            row
            for heads in children(node, "table:table-header-rows")
            for row in self._rows(heads, lines, header=True)
        ]
        rows = list(self._rows(node, lines, header=False))
        if head or rows:
            self._sheet.add(Table(tuple(head), tuple(rows)))
        for line in lines:
            self._after(line)

    def _rows(self, node: Node, lines: list[LineOfText], *, header: bool) -> list[tuple[Cell, ...]]:
        found: list[tuple[Cell, ...]] = []
        for each in children(node, "table:table-row", "table:table-rows", "table:table-row-group"):
            if short(each.tag) != "table:table-row":
                found += self._rows(each, lines, header=header)
            elif cells := tuple(
                self._cell(cell, lines, header) for cell in children(each, "table:table-cell")
            ):
                found.append(cells)
        return found

    def _cell(self, cell: Node, lines: list[LineOfText], header: bool) -> Cell:  # noqa: FBT001
        contents: list[tuple[Inline, ...]] = []
        for paragraph in inside(cell, "text:p", "text:h"):
            if _is_within(paragraph, cell, {"text:note", "draw:text-box", "office:annotation"}):
                continue
            line = self._inlines.read(paragraph, self._style(paragraph))
            in_list = _is_within(paragraph, cell, {"text:list"})
            contents.append(tidy([Run("• ")] * in_list + line.content))
            lines.append(LineOfText(figures=line.figures, boxes=line.boxes))
        if next(inside(cell, "table:table"), None) is not None:
            self._answer.lost["table within a table"] += 1
        spans = [value(cell, f"table:number-{kind}-spanned") for kind in ("columns", "rows")]
        columns, rows = (min(int(s), WIDEST) if s.isdecimal() and s != "0" else 1 for s in spans)
        return Cell(joined(contents), header, columns, rows)


def _is_within(node: Node, outer: Node, names: set[str]) -> bool:
    for above in node.iterancestors():
        if above is outer:
            return False
        if short(above.tag) in names:
            return True
    return False


def _refuse_if_encrypted(package: Package) -> None:
    name = "META-INF/manifest.xml"
    if (
        name in package
        and next(inside(parse(package.read(name)), "manifest:encryption-data"), None) is not None
    ):
        raise Refused(
            "It is protected by a password.",
            "Open it in the word processor, remove the password, save it, and import that.",
        )


def _count_changes(body: Node, answer: Answer) -> None:
    """What was inserted stands in the text, what was deleted only in this list."""
    for region in inside(child(body, "text:tracked-changes"), "text:changed-region"):
        for change in children(region, "text:insertion", "text:deletion"):
            inserted = short(change.tag) == "text:insertion"
            answer.insertions += inserted
            answer.deletions += not inserted
            creator = child(change, "office:change-info", "dc:creator")
            if creator is not None:
                answer.reviewers[(creator.text or "").strip()] += 1


def _drop_headers(styled: Node | None, answer: Answer) -> None:
    for kind in ("header", "footer"):
        for node in inside(styled, f"style:{kind}"):
            answer.drop(text_in(node), f"the page's {kind}")


def _take_properties(package: Package, answer: Answer) -> None:
    if "meta.xml" not in package:
        return
    meta = child(parse(package.read("meta.xml")), "office:meta")
    answer.title = text_in(child(meta, "dc:title"))
    answer.author = text_in(child(meta, "meta:initial-creator")) or text_in(
        child(meta, "dc:creator")
    )
