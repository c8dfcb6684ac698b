"""The values of a sheet that is read cell by cell, and the room that all sheets may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from mcda_ai.io.limits import (
    MOST_CELLS_OF_A_FILE,
    MOST_LETTERS_OF_A_WORKBOOK,
    MOST_SHEETS_OF_A_WORKBOOK,
)
from mcda_ai.io.spreadsheet.grid import column_letters
from mcda_ai.io.spreadsheet.parts import SheetFacts
from mcda_ai.messages.faults import Fault, ProblemError, faults_of

Area: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last of merged cells, each by its row and column, counted from 0."""

_fault = faults_of("io.spreadsheet")


@dataclass
class SheetValues:
    """What a sheet holds: its values by row and column, counted from 1, and what else it says."""

    name: str
    facts: SheetFacts = field(default_factory=SheetFacts)
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    @property
    def rows(self) -> list[list[Any]]:
        """The values row by row, the empty ones as empty texts."""
        columns = range(1, self.facts.columns + 1)
        return [
            [self.values.get((row, column), "") for column in columns]
            for row in range(1, self.facts.rows + 1)
        ]


@dataclass
class Room:
    """How much room the sheets of a file take, counted before it is made."""

    sheets: list[SheetValues] = field(default_factory=list)
    cells: int = 0
    letters: int = 0

    def add(self, sheet: SheetValues) -> SheetValues:
        """Add a sheet, unless there are too many."""
        if len(self.sheets) == MOST_SHEETS_OF_A_WORKBOOK:
            n = len(self.sheets) + 1
            raise ProblemError(_fault("too many sheets", n=n, most=MOST_SHEETS_OF_A_WORKBOOK))
        self.sheets.append(sheet)
        return sheet

    def grow(self, sheet: SheetValues, row: int, column: int, letters: int) -> None:
        """Make a sheet reach to a cell, with so many letters more, unless that is too large."""
        facts = sheet.facts
        before = facts.rows * facts.columns
        facts.rows, facts.columns = max(facts.rows, row), max(facts.columns, column)
        self.cells += facts.rows * facts.columns - before
        self.letters += letters
        check_room(self.cells, self.letters, facts, _fault("sheet", sheet=sheet.name))


def check_room(cells: int, letters: int, facts: SheetFacts, where: Fault) -> None:
    """Refuse more cells or letters in all sheets together than a file may have.

    Parameters
    ----------
    cells, letters : int
        Of all sheets so far.
    facts : SheetFacts
        Of the last of them.
    where : Fault
        Its name, to be said before what is wrong.

    Raises
    ------
    ProblemError
    """
    if cells > MOST_CELLS_OF_A_FILE:
        last = f"{column_letters(facts.columns)}{facts.rows}"
        fault = _fault("too many cells", last=last, most=MOST_CELLS_OF_A_FILE)
        raise ProblemError(fault.within(where))
    if letters > MOST_LETTERS_OF_A_WORKBOOK:
        fault = _fault("letters of all cells", most=MOST_LETTERS_OF_A_WORKBOOK)
        raise ProblemError(fault.within(where))
