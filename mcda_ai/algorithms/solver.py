"""Linear and integer programmes, solved in silence. Every call of the solver goes through here.

HiGHS writes some messages of its own to the process's standard output, past Python and whatever
its options say; a program that prints JSON must not have them in between.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from typing import Any

SOLVED, INFEASIBLE = 0, 2
"""Statuses of a result."""

_STANDARD_OUTPUT = 1
_SECONDS_DEAF = 0.5
_one_at_a_time = threading.Lock()


def linear_programme(*given: Any, **options: Any) -> Any:  # noqa: ANN401  (scipy has no types)
    """Minimise a linear form: as `scipy.optimize.linprog`."""
    from scipy.optimize import linprog  # takes longer to import than the rest together

    with _silence():
        return linprog(*given, **options)


def integer_programme(*given: Any, **options: Any) -> Any:  # noqa: ANN401  (scipy has no types)
    """Minimise a linear form over whole numbers: as `scipy.optimize.milp`."""
    from scipy.optimize import milp

    with _silence():
        return _interruptible(milp, *given, **options)


def _interruptible(solve: Callable[..., Any], *given: Any, **options: Any) -> Any:  # noqa: ANN401
    """Solve in a thread of its own, so that who waits for it can be interrupted meanwhile.

    Python tells of Ctrl-C only between its own steps, and a solver can take minutes for one. What
    was interrupted goes on until its limit of time, or until the program ends, whichever is first.
    """
    answers: Queue[Any] = Queue()

    def work() -> None:
        try:
            answers.put((solve(*given, **options), None))
        except BaseException as error:  # raised where it is waited for
            answers.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    while True:
        with suppress(Empty):  # on Windows nothing interrupts a wait without an end
            answer, error = answers.get(timeout=_SECONDS_DEAF)
            break
    if error is not None:
        raise error
    return answer


@contextmanager
def _silence() -> Iterator[None]:
    """Point the descriptor of standard output to nowhere; it belongs to all threads, so in turn."""
    with _one_at_a_time:
        with suppress(AttributeError, OSError, ValueError):  # there may be none, or a closed one
            sys.stdout.flush()  # what Python holds back must not be lost with the rest
        try:
            kept = os.dup(_STANDARD_OUTPUT)
        except OSError:  # nothing to keep silent, as in a program without a console
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            try:
                os.dup2(nowhere, _STANDARD_OUTPUT)
            finally:
                os.close(nowhere)
            yield
        finally:
            os.dup2(kept, _STANDARD_OUTPUT)
            os.close(kept)
