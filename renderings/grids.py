"""A table as a plain grid, for forms that know no spanning cells."""

from __future__ import annotations

from record.document import Cell, Table

__all__ = ["EMPTY", "grid"]

EMPTY = Cell(())
# As in HTML, section 4.9.11; keeps a mistyped span from filling the memory.
_MAX_COLSPAN = 1000


def grid(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Head and body rows, all of one length. What a spanning cell covers is ``EMPTY``."""
    rows = (*table.head, *table.rows)
    covered: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in covered:
                x += 1
            width = min(max(cell.colspan, 1), _MAX_COLSPAN)
            for down in range(min(max(cell.rowspan, 1), len(rows) - y)):
                for across in range(width):
                    covered.setdefault((y + down, x + across), EMPTY)
            covered[y, x] = cell
            x += width
    width = max((x for _, x in covered), default=-1) + 1
    return tuple(
        tuple(covered.get((y, x), EMPTY) for x in range(width)) for y, _ in enumerate(rows)
    )
