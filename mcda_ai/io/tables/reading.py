"""Table files as decision problems: what a path leads to is read under limits, and checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from mcda_ai.io.preflib import problem_from_preflib
from mcda_ai.io.spreadsheet.archive import MOST_BYTES, MOST_UNPACKED
from mcda_ai.io.spreadsheet.workbook import sheets_of
from mcda_ai.io.tables.delimited import grid_of, text_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.tables.grid import Grid
from mcda_ai.io.tables.headers import HEADERS, Stated
from mcda_ai.io.tables.layout import find_header
from mcda_ai.io.template.reading import problem_from_form
from mcda_ai.io.template.sheets import is_form
from mcda_ai.messages.faults import Fault, ProblemError, find_name, raise_any, reason_of
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Scale

MOST_FAULTS = 200
"""Faults of one file that are told one by one; a file of another kind has thousands."""


def read_table(
    path: str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: Scale | str | Sequence[str] | None = None,
    name: str | None = None,
    separator: str | None = None,
    encoding: str | None = None,
    most_bytes: int = MOST_BYTES,
    doubts: list[str] | None = None,
) -> DecisionProblem:
    r"""Read an effects table from a CSV or TSV file.

    It has a row for each criterion and a column for each alternative. Titles may stand above the
    headers. The criteria stand under "criterion", "criterium", "criteria" or "indicator", or in
    the first column; other columns, all optional, are layer (laag), weight (gewicht), source
    (bron), unit (eenheid), direction (richting), scale (schaal), reason (reden) and note
    (opmerking). An empty layer is the layer above; a layer called preconditions (randvoorwaarden)
    has that role. Columns and rows of totals, and of numbers such as "nr" or "rank", are refused.

    A cell holds a rank in any tie convention, a score, or a word of a scale ('Medium / High' where
    both are admissible). Empty, '-', 'n.v.t.', 'n/a', '?', '(niet gescoord)' and their like are
    unscored, unless the scale has such a word; equal numbers are ties.

    Parameters
    ----------
    path : str or path
    direction : {"ranks", "higher"}, optional
        Which numbers are better: rank 1, or the higher one. The file itself can say so, in a
        column "direction" or in a cell after that word above the table; it is never guessed. Of
        numbers of which a higher or a lower one is better only the order counts, unless the row
        has a unit; a row can also say that it was measured ("max" or "min"). The values are kept
        then.
    scale : Scale, str or sequence of str, optional
        The words that may stand in the cells, as 'low < medium < high' or from worst to best. The
        file can name them in a cell after "scale" above the table, or a row its own in a column
        "scale"; the cells of such a row hold no numbers, unless it says under "direction" what
        those mean.
    name : str, optional
        Of the problem; otherwise that of the file.
    separator, encoding : str, optional
        Found in the file where not given.
    most_bytes : int, optional
        Size of the largest file that is read.
    doubts : list of str, optional
        What is allowed but suspect, such as rank 11 of 3, is added to it, with its place.

    Returns
    -------
    DecisionProblem

    Raises
    ------
    ProblemError
        With every fault: file, line and column, what was found and what is allowed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.csv"
    ...     _ = file.write_text("criterium;north;south\ncost;1,5;1,5\nreach;2;1\n")
    ...     problem = read_table(file, direction="ranks")
    >>> print(problem.judgement("cost").order)
    north = south
    """

    def problem(content: bytes, found: list[str]) -> DecisionProblem:
        grid = grid_of(text_of(content, encoding), separator)
        return problem_from_grid(
            grid, name=name or _name_of(path), direction=direction, scale=scale, doubts=found
        )

    return _read(path, most_bytes, problem, doubts)


def read_workbook(
    path: str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: Scale | str | Sequence[str] | None = None,
    sheet: str | None = None,
    name: str | None = None,
    most_bytes: int = MOST_BYTES,
    most_unpacked: int = MOST_UNPACKED,
    doubts: list[str] | None = None,
) -> DecisionProblem:
    """Read an Excel workbook (.xlsx or .xlsm): the filled-in form, or an effects table.

    The form is what `template_workbook` makes. An effects table may stand in any sheet, and is
    found by its headers; see `read_table` for what it holds. Only values are read: formulas by
    their saved result, and nothing is run. A merged cell counts once; where ranks are merged that
    is a fault, as are dates, and errors of formulas.

    Parameters
    ----------
    path : str or path
    direction, scale, name
        As for `read_table`; the form says these itself.
    sheet : str, optional
        The sheet with the table, where more than one has one.
    most_bytes, most_unpacked : int, optional
        Size of the largest file that is read, as it is and with its parts unpacked.
    doubts : list of str, optional
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
    >>> from mcda_ai.io.tables import filled_workbook
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.xlsx"
    ...     _ = file.write_bytes(filled_workbook(from_rankings({"cost": "A > B = C"})))
    ...     print(read_workbook(file).judgement("cost").order)
    A > B = C
    """

    def problem(content: bytes, found: list[str]) -> DecisionProblem:
        grids = sheets_of(content, most_unpacked)
        called = name or _name_of(path)
        if is_form(grids, sheet):
            _refuse_for_form(sheet=sheet, scale=scale)
            return problem_from_form(grids, name=called, direction=direction, doubts=found)
        return problem_from_grid(
            _table_among(grids, sheet),
            name=called, direction=direction, scale=scale, doubts=found,
        )  # fmt: skip

    return _read(path, most_bytes, problem, doubts)


def _refuse_for_form(**given: object) -> None:
    """Refuse what is for effects tables only: the template says it itself."""
    raise_any(
        f"a {option} was given, but this is a filled-in template, which is read as a whole; leave "
        f"it out (--{option}, or {option}= in Python)"
        for option, value in given.items()
        if value is not None
    )


def read_preflib(
    path: str | os.PathLike[str], *, name: str | None = None, most_bytes: int = MOST_BYTES
) -> DecisionProblem:
    r"""Read an election in the PrefLib format: .soc, .soi, .toc or .toi, of any year.

    Each distinct order is a criterion, and how many cast it is its weight; all stand in one layer,
    "ballots". Ties are kept; alternatives that an order leaves out are not ranked by it.

    Parameters
    ----------
    path : str or path
    name : str, optional
        Of the problem; otherwise that of the file.
    most_bytes : int, optional
        Size of the largest file that is read.

    Raises
    ------
    ProblemError
        With every fault: file, line and column, what was found and what is allowed.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> text = "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n3: 1,2\n2: {1,2}\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "club.toc"
    ...     _ = file.write_text(text)
    ...     dict(read_preflib(file).own_weights)
    {'order 1': 3.0, 'order 2': 2.0}
    """
    kind = Path(path).suffix.lower().removeprefix(".")
    return _read(
        path,
        most_bytes,
        lambda content, _: problem_from_preflib(
            text_of(content), name=name or _name_of(path), kind=kind
        ),
    )


def _name_of(path: str | os.PathLike[str]) -> str:
    """Name a problem after its file; signs that do not print are left out."""
    kept = "".join(sign for sign in Path(path).stem if sign.isprintable()).strip()
    return kept or "problem"


def _read(
    path: str | os.PathLike[str],
    most_bytes: int,
    problem: Callable[[bytes, list[str]], DecisionProblem],
    doubts: list[str] | None = None,
) -> DecisionProblem:
    """Read a file of at most this size; each fault and each doubt begins with its path."""
    found: list[str] = []
    try:
        made = problem(_content(Path(path), most_bytes), found)
    except ProblemError as error:
        raise ProblemError(*_told(path, error.faults, "faults")) from None
    if doubts is not None:
        doubts += _told(path, found, "of that kind")
    return made


def _told(path: str | os.PathLike[str], lines: Sequence[str], kind: str) -> list[str]:
    more = len(lines) - MOST_FAULTS
    rest = [f"{path}: and {more:,} more {kind}"] if more > 0 else []
    return [f"{path}: {Fault(line).as_one_line()}" for line in lines[:MOST_FAULTS]] + rest


def _content(file: Path, most_bytes: int) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        raise ProblemError(f"cannot be read: {reason_of(error)}") from None
    if len(content) > most_bytes:
        raise ProblemError(f"larger than {most_bytes:,} bytes; allowed: at most that")
    return content


def _table_among(grids: dict[str, Grid], sheet: str | None) -> Grid:
    """Find the sheet that was asked for, or the only one that holds a table."""
    if sheet is not None:
        return grids[find_name("sheet", sheet, grids)]
    found = [grid for grid in grids.values() if find_header(grid, HEADERS, "criterion") is not None]
    filled = [grid for grid in grids.values() if any(c.text for row in grid.rows for c in row)]
    if len(found) > 1:
        names = ", ".join(f"'{grid.sheet}'" for grid in found)
        raise ProblemError(
            f"the sheets {names} each hold a table; say which one is meant, "
            "with --sheet (sheet= in Python)"
        )
    if not found and len(filled) != 1:
        names = ", ".join(f"'{name}'" for name in grids)
        raise ProblemError("no sheet holds a table with the header 'criterion' (or criterium, "
                           f"criteria, indicator); found the sheets {names}")  # fmt: skip
    return (found or filled)[0]
