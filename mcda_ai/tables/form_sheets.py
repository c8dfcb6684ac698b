"""Reading the sheets of the form: rows by name, words from a list, and all faults together."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcda_ai.faults import ProblemError, find_name, unknown_name
from mcda_ai.tables.form import ANCHORS, COLUMNS, FREE, SHEETS, sheet_title, word
from mcda_ai.tables.grid import Cell, Grid, folded
from mcda_ai.tables.headers import Words, key_of
from mcda_ai.tables.layout import Layout, TableRow, find_header, layout_of, rows_of

NEEDED = ("alternatives", "criteria", "rankings")
"""The sheets without which there is no problem."""

_ENOUGH = 4  # sheets of these names; a workbook with a table of effects may have some of them

_DUTCH_TITLES = {spellings[1] for spellings in SHEETS.values()} - {"criteria "}


def sheet_key(name: str) -> str | None:
    """Tell which sheet of the form a sheet is, by its name; None if it is none of them."""
    plain = folded(name)
    key = key_of(plain, SHEETS)
    stem, _, number = plain.rpartition(" ")
    if key is None and number.isdigit() and key_of(stem, SHEETS) == "rankings":
        return "rankings"
    return key


def is_form(names: Iterable[str], asked: str | None = None) -> bool:
    """Tell whether a workbook is the form, also where a sheet of it is missing or renamed.

    Parameters
    ----------
    names : iterable of str
        Of its sheets.
    asked : str, optional
        The sheet that was asked for: not the form if it is none of its sheets, and none missing.
    """
    found = {sheet_key(name) for name in names} - {None}
    whole = found.issuperset(NEEDED)
    if whole and asked is not None:
        return sheet_key(asked) is not None
    return whole or len(found) >= _ENOUGH


def texts_of(rows: Mapping[str, TableRow]) -> Iterable[tuple[str, dict[str, str]]]:
    """Give the texts of each row by column, with its name."""
    for name, row in rows.items():
        yield name, {key: cell.text for key, cell in row.cells.items()}


@dataclass
class FormSheets:
    """The sheets of a form, and what is wrong or suspect in them as far as they have been read."""

    grids: Mapping[str, Grid]
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def title(self, key: str) -> str:
        """Give the name of a sheet, as it is or as it should be in the language of the others."""
        found = next((name for name in self.grids if sheet_key(name) == key), None)
        dutch = any(folded(name) in _DUTCH_TITLES for name in self.grids)
        return found or sheet_title(key, "nl" if dutch else "en")

    def missing(self, key: str, why: str) -> str:
        """Say that a sheet is missing, and which sheet may be it under another name."""
        others = {folded(name): name for name in self.grids if sheet_key(name) is None}
        near = [difflib.get_close_matches(each, others, n=1) for each in SHEETS[key]]
        names = [others[found[0]] for found in near if found]
        hint = f"; is it sheet '{names[0]}'? then give that its name back" if names else ""
        return f"sheet '{self.title(key)}' is missing{why}{hint}"

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
