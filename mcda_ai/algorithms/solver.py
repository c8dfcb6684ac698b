"""Linear and integer programmes. Every call of the solver goes through here.

HiGHS is told to keep quiet. Some of its versions write a line all the same, past Python and past
what its options say: so a program that prints JSON keeps standard output to itself, as `mcda-ai`
does. A library has no say over a stream that all threads of the process share.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from mcda_ai.algorithms.side_by_side import interruptible

SOLVED, OUT_OF_TIME, INFEASIBLE = 0, 1, 2
"""Statuses of a result."""

_QUIET = {"disp": False}


def linear_programme(
    *given: Any,  # noqa: ANN401  (scipy has no types)
    options: Mapping[str, Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Minimise a linear form: as `scipy.optimize.linprog`."""
    from scipy.optimize import linprog  # takes longer to import than the rest together

    return linprog(*given, options={**(options or {}), **_QUIET}, **more)


def integer_programme(
    *given: Any,  # noqa: ANN401  (scipy has no types)
    options: Mapping[str, Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Minimise a linear form over whole numbers: as `scipy.optimize.milp`."""
    from scipy.optimize import milp

    quiet = {**(options or {}), **_QUIET}
    return interruptible(partial(milp, *given, options=quiet, **more))
