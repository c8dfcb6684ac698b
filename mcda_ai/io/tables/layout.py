"""Finding a table among cells: its header, its columns and its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from mcda_ai.io.limits import MOST_FAULTS_OF_A_FILE
from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.confidence_cells import MEANINGS
from mcda_ai.io.tables.headers import FREE_TEXT, HEADERS, UNSCORED, key_of, needs_apostrophe
from mcda_ai.io.tables.words import DECISION, Words
from mcda_ai.messages.faults import Fault, are_too_many, faults_of

_ABOVE = ("direction", "scale")

_fault = faults_of("io.tables")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand, counted from 0.

    Parameters
    ----------
    header : int
        Index of the header row.
    keys : dict of key to column
        The columns that a header word names.
    names : dict of name to column
        The other columns that have a header.
    cells : tuple of Cell
        The header row.
    remarks : tuple of int
        More columns of remarks, beside the one with the key of notes.
    """

    header: int
    keys: dict[str, int]
    names: dict[str, int]
    cells: tuple[Cell, ...] = ()
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, by what its columns are for."""

    number: int
    cells: dict[str, Cell]
    named: dict[str, Cell]
    remarks: tuple[Cell, ...] = ()

    @property
    def note(self) -> str:
        """What all columns of remarks say."""
        texts = [self.text("note"), *(cell.text for cell in self.remarks)]
        return "; ".join(text for text in texts if text)

    def text(self, key: str) -> str:
        """Give the text of a column, empty where there is no such column."""
        return self.cells[key].text if key in self.cells else ""

    def stated(self, key: str) -> str:
        """Give the text of a column, empty also where it says that there is nothing to say."""
        text = self.text(key)
        return "" if folded(text) in UNSCORED else text

    def every_cell(self) -> Iterator[tuple[str | None, Cell]]:
        """Give all cells, with the key of their column where a header word names it."""
        yield from self.cells.items()
        yield from ((None, cell) for cell in self.named.values())
        yield from (("note", cell) for cell in self.remarks)


def find_header(grid: Grid, words: Words, anchor: str) -> int | None:
    """Find the first row with the header word of the column that no table can miss."""
    for index, row in enumerate(grid.rows):
        filled = [cell for cell in row if cell.text]
        if len(filled) > 1 and any(_key(cell, words) == anchor for cell in filled):
            return index
    return None


def has_table(grid: Grid) -> bool:
    """Tell whether a sheet holds an effects table, by its header."""
    return find_header(grid, HEADERS, "criterion") is not None


def first_full_row(grid: Grid, words: Words) -> int | None:
    """Find the first row with several filled cells that does not say what is below it."""
    for index, row in enumerate(grid.rows):
        filled = [cell for cell in row if cell.text]
        if len(filled) > 1 and (len(filled) > 2 or not _says_of_table(filled[0], words)):
            return index
    return None


def _says_of_table(cell: Cell, words: Words) -> bool:
    return _key(cell, words) in _ABOVE or any(_key(cell, each) for each in (MEANINGS, DECISION))


def layout_of(grid: Grid, header: int, words: Words, anchor: str, faults: list[Fault]) -> Layout:
    """Tell what each column of a header row is for.

    Where no header is that of the anchor, the first column is it, or the one after a first
    column of layers.
    """
    row = tuple(_literal(cell, words) for cell in grid.rows[header])
    keys: dict[str, int] = {}
    free: dict[int, Cell] = {}
    remarks: list[int] = []
    for column, cell in enumerate(row):
        if are_too_many(faults):  # a header can be as long as a file; reading stops
            break
        key = _key(cell, words)
        if cell.fault:
            faults.append(cell.fault.within(cell.place))
        elif key is None:
            free[column] = cell
        elif key in keys and key in FREE_TEXT and words is HEADERS:
            remarks.append(column)
        elif key in keys:
            first = row[keys[key]].place
            fault = _fault("second column", found=cell.shown, first=first)
            faults.append(fault.within(cell.place))
        else:
            keys[key] = column
    if anchor not in keys:
        keys[anchor] = 1 if keys.get("layer") == 0 else 0
        free.pop(keys[anchor], None)
        keys = {key: at for key, at in keys.items() if at != keys[anchor] or key not in FREE_TEXT}
    names = _alternatives_named(free, row, faults)
    return Layout(header, keys, names, row, tuple(remarks))


def _alternatives_named(
    free: Mapping[int, Cell], row: Sequence[Cell], faults: list[Fault]
) -> dict[str, int]:
    """Give the columns of the alternatives, by the names in columns that nothing else needs."""
    names: dict[str, int] = {}
    for column, cell in free.items():
        if are_too_many(faults):
            break
        if cell.text in names:
            first = row[names[cell.text]].place
            fault = _fault("alternative twice", found=cell.shown, first=first)
            faults.append(fault.within(cell.place))
        elif cell.text:
            names[cell.text] = column
    return names


def rows_of(
    grid: Grid, layout: Layout, faults: list[Fault], free: Sequence[str] = FREE_TEXT
) -> Iterator[TableRow]:
    """Give the rows under the header that hold anything, with a cell for every column."""
    headed = {column for column, cell in enumerate(layout.cells) if cell.text or cell.fault}
    headed |= set(layout.keys.values())
    for cells in grid.rows[layout.header + 1 :]:
        if not any(cell.text or cell.fault for cell in cells):
            continue
        # One row can be as long as a file; so many are told that reading stops.
        faults += islice(_stray_faults(cells, headed, grid), MOST_FAULTS_OF_A_FILE + 2)
        row = TableRow(
            cells[0].row,
            {key: _cell_at(cells, column, grid) for key, column in layout.keys.items()},
            {name: _cell_at(cells, column, grid) for name, column in layout.names.items()},
            tuple(_cell_at(cells, column, grid) for column in layout.remarks),
        )
        faults += islice(_cell_faults(row, free), MOST_FAULTS_OF_A_FILE + 2)
        yield row


def _stray_faults(cells: Sequence[Cell], headed: Collection[int], grid: Grid) -> Iterator[Fault]:
    """Say which cells stand under no header."""
    for column, cell in enumerate(cells):
        if column not in headed and cell.text:
            fault = _fault("no header", found=cell.shown, commas=grid.separator == ",")
            yield fault.within(cell.place)


def _cell_faults(row: TableRow, free: Sequence[str]) -> Iterator[Fault]:
    """Say why cells of a row cannot be used; a layer may be one cell for several rows."""
    for key, cell in row.every_cell():
        fault = cell.free_fault() if key in free else cell.fault
        if fault and not (key == "layer" and cell.is_covered):
            yield fault.within(cell.place)


def labelled_cells(rows: Sequence[Sequence[Cell]], words: Words) -> dict[str, Cell]:
    """Find the cells that stand right of a label, as 'direction | ranks' above a table."""
    found: dict[str, Cell] = {}
    for row in rows:
        for cell, following in pairwise(row):
            key = _key(cell, words)
            if key is not None:
                found.setdefault(key, following)
    return found


def _key(cell: Cell, words: Words) -> str | None:
    return None if cell.literal or not cell.text else key_of(cell.text, words)


def _literal(cell: Cell, words: Words) -> Cell:
    """Take an apostrophe off a header that says "this is a name", though it is a header word."""
    if cell.literal or not cell.text.startswith("'"):
        return cell
    rest = cell.text[1:]
    is_needed = rest.startswith("'") or key_of(rest, words) is not None or needs_apostrophe(rest)
    return replace(cell, text=rest, literal=True) if is_needed else cell


def _cell_at(row: Sequence[Cell], column: int, grid: Grid) -> Cell:
    if column < len(row):
        return row[column]
    return Cell("", row[0].row, column + 1, grid.sheet)
