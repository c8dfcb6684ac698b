"""Table files as decision problems: what a path leads to is read under limits, and checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from mcda_ai.io.limits import MOST_BYTES_OF_A_TABLE
from mcda_ai.io.regular_files import first_bytes
from mcda_ai.io.spreadsheet.grid import with_decimal
from mcda_ai.io.tables.delimited import grid_of, text_of
from mcda_ai.io.tables.effects import problem_from_grid
from mcda_ai.io.tables.headers import Stated
from mcda_ai.io.tables.turned import OptionsIn
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    doubts_of,
    faults_of,
    number_told,
    reason_of,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import Scale

_fault = faults_of("io.tables")
_doubt = doubts_of("io.tables")


def read_table(
    path: str | os.PathLike[str],
    *,
    direction: Stated | None = None,
    scale: Scale | str | Sequence[str] | None = None,
    name: str | None = None,
    decimal: str | None = None,
    separator: str | None = None,
    encoding: str | None = None,
    options_in: OptionsIn | None = None,
    most_bytes: int = MOST_BYTES_OF_A_TABLE,
    doubts: list[Fault] | None = None,
) -> DecisionProblem:
    r"""Read an effects table from a CSV or TSV file.

    It has a row for each criterion and a column for each alternative. Titles may stand above the
    headers. The criteria stand under "criterion", "criterium", "criteria" or "indicator", or in
    the first column; other columns, all optional, are layer (laag), weight (gewicht), source
    (bron), unit (eenheid), direction (richting), scale (schaal), confidence (zekerheid), reason
    (reden) and note (opmerking). What words for confidence mean, and who says so, stands above the
    table, as "confidence high" and "confidence according to". An empty layer is the layer above; a
    layer called preconditions (randvoorwaarden) has that role. Columns and rows of totals, and of
    numbers such as "nr" or "rank", are refused.
    A table with a row for each score, under headers such as "option", "criterion" and "score", is
    read too: a pair of which there is no row is unscored.

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
        The words that may stand in the cells, as 'low < medium < high' or from worst to best, in a
        list or with commas between them. The
        file can name them in a cell after "scale" above the table, or a row its own in a column
        "scale"; the cells of such a row hold no numbers, unless it says under "direction" what
        those mean.
    name : str, optional
        Of the problem; otherwise that of the file.
    decimal : {",", "."}, optional
        The decimal sign of all numbers; the other then parts thousands. Without it each number
        tells its own, and one such as 1.046, which can be two, is a fault, unless another of its
        row has the same sign and can have no thousands.
    separator, encoding : str, optional
        Found in the file where not given.
    options_in : {"columns", "rows"}, optional
        Where the alternatives stand, in a table that does not say it by its headers. Of a table
        with a row for each alternative its first column, or one headed as such, names these; rows
        can say the direction, weight, layer or unit of the criteria in its headers.
    most_bytes : int, optional
        Size of the largest file that is read.
    doubts : list of Fault, optional
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

    def problem(content: bytes, suspect: list[Fault]) -> DecisionProblem:
        return problem_from_grid(
            with_decimal(grid_of(text_of(content, encoding), separator), decimal),
            name=name or name_of_file(path), direction=direction, scale=scale,
            options_in=options_in, doubts=suspect,
        )  # fmt: skip

    return problem_in_file(path, most_bytes, problem, doubts)


def name_of_file(path: str | os.PathLike[str]) -> str:
    """Name a problem after its file; signs that do not print are left out."""
    kept = "".join(sign for sign in Path(path).stem if sign.isprintable()).strip()
    return kept or "problem"


def problem_in_file(
    path: str | os.PathLike[str],
    most_bytes: int,
    problem: Callable[[bytes, list[Fault]], DecisionProblem],
    doubts: list[Fault] | None = None,
) -> DecisionProblem:
    """Read a file of at most this size; each fault and each doubt begins with its path."""
    suspect: list[Fault] = []
    try:
        found = problem(_content(Path(path), most_bytes), suspect)
    except ProblemError as error:
        # How many faults there are is not known: reading stops when there are so many.
        told = (_fault("more faults") if each.counts_others else each for each in error.faults)
        raise ProblemError(*(fault.within(str(path)) for fault in told)) from None
    if doubts is not None:
        n = number_told(len(suspect))
        rest = [_doubt("more doubts", n=len(suspect) - n)] if n < len(suspect) else []
        doubts += [doubt.within(str(path)) for doubt in (*suspect[:n], *rest)]
    return found


def _content(file: Path, most_bytes: int) -> bytes:
    try:
        content = first_bytes(file, most_bytes)
    except (OSError, ValueError) as error:
        raise ProblemError(_fault("unreadable file", reason=reason_of(error))) from None
    if len(content) > most_bytes:
        raise ProblemError(_fault("too large", most=most_bytes))
    return content
