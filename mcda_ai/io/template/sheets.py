"""Reading the sheets of the template: rows by name, words from a list, and all faults together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcda_ai.io.spreadsheet.grid import Cell, Grid, folded
from mcda_ai.io.tables.headers import (
    ANY_DIRECTION,
    Direction,
    direction_in,
    key_of,
)
from mcda_ai.io.tables.layout import (
    Layout,
    TableRow,
    find_header,
    has_table,
    layout_of,
    rows_of,
)
from mcda_ai.io.tables.out_of_sight import counted_out_of_sight
from mcda_ai.io.tables.places import sources_in
from mcda_ai.io.tables.words import Words
from mcda_ai.io.template.columns import ANCHORS, COLUMNS, FREE, SHEETS, Language, sheet_title, word
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, unknown_name
from mcda_ai.problem.documents import Source

_fault = faults_of("io.template")

NEEDED = ("alternatives", "criteria", "rankings")
"""The sheets without which there is no problem."""

_ENOUGH = 4  # sheets of these names; a workbook with a table of effects may have some of them
_NUMBERED = re.compile(r"(.*) \(?\d+\)?")  # as the template or a spreadsheet calls another one

_DUTCH_TITLES = {
    dutch for english, dutch, *_ in SHEETS.values() if dutch.strip() != english.strip()
}


def sheet_key(name: str) -> str | None:
    """Tell which sheet of the template a sheet is, by its name; None if it is none of them."""
    plain = folded(name)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is not None and key_of(numbered[1], SHEETS) == "rankings":
        return "rankings"
    return key_of(plain, SHEETS)


def resembled_key(name: str) -> str | None:
    """Tell which sheet of the template a sheet may have been, by a name that is none of theirs."""
    plain = folded(name)
    for key, spellings in SHEETS.items():
        titles = [title.strip() for title in spellings]
        if plain.startswith(tuple(titles)) or difflib.get_close_matches(plain, titles, n=1):
            return key
    return None


def is_template(grids: Mapping[str, Grid], asked: str | None = None) -> bool:
    """Tell whether a workbook is the template, also where a sheet of it is missing or renamed.

    Parameters
    ----------
    grids : mapping of str to Grid
        The sheets, by name.
    asked : str, optional
        The sheet that was asked for. One that is none of the template's may hold a table.
    """
    known = {key for key in map(sheet_key, grids) if key is not None}
    missing = set(NEEDED) - known
    others = {name: grid for name, grid in grids.items() if sheet_key(name) is None}
    if asked is not None and asked in others and resembled_key(asked) not in missing:
        return False
    if not missing:
        return True
    if any(resembled_key(name) in missing for name in others):
        return len(known) >= _ENOUGH - 1  # with the one that was renamed
    return len(known) >= _ENOUGH and not any(map(has_table, others.values()))


def texts_of(rows: Mapping[str, TableRow]) -> Iterable[tuple[str, dict[str, str]]]:
    """Give the texts of each row by column, with its name."""
    for name, row in rows.items():
        yield name, {key: cell.text for key, cell in row.cells.items()}


def twice(cell: Cell, first: Cell) -> Fault:
    """Say that a name is there twice."""
    return _fault("twice", found=cell.shown, first=first.place).within(cell.place)


@dataclass
class TemplateSheets:
    """The sheets of a template, and what is wrong or suspect in those that have been read."""

    grids: Mapping[str, Grid]
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """Tell in which language the sheets are called."""
        return "nl" if any(folded(name) in _DUTCH_TITLES for name in self.grids) else "en"

    def title(self, key: str) -> str:
        """Give the name of a sheet, as it is or as it should be in the language of the others."""
        found = next((name for name in self.grids if sheet_key(name) == key), None)
        return found or sheet_title(key, self.language)

    def missing(self, key: str, named: Fault | None = None) -> Fault:
        """Say that a sheet is missing, and which sheet may be it under another name.

        Parameters
        ----------
        key : str
        named : Fault, optional
            Which cell names something on it; none is needed where no template can do without it.
        """
        like = next((name for name in self._unread() if resembled_key(name) == key), "")
        return _fault("missing sheet", sheet=self.title(key), named=named or False, like=like)

    def out_of_sight(self) -> Iterator[Fault]:
        """Name what counts though it is hidden or struck through."""
        for grid in (grid for key in SHEETS for grid in self.sheets(key)):
            filled = (cell for row in grid.rows for cell in row if cell.text)
            yield from counted_out_of_sight(grid, filled)

    def unread(self) -> list[Fault]:
        """Name the filled sheets that are not read though they are called nearly as one that is."""
        resembled = {name: resembled_key(name) for name in self._unread()}
        return [
            _fault("unread sheet", sheet=name, title=self.title(key))
            for name, key in resembled.items()
            if key is not None and self.grids[name].is_filled
        ]

    def _unread(self) -> list[str]:
        return [name for name in self.grids if sheet_key(name) is None]

    def sheets(self, key: str) -> list[Grid]:
        """Give the sheets of a kind, in order."""
        return [grid for name, grid in self.grids.items() if sheet_key(name) == key]

    def table(self, key: str, grid: Grid, *, names: bool = False) -> tuple[Layout, list[TableRow]]:
        """Read the rows of a sheet; `names` = it may have columns that are called otherwise."""
        words, anchor = COLUMNS[key], ANCHORS[key]
        header = find_header(grid, words, anchor)
        if header is None:
            missing = _fault("no header", header=word(words[anchor], self.language))
            self.faults.append(grid.within(missing))
            return Layout(0, {anchor: 0}, {}), []
        layout = layout_of(grid, header, words, anchor, self.faults)
        for name, column in {} if names else layout.names.items():
            known = [word(spellings, self.language) for spellings in words.values()]
            unknown = unknown_name("column", name[:40], known)
            self.faults.append(unknown.within(grid.rows[header][column].place))
        return layout, list(rows_of(grid, layout, self.faults, FREE))

    def named(self, key: str, anchor: str = "name") -> dict[str, TableRow]:
        """Read the rows of a sheet by their names, which must differ."""
        found: dict[str, TableRow] = {}
        for grid in self.sheets(key):
            for row in self.table(key, grid)[1]:
                cell = row.cells[anchor]
                if not cell.text:
                    if not cell.fault:
                        self.faults.append(_fault("no name").within(cell.place))
                elif cell.text in found:
                    self.faults.append(twice(cell, found[cell.text].cells[anchor]))
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
            allowed = [word(spellings, self.language) for spellings in words.values()]
            self.faults.append(unknown_name(key, cell.text[:40], allowed).within(cell.place))
        return found

    def direction_of(self, row: TableRow) -> Direction | None:
        """Read what the numbers of a row are; of a cell that cannot be read it is told already."""
        cell = row.cells.get("direction")
        if cell is None or cell.fault:
            return None
        return direction_in(cell, ANY_DIRECTION, self.faults)

    def one_of(self, kind: str, cell: Cell, allowed: Collection[str]) -> str | None:
        """Find the name that a cell holds; case, spaces, - and _ do not matter.

        Where nothing is allowed that was said once, of the sheet that should list it.
        """
        if cell.text in allowed:
            return cell.text
        if not allowed:
            return None
        name: str | None = self.tried(cell, lambda: find_name(kind, cell.text, allowed))
        return name

    def sources_of(self, row: TableRow, sources: Mapping[str, Source]) -> tuple[Source, ...]:
        """Find the sources that a row names; what is on no list is a place in words."""
        cell = row.cells.get("source")
        found: list[Source] = []
        for part in [] if cell is None else cell.text.split(";"):
            name = part.strip()
            if name in sources:
                found.append(sources[name])
                continue
            found += sources_in(name)
            if cell and name and " " not in name:  # a short name rather than a remark
                doubt = _fault("source without a row", name=name, sheet=self.title("sources"))
                self.doubts.append(doubt.within(cell.place))
        return tuple(found)

    def tried(self, cell: Cell, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Make something of a cell; what is wrong with it gets the cell's place."""
        try:
            return make()
        except ProblemError as error:
            self.faults += [fault.within(cell.place) for fault in error.faults]
            return None
