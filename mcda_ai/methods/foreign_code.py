"""Code of other packages, run so that whatever it does ends as an error that names it.

It can raise anything, and exit. It has all rights of the process: what ends that at once, as
`os._exit` and a crash in compiled code do, nobody can hold back.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import compress
from typing import Any, NoReturn, TypeVar

from mcda_ai.algorithms.side_by_side import side_by_side
from mcda_ai.messages.faults import ProblemError

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")


def is_our_own(function: Callable[..., Any]) -> bool:
    """Tell whether the code of a function came with this package."""
    return str(getattr(function, "__module__", "")).startswith("mcda_ai.")


def ours_side_by_side(
    work: Callable[[Thing], Outcome],
    things: Sequence[Thing],
    functions: Sequence[Callable[..., Any]],
    workers: int,
) -> list[Outcome]:
    """Do work with functions: with our own side by side, with others here and one by one.

    Nobody knows whether the code of another package can run in two threads.

    Parameters
    ----------
    work, workers
        As for `mcda_ai.algorithms.side_by_side.side_by_side`.
    things : sequence
    functions : sequence of callable
        The function that the work on each thing calls.

    Examples
    --------
    >>> ours_side_by_side(abs, [-1, 2], [len, is_our_own], workers=2)
    [1, 2]
    """
    ours = [is_our_own(function) for function in functions]
    outcomes = iter(side_by_side(work, compress(things, ours), workers))
    return [next(outcomes) if own else work(thing) for thing, own in zip(things, ours, strict=True)]


@contextmanager
def contained(
    blamed: Callable[[str, str], ProblemError], *, is_our_own: bool = False
) -> Iterator[None]:
    """Turn whatever is raised into an error; what is one already passes, and so does Ctrl-C.

    Parameters
    ----------
    blamed : callable
        Given the type and the text of what was raised, the error that says whose code it was.
    is_our_own : bool, optional
        Whether it came with this package, which raises no interrupt by itself.
    """
    with nullcontext() if is_our_own else _interrupts_known():
        try:
            yield
        except ProblemError:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and not _is_of_the_code(error):
                raise
            raise blamed(type(error).__name__, _text_of(error)) from error


class _Interrupt(KeyboardInterrupt):
    """Somebody pressed Ctrl-C: no code has raised it by itself."""


def _interrupt(*_: object) -> NoReturn:
    raise _Interrupt


def _is_of_the_code(error: KeyboardInterrupt) -> bool:
    """Tell whether code has raised it by itself: what signals raise here is of another type.

    A process in the background may ignore Ctrl-C, or leave it to the system: then none is raised.
    """
    raises_none = (_interrupt, signal.SIG_IGN, signal.SIG_DFL)
    is_known = not _is_main_thread() or signal.getsignal(signal.SIGINT) in raises_none
    return is_known and type(error) is KeyboardInterrupt


def _is_main_thread() -> bool:
    """Tell whether Ctrl-C is raised in this thread, and can be looked after in it."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _interrupts_known() -> Iterator[None]:
    """Tell Ctrl-C from an interrupt that code raises by itself; handlers of others stay."""
    if not _is_main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _text_of(error: BaseException) -> str:
    """Give the text of what was raised, which can fail as well."""
    try:
        return str(error)
    except Exception:
        return ""
