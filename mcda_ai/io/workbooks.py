"""Workbooks as decision problems: the filled-in template, or an effects table."""

from __future__ import annotations

import os
from collections.abc import Sequence

from mcda_ai.io.limits import MOST_BYTES_OF_A_TABLE, MOST_BYTES_UNPACKED
from mcda_ai.io.spreadsheet.grid import Grid, with_decimal
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.tables.headers import Stated
from mcda_ai.io.tables.layout import has_table
from mcda_ai.io.tables.reading import name_of_file, problem_in_file
from mcda_ai.io.tables.turned import OptionsIn
from mcda_ai.io.template.reading import problem_from_template
from mcda_ai.io.template.sheets import is_template
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, raise_any
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Scale

_fault = faults_of("io")


def read_workbook(
    path: str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: Scale | str | Sequence[str] | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
    name: str | None = None,
    options_in: OptionsIn | None = None,
    most_bytes: int = MOST_BYTES_OF_A_TABLE,
    most_unpacked: int = MOST_BYTES_UNPACKED,
    doubts: list[Fault] | None = None,
) -> DecisionProblem:
    """Read a workbook (.xlsx, .xlsm, .xls or .ods): the filled-in template, or an effects table.

    The template is what `template_workbook` makes. An effects table may stand in any sheet, and is
    found by its headers; see `read_table` for what it holds. Only values are read: formulas by
    their saved result, and nothing is run. A merged cell counts once; where ranks are merged that
    is a fault, as are dates, and errors of formulas.

    Parameters
    ----------
    path : str or path
    direction, scale, decimal, name, options_in
        As for `read_table`; the template says these itself.
    sheet : str, optional
        The sheet with the table, where more than one has one.
    most_bytes, most_unpacked : int, optional
        Size of the largest file that is read, as it is and with its parts unpacked.
    doubts : list of Fault, optional
        As for `read_table`.

    Returns
    -------
    DecisionProblem

    Raises
    ------
    ProblemError
        With every fault: file, sheet and cell, what was found and what is allowed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from mcda_ai.problem.construction import from_rankings
    >>> from mcda_ai.io.template.writing import filled_workbook
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.xlsx"
    ...     _ = file.write_bytes(filled_workbook(from_rankings({"cost": "A > B = C"})))
    ...     print(read_workbook(file).judgement("cost").order)
    A > B = C
    """

    def problem(content: bytes, suspect: list[Fault]) -> DecisionProblem:
        grids = {
            title: with_decimal(grid, decimal)
            for title, grid in sheets_of(content, most_unpacked).items()
        }
        called = name or name_of_file(path)
        if is_template(grids, sheet):
            _refuse_for_template(sheet=sheet, scale=scale, options_in=options_in)
            return problem_from_template(grids, name=called, direction=direction, doubts=suspect)
        return problem_from_grid(
            _table_among(grids, sheet, suspect),
            name=called, direction=direction, scale=scale, options_in=options_in, doubts=suspect,
        )  # fmt: skip

    return problem_in_file(path, most_bytes, problem, doubts)


def _refuse_for_template(**given: object) -> None:
    """Refuse what is for effects tables only: the template says it itself."""
    raise_any(
        _fault("only for tables", option=option)
        for option, value in given.items()
        if value is not None
    )


def _table_among(grids: dict[str, Grid], sheet: str | None, doubts: list[Fault]) -> Grid:
    """Find the sheet that was asked for, or the only one that holds a table.

    A sheet that is hidden does not stand in the way of one that is not, but is told.
    """
    if sheet is not None:
        return grids[find_name("sheet", sheet, grids)]
    tables = [grid for grid in grids.values() if has_table(grid)]
    shown = [grid for grid in tables if not grid.out_of_sight.whole_sheet]
    if len(shown) == 1:
        doubts += [_fault("hidden table", sheet=grid.sheet) for grid in tables if grid not in shown]
        return shown[0]
    if len(tables) > 1:
        raise ProblemError(_fault("several tables", sheets=tuple(grid.sheet for grid in tables)))
    candidates = tables or [grid for grid in grids.values() if grid.is_filled]
    if len(candidates) != 1:
        raise ProblemError(_fault("no table", sheets=tuple(grids)))
    return candidates[0]
