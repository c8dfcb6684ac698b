"""Reading the sheets of the form: rows by name, words from a list, and all faults together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcda_ai.faults import ProblemError, find_name, unknown_name
from mcda_ai.tables.form import ANCHORS, COLUMNS, FREE, SHEETS, word
from mcda_ai.tables.grid import Cell, Grid, folded
from mcda_ai.tables.headers import Words, key_of
from mcda_ai.tables.layout import Layout, TableRow, find_header, layout_of, rows_of


def sheet_key(name: str) -> str | None:
    """Tell which sheet of the form a sheet is, by its name; None if it is none of them."""
    plain = folded(name)
    key = key_of(plain, SHEETS)
    stem, _, number = plain.rpartition(" ")
    if key is None and number.isdigit() and key_of(stem, SHEETS) == "rankings":
        return "rankings"
    return key


def texts_of(rows: Mapping[str, TableRow]) -> Iterable[tuple[str, dict[str, str]]]:
    """Give the texts of each row by column, with its name."""
    for name, row in rows.items():
        yield name, {key: cell.text for key, cell in row.cells.items()}


@dataclass
class FormSheets:
    """The sheets of a form, and the faults found in them so far."""

    grids: Mapping[str, Grid]
    faults: list[str] = field(default_factory=list)

    def sheets(self, key: str) -> list[Grid]:
        """Give the sheets of a kind, in order."""
        return [grid for name, grid in self.grids.items() if sheet_key(name) == key]

    def table(self, key: str, grid: Grid, *, names: bool = False) -> tuple[Layout, list[TableRow]]:
        """Read the rows of a sheet; `names` = it may have columns that are called otherwise."""
        words, anchor = COLUMNS[key], ANCHORS[key]
        header = find_header(grid, words, anchor)
        if header is None:
            self.faults.append(f"{grid.where}no header '{word(words[anchor], 'en')}' found")
            return Layout(0, {anchor: 0}, {}), []
        layout = layout_of(grid, header, words, anchor, self.faults)
        for name, column in {} if names else layout.names.items():
            known = [word(spellings, "en") for spellings in words.values()]
            self.faults.append(
                f"{grid.rows[header][column].place}: {unknown_name('column', name[:40], known)}"
            )
        return layout, list(rows_of(grid, layout, self.faults, FREE))

    def named(self, key: str, anchor: str = "name") -> dict[str, TableRow]:
        """Read the rows of a sheet by their names, which must differ."""
        found: dict[str, TableRow] = {}
        for grid in self.sheets(key):
            for row in self.table(key, grid)[1]:
                cell = row.cells[anchor]
                if not cell.text:
                    if not cell.fault:
                        self.faults.append(f"{cell.place}: no name, but the row is filled in")
                elif cell.text in found:
                    first = found[cell.text].cells[anchor].place
                    self.faults.append(f"{cell.place}: {cell.shown} is there twice; the first is "
                                       f"at {first}")  # fmt: skip
                else:
                    found[cell.text] = row
        return found

    def chosen(self, row: TableRow, key: str, words: Words) -> str | None:
        """Read a cell that holds one of a few words; None if it is empty."""
        cell = row.cells.get(key)
        if cell is None or not cell.text:
            return None
        found = key_of(cell.text, words)
        if found is None:
            allowed = [each for spellings in words.values() for each in spellings[:2]]
            self.faults.append(f"{cell.place}: {unknown_name(key, cell.text[:40], allowed)}")
        return found

    def one_of(self, kind: str, cell: Cell, allowed: Iterable[str]) -> str | None:
        """Find the name that a cell holds; case, spaces, - and _ do not matter."""
        found: str | None = self.tried(cell, lambda: find_name(kind, cell.text, list(allowed)))
        return found

    def tried(self, cell: Cell, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Make something of a cell; what is wrong with it gets the cell's place."""
        try:
            return make()
        except ProblemError as error:
            self.faults += [f"{cell.place}: {fault}" for fault in error.faults]
            return None
