"""How much work a piece of code does, counted: a clock would measure the machine along with it."""

import sys
from contextlib import contextmanager

MOST_GROWTH = 2.3
"""How much more work twice as much input may take; what is quadratic takes four times as much."""


class Work:
    """The calls of functions, Python's own and those of C, that were made so far."""

    calls = 0

    def _count(self, frame, event, argument):
        self.calls += event in ("call", "c_call")


@contextmanager
def counted_work():
    """Count the calls within; the same code on the same data makes as many on every machine."""
    work, before = Work(), sys.getprofile()
    sys.setprofile(work._count)
    try:
        yield work
    finally:
        sys.setprofile(before)


def work_of(do, *arguments):
    """Give the number of calls that something takes."""
    with counted_work() as work:
        do(*arguments)
    return work.calls
