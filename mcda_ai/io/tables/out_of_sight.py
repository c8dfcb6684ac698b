"""Cells that count though who looks at the sheet does not see them, or sees them struck through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcda_ai.io.spreadsheet.grid import Cell, Grid, OutOfSight, column_letters, folded
from mcda_ai.io.tables.headers import FREE_TEXT, UNSCORED
from mcda_ai.io.tables.layout import Layout, TableRow
from mcda_ai.messages.faults import Fault, doubts_of

_doubt = doubts_of("io.tables")


def counted_out_of_sight(grid: Grid, cells: Iterable[Cell]) -> Iterator[Fault]:
    """Name the rows and columns that are hidden, and the cells that are struck through.

    Parameters
    ----------
    grid : Grid
    cells : iterable of Cell
        Those of it that count, in order: the first of a row, and of a column, says what it is.
    """
    hidden = grid.out_of_sight
    if hidden == OutOfSight():
        return
    rows: dict[str, str] = {}
    columns: dict[str, str] = {}
    struck = []
    for cell in filter(hidden.holds, cells):
        if folded(cell.text) in UNSCORED:
            continue
        if cell.row in hidden.rows:
            rows.setdefault(str(cell.row), cell.text)
        elif cell.column in hidden.columns:
            columns.setdefault(column_letters(cell.column), cell.text)
        else:
            struck.append(f"{column_letters(cell.column)}{cell.row}")
    if hidden.whole_sheet:
        yield grid.within(_doubt("hidden sheet"))
    if rows:
        fault = _doubt(
            "hidden rows",
            rows=tuple(rows),
            names=tuple(rows.values()),
            by_filter=hidden.by_filter,
        )
        yield grid.within(fault)
    if columns:
        fault = _doubt("hidden columns", columns=tuple(columns), names=tuple(columns.values()))
        yield grid.within(fault)
    if struck:
        yield grid.within(_doubt("struck through", cells=tuple(struck)))


def counting_cells(layout: Layout, rows: Iterable[TableRow]) -> Iterator[Cell]:
    """Give the cells of a table that say something of its answer, which remarks do not."""
    named = {*layout.names.values(), *layout.keys.values()}
    remarks = {layout.keys[key] for key in FREE_TEXT if key in layout.keys}
    yield from (cell for column, cell in enumerate(layout.cells) if column in named - remarks)
    for row in rows:
        yield row.cells["criterion"]
        of_no_answer = ("criterion", *FREE_TEXT)
        yield from (cell for key, cell in row.every_cell() if key not in of_no_answer)
