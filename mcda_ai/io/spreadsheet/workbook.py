"""The sheets of a workbook as cells with their places."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from typing import Any

import python_calamine

from mcda_ai.io.spreadsheet.archive import MOST_UNPACKED, SheetFacts, checked_workbook
from mcda_ai.io.spreadsheet.grid import Cell, Grid, cleaned, column_letters, text_cell
from mcda_ai.messages.faults import ProblemError, raise_any

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def sheets_of(content: bytes, most_unpacked: int = MOST_UNPACKED) -> dict[str, Grid]:
    """Read all sheets of an .xlsx or .xlsm file, by name: values only, nothing is run.

    Raises
    ------
    ProblemError
        If the file is no such workbook, is damaged or too large.
    """
    checked = checked_workbook(content, most_unpacked)
    try:
        book = python_calamine.load_workbook(io.BytesIO(checked.archive))
        tables = [book.get_sheet_by_index(index).to_python(skip_empty_area=False)
                  for index, _ in enumerate(checked.sheets)]  # fmt: skip
    except Exception as error:
        raise ProblemError(f"not readable as a workbook: {error}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the reader; it is no Exception
            raise
        raise ProblemError("not readable as a workbook: damaged") from None
    grids = {}
    faults = []
    for (name, facts), rows in zip(checked.sheets, tables, strict=True):
        plain = cleaned(name)
        if plain in grids:
            faults.append(f"sheet '{plain}' is there twice; names of sheets must differ")
        grids[plain] = _grid(plain, rows, facts)
    raise_any(faults)
    return grids


def _grid(name: str, rows: list[list[Any]], facts: SheetFacts) -> Grid:
    covered = _covered(facts, len(rows), max(map(len, rows), default=0))
    return Grid(
        tuple(
            tuple(
                _with_trouble(
                    _cell(value, row, column, name),
                    facts.troubles.get((row, column)) or covered.get((row, column), ""),
                )
                for column, value in enumerate(values, start=1)
            )
            for row, values in enumerate(rows, start=1)
        ),
        name,
    )


def _covered(facts: SheetFacts, n_rows: int, n_columns: int) -> dict[tuple[int, int], str]:
    """Say of each cell under a merged one why it has no value of its own."""
    troubles: dict[tuple[int, int], str] = {}
    most = 2 * n_rows * n_columns  # merged cells do not overlap, unless the file is damaged
    for top, left, bottom, right in facts.merged:
        corner = f"{column_letters(left)}{top}"
        trouble = f"is merged with cell {corner}; split them and fill each cell"
        rows, columns = range(top, min(bottom, n_rows) + 1), range(left, min(right, n_columns) + 1)
        most -= len(rows) * len(columns)
        if most < 0:
            raise ProblemError("the merged cells overlap; open it in a spreadsheet and save again")
        troubles |= {(r, c): trouble for r in rows for c in columns if (r, c) != (top, left)}
    return troubles


def _with_trouble(cell: Cell, trouble: str) -> Cell:
    return replace(cell, text="", kind="error", fault=trouble) if trouble else cell


def _cell(value: Any, row: int, column: int, sheet: str) -> Cell:  # noqa: ANN401  (any cell)
    if isinstance(value, str):
        return text_cell(value, row, column, sheet)
    if isinstance(value, bool):
        return Cell(str(value).upper(), row, column, sheet)
    if isinstance(value, int | float):
        return Cell(_number_text(value), row, column, sheet, "number")
    if isinstance(value, datetime.datetime | datetime.date):
        return Cell(value.isoformat()[:10], row, column, sheet, "date", _date_fault(value))
    return Cell(str(value), row, column, sheet, "date",
                f"holds a time ({value}); make it a text or a number")  # fmt: skip


def _number_text(value: float) -> str:
    whole = value == int(value) if abs(value) < 1e15 else False
    return str(int(value)) if whole else repr(float(value))


def _date_fault(value: datetime.date) -> str:
    day = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return (
        f"holds a date ({day}); a spreadsheet makes a date of what is typed as "
        f"{value.day}-{value.month}: format the cell as text and type again what is meant"
    )
