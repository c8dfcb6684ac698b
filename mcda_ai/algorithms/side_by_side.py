"""Work that threads do side by side; what it gives never hangs on how many they are."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextvars import copy_context
from typing import TypeVar

from mcda_ai.messages.faults import check_whole

MOST_WORKERS = 256
"""Threads that can be asked for; more than there are cores are of no use."""

_THREAD = "worker of mcda_ai"
_SECONDS_DEAF = 0.5  # on Windows nothing interrupts a wait without an end
_here = threading.local()
Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")


def checked_workers(workers: int | None) -> int:
    """Read a number of threads: unless given, as many as there are cores for this process.

    Raises
    ------
    ProblemError
        If it is not a whole number from 1 to 256.
    """
    if workers is not None:
        return check_whole("workers", workers, most=MOST_WORKERS)
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()  # not on Windows
    return min(len(cores) or os.cpu_count() or 1, MOST_WORKERS)


def side_by_side(
    work: Callable[[Thing], Outcome], things: Iterable[Thing], workers: int
) -> list[Outcome]:
    """Do the same work on each thing, in this many threads; the outcomes, in their order.

    Parameters
    ----------
    work : callable
        What it gives must not hang on what was done before.
    things : iterable
    workers : int
        What is done side by side starts no threads of its own, whatever is asked for there.

    Raises
    ------
    Exception
        What the work raises on the first of the things on which it fails; no other is begun then.

    Notes
    -----
    This thread only waits, so that it hears of Ctrl-C. What is begun then goes on to its end, and
    nobody waits for it.

    Examples
    --------
    >>> side_by_side(abs, [-1, 2, -3], workers=2)
    [1, 2, 3]
    """
    things = list(things)
    if min(workers, len(things)) <= 1 or getattr(_here, "is_at_work", False):
        return [work(thing) for thing in things]
    return _in_threads(work, things, workers)


def interruptible(work: Callable[[], Outcome]) -> Outcome:
    """Work in a thread of its own, so that who waits for it can be interrupted meanwhile.

    Python tells of Ctrl-C only between its own steps, and a solver can take minutes for one. What
    was interrupted goes on until its limit of time, or until the program ends, whichever is first.
    """
    (outcome,) = _in_threads(lambda _: work(), [None], 1)
    return outcome


def _in_threads(
    work: Callable[[Thing], Outcome], things: Sequence[Thing], workers: int
) -> list[Outcome]:
    """Do the work in threads, while this one waits: see `side_by_side`."""
    left = deque(range(len(things)))
    outcomes: dict[int, Outcome] = {}
    failed: dict[int, BaseException] = {}

    def at_work() -> None:
        _here.is_at_work = True
        while left:
            try:
                place = left.popleft()
            except IndexError:  # another took the last
                return
            try:
                outcomes[place] = work(things[place])
            except BaseException as error:  # raised where it is waited for
                failed[place] = error
                left.clear()

    threads = [
        threading.Thread(target=copy_context().run, args=(at_work,), daemon=True, name=_THREAD)
        for _ in range(min(workers, len(things)))
    ]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            while thread.is_alive():
                thread.join(_SECONDS_DEAF)
    finally:
        left.clear()
    if failed:
        raise failed[min(failed)]
    return [outcomes[place] for place in range(len(things))]


def is_any_at_work() -> bool:
    """Tell whether a thread still works, for whoever waits for it or for nobody any more."""
    return any(thread.name == _THREAD for thread in threading.enumerate())
