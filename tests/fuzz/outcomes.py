"""What comes of reading a file: a problem, a ProblemError with plain faults, or something worse."""

import time
import warnings

import mcda_ai as mcda
from mcda_ai.faults import ProblemError
from mcda_ai.problem import DecisionProblem

PROBLEM, FAULTS = "problem", "ProblemError"
MOST_SECONDS = 5.0
_LONGEST_FAULT = 3000  # letters


def outcome_of(file):
    """Read a file; say what came of it, and in how many seconds."""
    start = time.perf_counter()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            outcome = _kind_of(mcda.read(file))
        except ProblemError as error:
            outcome = _kind_of_faults(error.faults)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            outcome = f"{type(error).__name__}: {str(error)[:200]}"
    seconds = time.perf_counter() - start
    if warned:
        outcome = f"a warning: {str(warned[0].message)[:200]}"
    return outcome, seconds


def _kind_of(problem):
    usable = isinstance(problem, DecisionProblem) and repr(problem)
    return PROBLEM if usable else f"no problem, but {type(problem).__name__}"


def _kind_of_faults(faults):
    odd = [each for each in faults if not each.isprintable() or len(each) > _LONGEST_FAULT]
    if not faults:
        return "no fault in a ProblemError"
    return FAULTS if not odd else f"a fault that is no plain line: {odd[0][:200]!r}"
