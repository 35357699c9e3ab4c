"""Tables of a .docx: rows and cells, those that reach over several, and rows that are heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from articles.body.blocks import Cell, Inline, Mark, Run, Table
from articles.importing.office.answer import Answer
from articles.importing.office.docx_styles import is_on
from articles.importing.office.markup import Node, child, children, value
from articles.importing.office.sheet import without_throughout

__all__ = ["rows_of", "single_cell", "table_of"]

WIDEST = 100  # columns


@dataclass(slots=True)
class _Cell:
    content: tuple[Inline, ...]
    colspan: int
    rowspan: int = 1


def table_of(node: Node, answer: Answer, content_of: Callable[[Node], tuple[Inline, ...]]) -> Table:
    """The table; ``content_of`` reads a cell. Rows marked as heads are, or a first row in bold."""
    rows: list[list[_Cell]] = []
    marked: list[bool] = []
    reaching: dict[int, _Cell] = {}  # by column: the cell from above that reaches down to here
    for row in rows_of(node, answer):
        cells: list[_Cell] = []
        column = 0
        for each in children(row, "w:tc"):
            properties = child(each, "w:tcPr")
            span = value(child(properties, "w:gridSpan"))
            colspan = min(max(int(span), 1), WIDEST) if span.isdecimal() else 1
            merge = child(properties, "w:vMerge")
            if merge is not None and value(merge) != "restart" and column in reaching:
                reaching[column].rowspan += 1
            else:
                cell = _Cell(content_of(each), colspan)
                cells.append(cell)
                reaching.pop(column, None)
                if merge is not None:
                    reaching[column] = cell
            column += colspan
        rows.append(cells)
        marked.append(bool(is_on(child(row, "w:trPr", "w:tblHeader"))))
    heads = next((index for index, head in enumerate(marked) if not head), len(marked))
    if not heads and len(rows) > 1 and rows[0] and all(map(_is_strong, rows[0])):
        heads = 1
    if heads == len(rows):
        heads = 0
    return Table(
        tuple(tuple(_head(cell) for cell in row) for row in rows[:heads] if row),
        tuple(
            tuple(Cell(cell.content, colspan=cell.colspan, rowspan=cell.rowspan) for cell in row)
            for row in rows[heads:]
            if row
        ),
    )


def rows_of(table: Node, answer: Answer) -> list[Node]:
    """The rows that stand, wherever they are wrapped; a row deleted by a tracked change is gone."""
    found: list[Node] = []
    for row in _all_rows(table):
        gone = child(row, "w:trPr", "w:del")
        new = child(row, "w:trPr", "w:ins")
        for change in (gone, new):
            if change is not None:
                answer.reviewers[value(change, "w:author").strip()] += 1
        answer.deletions += gone is not None
        answer.insertions += new is not None
        if gone is None:
            found.append(row)
    return found


def single_cell(table: Node) -> Node | None:
    """The only cell of a table that is but a frame around text."""
    cells = [cell for row in _all_rows(table) for cell in children(row, "w:tc")]
    return cells[0] if len(cells) == 1 else None


def _all_rows(table: Node) -> list[Node]:
    found: list[Node] = []
    for each in children(table, "w:tr", "w:sdt", "w:ins", "w:customXml"):
        inner = list(children(each, "w:tr")) + list(children(child(each, "w:sdtContent"), "w:tr"))
        found += inner or [each] * each.tag.endswith("}tr")
    return found


def _is_strong(cell: _Cell) -> bool:
    runs = [inline for inline in cell.content if isinstance(inline, Run) and inline.text.strip()]
    return all(Mark.STRONG in run.marks for run in runs) and bool(runs or not cell.content)


def _head(cell: _Cell) -> Cell:
    content = without_throughout(Mark.STRONG, cell.content)
    return Cell(content, header=True, colspan=cell.colspan, rowspan=cell.rowspan)
