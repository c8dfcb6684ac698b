"""Which room, or which package beside this one, the time of a call goes to.

Run with ``python -m tests.benchmarks.where_time_goes``: a table of what was spent in the code of
each room itself, in percent. What is written in C counts for whoever called it, but for a solver,
for which this thread waits.
"""

from __future__ import annotations

import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import mcda_ai as mcda

LEAST = 0.03
"""Share of the time that is told."""
_HOME = Path(mcda.__file__).parent


def where_time_goes() -> Iterator[tuple[str, Callable[[], str]]]:
    """Give a call, and what tells in a line where its time goes, of the first case."""
    problem = mcda.load("ai-factory")
    calls: dict[str, Callable[[], object]] = {
        "rank": lambda: [mcda.rank(problem) for _ in range(500)],
        "robustness": lambda: mcda.robustness(problem, "schulze", rng=1, workers=1),
        "compare": lambda: mcda.compare(problem, workers=1),
        "stability": lambda: mcda.stability(problem, workers=1),
        "attribution": lambda: mcda.attribution(problem, rng=1, workers=1),
        "report": partial(_report, problem),
    }
    return ((name, partial(_told, call)) for name, call in calls.items())


def _report(problem: mcda.DecisionProblem) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mcda.report.write(problem, Path(folder) / "report.html", workers=1)


def _told(call: Callable[[], object]) -> str:
    call()  # what is imported and drawn once is no part of it
    return ", ".join(f"{room} {share:.0%}" for room, share in _shares(call) if share >= LEAST)


def _shares(call: Callable[[], object]) -> list[tuple[str, float]]:
    """Give the share of each room, the largest first."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(call)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file != "~":
            spent[_room(file)] += own
            continue
        is_solver = "highs" in name.lower() or "acquire" in name
        for (caller, _, _), (_, _, there, _) in callers.items():
            spent["HiGHS" if is_solver else _room(caller)] += there
    whole = sum(spent.values())
    return [(room, time / whole) for room, time in spent.most_common()]


def _room(file: str) -> str:
    """Name the room of this package, or the package, that a file belongs to."""
    path = Path(file)
    if path.is_relative_to(_HOME):
        return path.relative_to(_HOME).parts[0].removesuffix(".py")
    packages = [*path.parts].index("site-packages") if "site-packages" in path.parts else None
    return "Python" if packages is None else path.parts[packages + 1].removesuffix(".py")


def main() -> None:
    """Print a line for each call."""
    for name, told in where_time_goes():
        print(f"{name}: {told()}", flush=True)


if __name__ == "__main__":
    main()
