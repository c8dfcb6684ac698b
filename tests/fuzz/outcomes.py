"""What comes of reading a file: a problem, a ProblemError with plain faults, or something worse."""

import warnings
from pathlib import Path

import mcda_ai as mcda
from mcda_ai.messages.faults import ProblemError
from mcda_ai.problem.decision_problem import DecisionProblem

PROBLEM, FAULTS = "problem", "ProblemError"
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_LONGEST = 3000  # letters


def outcome_of(file):
    """Read a file, check what it holds; give what came of it in a word, and its faults.

    Of tables, every second one is read with a direction, as a person would say it.
    """
    path = Path(file)
    direction = "ranks" if path.suffix in TABLES and path.stat().st_size % 2 else None
    faults = ()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            outcome = _kind_of(mcda.read(path, direction=direction))
        except ProblemError as error:
            faults = error.faults
            outcome = _kind_of_faults(faults)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            outcome = f"{type(error).__name__}: {str(error)[:200]}"
    if warned:
        outcome = f"a warning: {str(warned[0].message)[:200]}"
    return outcome, faults


def _kind_of(problem):
    if not isinstance(problem, DecisionProblem) or not repr(problem):
        return f"no problem, but {type(problem).__name__}"
    return _odd_line(mcda.check(problem).warnings) or PROBLEM


def _kind_of_faults(faults):
    return _odd_line(faults) or (FAULTS if faults else "no fault in a ProblemError")


def _odd_line(lines):
    """Give a line that cannot be printed on one line, or that nobody would read to its end."""
    odd = next((each for each in lines if not each.isprintable() or len(each) > _LONGEST), "")
    return odd and f"a message that is no plain line: {odd[:200]!r}"
