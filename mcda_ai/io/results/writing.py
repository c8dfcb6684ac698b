"""Results written to a file, with all that they rest on."""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from mcda_ai.io.results.encodings import Problems, Record
from mcda_ai.io.results.kinds import RESULTS
from mcda_ai.io.results.seal import FORMAT, SUFFIX, sealed
from mcda_ai.io.writing import write_atomically
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.messages.result import Result
from mcda_ai.problem.decision_problem import DecisionProblem

_fault = faults_of("io.results")


@checks_arguments
def save(
    result: Annotated[Result, "told by `save`"],
    path: str | os.PathLike[str],
    *,
    force: bool = False,
) -> Path:
    """Save a result, with all that it rests on, so that `load_result` gives it back.

    Parameters
    ----------
    result : Result
        What any function of the package gives: a Ranking, a Robustness, a Check, ... Tables keep
        their indexes, kinds of numbers, gaps and infinite numbers; the problem is saved with its
        reading, scenarios and unscored cells. A method is saved by its name.
    path : str or path
        Ends in .json.
    force : bool, optional
        Replace a file that is there already; otherwise it is left as it is.

    Returns
    -------
    Path
        The file; the same result gives the same bytes.

    Raises
    ------
    ProblemError
        If it is no result, holds something that cannot be saved (a weight space of your own), or
        the file is there already or cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import mcda_ai as mcda
    >>> result = mcda.rank(mcda.load("ai-factory"), "kemeny", "equal")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = mcda.save(result, pathlib.Path(folder) / "kemeny.json")
    ...     mcda.load_result(file).order
    'B3 > B2 > B1'
    """
    name = type(result).__name__
    if RESULTS.get(name) is not type(result):
        raise ProblemError(_fault("no result", type=name, allowed=tuple(RESULTS)))
    target = Path(path)
    if target.suffix.lower() != SUFFIX:
        raise ProblemError(_fault("suffix").within(str(path)))
    text = json.dumps(content_of(result), ensure_ascii=False, indent=1)
    return write_atomically(target, text, force=force)


def content_of(result: Result) -> dict[str, Any]:
    """Give what a file of this result holds: each problem once, every field, and the seal."""
    problems: Problems = []
    fields = Record(type(result)).to_data(result, problems)
    return sealed(
        {
            "mcda_ai": version("mcda-ai"),
            "format": FORMAT,
            "type": type(result).__name__,
            "problems": [Record(DecisionProblem).to_data(problem, []) for problem in problems],
            "result": fields,
        }
    )
