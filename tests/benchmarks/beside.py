"""What this package does, beside the least that could be done, in CPU seconds of one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

REPEATS = 3


class Beside(NamedTuple):
    """Two ways to the same, or nearly; the other does no more than it must."""

    what: str
    ours: Callable[[], object]
    bare: Callable[[], object]
    check: Callable[[], None] = lambda: None
    """Asked first, where what they come to can be held against each other."""

    def seconds(self) -> tuple[float, float]:
        """Give the least of several runs of each, in turn, so that both meet the same machine."""
        self.check()
        runs = [(cpu_seconds(self.ours), cpu_seconds(self.bare)) for _ in range(REPEATS)]
        ours, bare = (min(each) for each in zip(*runs, strict=True))
        return ours, bare

    def __str__(self) -> str:
        ours, bare = self.seconds()
        return f"{self.what}: bare {bare:.4f} s, ours {ours:.4f} s, {ours / bare:.2f} times"


def cpu_seconds(action: Callable[[], object], times: int = 1) -> float:
    """Time of one of so many calls."""
    start = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - start) / times
