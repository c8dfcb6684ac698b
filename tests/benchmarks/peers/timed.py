"""Answer one question that comes as JSON, and time it; the same in every environment.

Nothing but the standard library: each script beside this one imports its own package, and it
(and `tests/peak_memory.py`, which stands on the path).
"""

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from peak_memory import peak_memory

LEAST_SECONDS = 0.1
"""Of CPU: what takes less is done as often as takes so long, since clocks of CPU can be coarse."""
REPEATS = 3
"""Of which the fastest counts; what takes longer than `LONG_SECONDS` is done once."""
LONG_SECONDS = 2.0


def main(package: str, tasks: dict[str, Callable[[dict[str, Any]], Callable[[], Any]]]) -> None:
    """Answer what was asked for as often as needed, and print the fastest times.

    A task takes the input and gives what answers; making the input ready for it is not timed. A
    smaller input comes first, so that nothing is imported or compiled while the clock runs.
    """
    asked = json.load(sys.stdin)
    ready = tasks[asked["task"]]
    ready(asked["smaller"])()
    answer = ready(asked["input"])
    start = time.process_time()
    found = answer()
    first = seconds = time.process_time() - start
    if first < LONG_SECONDS:
        first = min(first, *(_timed(ready(asked["input"]), 1) for _ in range(REPEATS - 1)))
        times = 1
        while (seconds := _timed(answer, times)) < LEAST_SECONDS:
            times *= 2
        seconds = min(seconds, *(_timed(answer, times) for _ in range(REPEATS - 1))) / times
    told = {
        "answer": found,
        "first": first,
        "seconds": seconds,
        "megabytes": peak_memory() // 2**20,
        "versions": {package: version(package)},
    }
    print(f"\n{json.dumps(told)}")


def _timed(answer: Callable[[], Any], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        answer()
    return time.process_time() - start
