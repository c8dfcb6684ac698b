"""Linear and integer programmes. Every call of the solver goes through here.

HiGHS is told to keep quiet. Some of its versions write a line all the same, past Python and past
what its options say: so a program that prints JSON keeps standard output to itself, as `mcda-ai`
does. A library has no say over a stream that all threads of the process share.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from queue import Empty, Queue
from typing import Any

from mcda_ai.algorithms.side_by_side import SECONDS_DEAF, THREAD

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
    return _interruptible(partial(milp, *given, options=quiet, **more))


def _interruptible(solve: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Solve in a thread of its own, so that who waits for it can be interrupted meanwhile.

    Python tells of Ctrl-C only between its own steps, and a solver can take minutes for one. What
    was interrupted goes on until its limit of time, or until the program ends, whichever is first.
    """
    answers: Queue[tuple[Any, BaseException | None]] = Queue()

    def work() -> None:
        try:
            answers.put((solve(), None))
        except BaseException as error:  # raised where it is waited for
            answers.put((None, error))

    threading.Thread(target=work, daemon=True, name=THREAD).start()
    while True:
        with suppress(Empty):  # on Windows nothing interrupts a wait without an end
            answer, error = answers.get(timeout=SECONDS_DEAF)
            break
    if error is not None:
        raise error
    return answer
