"""Cells with their place, whatever file they come from, cleaned of what cannot be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from mcda_ai.io.limits import MOST_LETTERS_OF_A_CELL
from mcda_ai.messages.faults import Fault, ProblemError, composed, faults_of

Kind: TypeAlias = Literal["text", "number", "date", "error"]

DECIMAL_SIGNS = (",", ".")
_MOST_LETTERS_SHOWN = 40
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LINE_END = re.compile(r"[\r\n]+")
_ODD_SPACES = re.compile(r"[\t\u00a0\u2007\u202f]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")

_fault = faults_of("io.spreadsheet")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds, and where it stands.

    Parameters
    ----------
    text : str
        Without spaces around it, signs that cannot be seen (such as right-to-left marks) and
        line ends.
    row, column : int
        Counted from 1; the row of a text file is its line.
    sheet : str
        Name of the sheet; empty for a text file.
    kind : {"text", "number", "date", "error"}
        What the file says that it is; a text file holds only texts.
    fault : Fault, optional
        Why the cell cannot be used, where that is so whatever it was meant for.
    literal : bool
        Whether an apostrophe before the text said that it is nothing but a text.
    decimal : {"", ",", "."}
        The decimal sign of its numbers, where that was said; else each number tells its own.
    """

    text: str
    row: int
    column: int
    sheet: str = ""
    kind: Kind = "text"
    fault: Fault | None = None
    literal: bool = False
    decimal: str = ""

    @property
    def place(self) -> Fault:
        """Where the cell stands, to be said before what is wrong there."""
        if self.sheet:
            letters = f"{column_letters(self.column)}{self.row}"
            return _fault("cell", sheet=self.sheet, cell=letters)
        return in_line(self.row, self.column)

    @property
    def shown(self) -> Fault:
        """The text in quotes, cut where it is long, to be said within a fault."""
        is_long = len(self.text) > _MOST_LETTERS_SHOWN
        text = self.text[:_MOST_LETTERS_SHOWN] + "…" if is_long else self.text
        return _fault("text in quotes", text=text)

    @property
    def is_covered(self) -> bool:
        """Whether a merged cell covers it, which has a value where it begins."""
        return self.fault is not None and self.fault.kind == "io.spreadsheet.faults.merged"

    @property
    def in_percent(self) -> bool:
        """Whether a workbook shows its number in per cent; the text then ends with that sign."""
        return self.kind == "number" and self.text.endswith("%")

    @property
    def number_text(self) -> str:
        """The text without the sign of per cent that a workbook shows."""
        return self.text.removesuffix("%") if self.in_percent else self.text

    def free_fault(self) -> Fault | None:
        """Say why the cell cannot be used as a remark, in which a date is a text like any other."""
        return None if self.kind == "date" else self.fault


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """What of a sheet is hidden from who looks at it, or struck through; counted from 1."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    by_filter: bool = False
    whole_sheet: bool = False

    def holds(self, cell: Cell) -> bool:
        """Tell whether a cell is one of them."""
        at = cell.row, cell.column
        return cell.row in self.rows or cell.column in self.columns or at in self.struck


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table or sheet, empty ones included."""

    rows: tuple[tuple[Cell, ...], ...]
    sheet: str = ""
    separator: str = ""  # of a text file
    is_turned: bool = False  # its rows are columns of the file
    out_of_sight: OutOfSight = OutOfSight()

    def within(self, fault: Fault) -> Fault:
        """Say of which sheet a fault of the whole table is."""
        return fault.within(_fault("sheet", sheet=self.sheet)) if self.sheet else fault

    @property
    def is_filled(self) -> bool:
        """Whether any cell says anything."""
        return any(cell.text for row in self.rows for cell in row)


def with_decimal(grid: Grid, decimal: str | None) -> Grid:
    """Give a grid of which the texts have this decimal sign; None for any sign.

    Raises
    ------
    ProblemError
        If it is no decimal sign.
    """
    if decimal is None:
        return grid
    if decimal not in DECIMAL_SIGNS:
        raise ProblemError(_fault("decimal sign", found=repr(decimal)))
    rows = (
        tuple(replace(cell, decimal=decimal) if cell.kind == "text" else cell for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))


def in_line(line: int, column: int = 0) -> Fault:
    """Say in which line of a text something stands and, where that is known, in which column.

    Examples
    --------
    >>> in_line(3, 2), in_line(3)
    ('line 3, column 2', 'line 3')
    """
    return _fault("line", line=line, column=column)


def text_cell(text: str, row: int, column: int, sheet: str = "") -> Cell:
    """Make a cell of a text, cleaned; its fault is set where nothing can be made of it."""
    if len(text) > MOST_LETTERS_OF_A_CELL:
        fault = _fault("too many letters", n=len(text), most=MOST_LETTERS_OF_A_CELL)
        return Cell(text[:40] + "…", row, column, sheet, "error", fault)
    plain = cleaned(text)
    cell = Cell(plain, row, column, sheet)
    strange = next((sign for sign in plain if not sign.isprintable()), "")
    if strange:
        fault = _fault("strange sign", sign=repr(strange))
        return replace(cell, text=plain.replace(strange, "?"), kind="error", fault=fault)
    return cell


def cleaned(text: str) -> str:
    """Take away spaces around a text and what cannot be seen in it; line ends become spaces."""
    lines = _LINE_END.split(_UNSEEN.sub("", composed(text)))
    return _ODD_SPACES.sub(" ", " ".join(line.strip() for line in lines)).strip()


def folded(text: str) -> str:
    """Write a text so that case, spaces and kinds of dashes do not matter."""
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip().casefold()


def column_letters(column: int) -> str:
    """Write the number of a column, from 1, as Excel does.

    Examples
    --------
    >>> [column_letters(column) for column in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
