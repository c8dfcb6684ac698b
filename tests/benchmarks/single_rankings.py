"""What one ranking costs, and a method of pymcdm over many weightings beside bare NumPy.

Run with ``python -m tests.benchmarks.single_rankings``: microseconds of CPU for `mcda.rank` and
for a method that is made ready once; ratios of the methods of pymcdm to a bare form of TOPSIS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

import mcda_ai as mcda
from tests.benchmarks.beside import Beside, cpu_seconds

DRAWS = 200_000
REPEATS = 5
TIMES = 200
"""That each ranking is asked for at once, since it takes less than clocks of CPU can tell."""


def rankings() -> Iterator[tuple[str, Callable[[], tuple[float, float]]]]:
    """Give each method, and what measures a call of `mcda.rank` and of an evaluator; 3 x 25."""
    problem = mcda.load("ai-factory")
    weights = mcda.weights.resolve(None, problem)[problem.scored]

    def measured(name: str) -> tuple[float, float]:
        ready = mcda.methods.find(name).on(problem)
        calls = partial(mcda.rank, problem, name), partial(ready.ranks, weights)
        whole, bare = (min(cpu_seconds(call, TIMES) for _ in range(REPEATS)) for call in calls)
        return whole, bare

    for name in mcda.methods.names():
        yield name, partial(measured, name)


def bare_topsis(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Score all weightings at once, on shares that are laid out already."""
    squared = weights**2
    from_worst = np.sqrt(squared @ shares**2)
    return from_worst / (from_worst + np.sqrt(squared @ (1 - shares) ** 2))


def against_topsis() -> Iterator[Beside]:
    """Each method of pymcdm over many weightings of 25 criteria and 3 alternatives."""
    problem = mcda.load("ai-factory")
    drawn = mcda.weights.Uniform().sample(problem, DRAWS, 1)[:, problem.scored]
    ranks = problem.ranks[problem.scored]
    shares = (ranks.max(axis=1, keepdims=True) - ranks) / np.ptp(ranks, axis=1).clip(1)[:, None]
    bare = partial(bare_topsis, shares, drawn)
    for name in mcda.methods.names():
        if name.startswith("pymcdm:"):
            ready = mcda.methods.find(name).on(problem)
            yield Beside(f"{DRAWS:,} x 25 x 3: {name}", partial(ready.scores, drawn), bare)


def main() -> None:
    """Print both for 25 criteria and 3 alternatives."""
    for name, measured in rankings():
        whole, bare = (1e6 * seconds for seconds in measured())
        print(f"{name:16} rank {whole:6.0f} us, evaluator {bare:5.0f} us", flush=True)
    for each in against_topsis():
        print(each, flush=True)


if __name__ == "__main__":
    main()
