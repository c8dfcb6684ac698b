"""The sheets of a workbook as cells with their places."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import python_calamine

from mcda_ai.io.limits import MOST_BYTES_UNPACKED
from mcda_ai.io.spreadsheet.archive import (
    CheckedWorkbook,
    checked_workbook,
    is_open_document,
    open_document_parts,
)
from mcda_ai.io.spreadsheet.decimal_signs import number_text
from mcda_ai.io.spreadsheet.grid import (
    Cell,
    Grid,
    OutOfSight,
    cleaned,
    column_letters,
    text_cell,
)
from mcda_ai.io.spreadsheet.old_excel import is_compound_file, old_sheets
from mcda_ai.io.spreadsheet.open_document import open_sheets
from mcda_ai.io.spreadsheet.parts import SheetFacts
from mcda_ai.io.spreadsheet.same_content import check_same, shared_texts_of
from mcda_ai.io.spreadsheet.sheet_values import Area, SheetValues
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any

Rows: TypeAlias = list[list[Any]]

_fault = faults_of("io.spreadsheet")


def sheets_of(content: bytes, most_unpacked: int = MOST_BYTES_UNPACKED) -> dict[str, Grid]:
    """Read all sheets of a workbook of any kind, by name: values only, nothing is run.

    Raises
    ------
    ProblemError
        If the file is no such workbook, is damaged or too large.
    """
    grids: dict[str, Grid] = {}
    faults = []
    for name, facts, rows, merged in _contents(content, most_unpacked):
        plain = cleaned(name)
        if plain in grids:
            faults.append(_fault("sheet twice", sheet=plain))
        grids[plain] = _grid(plain, rows, _covered(merged, rows) | facts.troubles, facts)
    raise_any(faults)
    return grids


def _contents(
    content: bytes, most_unpacked: int
) -> Iterator[tuple[str, SheetFacts, Rows, list[Area]]]:
    """Give the name of each sheet, what is known of it, its values, and its merged cells."""
    read: list[SheetValues] | None = None
    if is_open_document(content):
        read = open_sheets(open_document_parts(content, most_unpacked))
    elif is_compound_file(content):
        read = old_sheets(content)
    if read is not None:
        yield from ((sheet.name, sheet.facts, sheet.rows, sheet.merged) for sheet in read)
        return
    checked = checked_workbook(content, most_unpacked)
    texts = shared_texts_of(checked.parts)
    for (name, facts), (rows, merged) in zip(checked.sheets.items(), _read(checked), strict=True):
        part = checked.part_of[name]
        check_same(_fault("sheet", sheet=name), part, checked.parts[part], rows, texts)
        yield name, facts, rows, merged


def _read(checked: CheckedWorkbook) -> list[tuple[Rows, list[Area]]]:
    """Read the values of each sheet, and which of its cells are merged."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(checked.archive))
        sheets = map(book.get_sheet_by_index, range(len(checked.sheets)))
        return [(sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or [])
                for sheet in sheets]  # fmt: skip
    except Exception as error:
        raise ProblemError(_fault("unreadable", reason=str(error))) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the reader; it is no Exception
            raise
        raise ProblemError(_fault("unreadable", reason="")) from None


def _grid(name: str, rows: Rows, troubles: dict[tuple[int, int], Fault], facts: SheetFacts) -> Grid:
    def cell(value: Any, row: int, column: int) -> Cell:  # noqa: ANN401  (any cell)
        found = _cell(value, row, column, name)
        if (row, column) in facts.in_percent and found.kind == "number":
            found = replace(found, text=f"{number_text(_hundredfold(value))}%")
        return _with_trouble(found, troubles.get((row, column)))

    return Grid(
        tuple(
            tuple(cell(value, row, column) for column, value in enumerate(values, start=1))
            for row, values in enumerate(rows, start=1)
        ),
        name,
        out_of_sight=_out_of_sight(facts),
    )


def _hundredfold(share: float) -> float:
    """Give a share in per cent as a spreadsheet shows it, without rounding noise."""
    return float(f"{100 * share:.15g}")


def _out_of_sight(facts: SheetFacts) -> OutOfSight:
    columns = (
        column
        for first, last in facts.hidden_columns
        for column in range(first, min(last, facts.columns) + 1)
    )
    return OutOfSight(
        frozenset(facts.hidden_rows),
        frozenset(columns),
        frozenset(facts.struck),
        by_filter=facts.is_filtered,
        whole_sheet=facts.is_hidden,
    )


def _covered(merged: list[Area], rows: Rows) -> dict[tuple[int, int], Fault]:
    """Say of each cell under a merged one why it has no value of its own."""
    n_rows, n_columns = len(rows), max(map(len, rows), default=0)
    troubles: dict[tuple[int, int], Fault] = {}
    most = 2 * n_rows * n_columns  # merged cells do not overlap, unless the file is damaged
    for (top, left), (bottom, right) in merged:
        covered = [
            (row + 1, column + 1)
            for row in range(top, min(bottom + 1, n_rows))
            for column in range(left, min(right + 1, n_columns))
        ]
        most -= len(covered)
        if most < 0:
            raise ProblemError(_fault("merged cells overlap"))
        if len(covered) > 1:
            corner = f"{column_letters(left + 1)}{top + 1}"
            troubles |= dict.fromkeys(covered[1:], _fault("merged", corner=corner))
    return troubles


def _with_trouble(cell: Cell, trouble: Fault | None) -> Cell:
    return cell if trouble is None else replace(cell, text="", kind="error", fault=trouble)


def _cell(value: Any, row: int, column: int, sheet: str) -> Cell:  # noqa: ANN401  (any cell)
    if isinstance(value, str):
        return text_cell(value, row, column, sheet)
    if isinstance(value, bool):
        return Cell(str(value).upper(), row, column, sheet)
    if isinstance(value, int | float):
        return Cell(number_text(value), row, column, sheet, "number")
    if isinstance(value, datetime.datetime | datetime.date):
        fault = _fault("date", day=value.day, month=value.month, year=value.year)
        return Cell(value.isoformat()[:10], row, column, sheet, "date", fault)
    return Cell(str(value), row, column, sheet, "date", _fault("time", time=str(value)))
