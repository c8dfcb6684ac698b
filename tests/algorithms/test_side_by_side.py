"""Work side by side gives what it gives one by one, whatever fails and whoever asks."""

import _thread
import os
import threading
import time

import pytest

from mcda_ai.algorithms.side_by_side import checked_workers, is_any_at_work, side_by_side
from mcda_ai.messages.faults import ProblemError


@pytest.mark.parametrize("workers", [1, 2, 3, 50])
def test_what_is_given_back_stands_in_the_order_of_what_was_given(workers):
    def slower_first(number):
        time.sleep(0.002 * (9 - number))
        return number**2

    assert side_by_side(slower_first, range(10), workers) == [k**2 for k in range(10)]
    assert side_by_side(slower_first, [], workers) == []


def test_as_many_are_at_work_at_once_as_were_asked_for_and_no_more():
    together = threading.Barrier(3)
    assert len(set(side_by_side(lambda _: together.wait(timeout=60), range(3), 3))) == 3
    seen = set(side_by_side(lambda _: threading.get_ident(), range(100), 4))
    assert threading.get_ident() not in seen
    assert len(seen) <= 4


def test_work_within_work_starts_no_threads():
    def inner(_):
        return set(side_by_side(lambda _: threading.get_ident(), range(5), 5))

    assert all(len(threads) == 1 for threads in side_by_side(inner, range(4), 2))
    together = threading.Barrier(2)  # and here, afterwards, it does
    assert len(side_by_side(lambda _: together.wait(timeout=60), range(2), 2)) == 2


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_first_failure_in_order_is_told_and_nothing_more_is_begun(workers):
    begun = []

    def fails_from_three_on(number):
        begun.append(number)
        if number >= 3:
            time.sleep(0.01 * (number == 3))
            raise ValueError(number)

    with pytest.raises(ValueError, match="3"):
        side_by_side(fails_from_three_on, range(1000), workers)
    assert len(begun) < 10


def test_an_interrupt_does_not_wait_for_work_that_goes_on():
    goes_on = threading.Event()

    def work(number):
        if number == 0:
            _thread.interrupt_main()  # as Ctrl-C does, on every system
        goes_on.wait(timeout=60)

    try:
        with pytest.raises(KeyboardInterrupt):
            side_by_side(work, range(4), 2)
        assert not goes_on.is_set()
        assert is_any_at_work()  # which the program does not wait for either
    finally:
        goes_on.set()


def test_as_many_as_there_are_cores_unless_given():
    assert checked_workers(3) == 3
    assert 1 <= checked_workers(None) <= (os.cpu_count() or 1)
    with pytest.raises(ProblemError, match="allowed: a whole number, 1 to 256"):
        checked_workers(257)
