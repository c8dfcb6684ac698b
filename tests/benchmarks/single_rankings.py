"""What one ranking costs, and a method of pymcdm over many weightings beside bare NumPy.

Run with ``python -m tests.benchmarks.single_rankings``: microseconds of CPU for `mcda.rank` and
for a method that is made ready once; ratios of the methods of pymcdm to a bare form of TOPSIS.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

import mcda_ai as mcda

DRAWS = 200_000
REPEATS = 5


def best_cpu(action: Callable[[], object], times: int = 1) -> float:
    """Least CPU time of several runs, in seconds for one."""
    spent = []
    for _ in range(REPEATS):
        start = time.process_time()
        for _ in range(times):
            action()
        spent.append((time.process_time() - start) / times)
    return min(spent)


def bare_topsis(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Score all weightings at once, on shares that are laid out already."""
    squared = weights**2
    from_worst = np.sqrt(squared @ shares**2)
    return from_worst / (from_worst + np.sqrt(squared @ (1 - shares) ** 2))


def main() -> None:
    """Print both for 25 criteria and 3 alternatives."""
    problem = mcda.load("ai-factory")
    weights = mcda.weights.resolve(None, problem)[problem.scored]
    drawn = mcda.weights.Uniform().sample(problem, DRAWS, 1)[:, problem.scored]
    ranks = problem.ranks[problem.scored]
    shares = (ranks.max(axis=1, keepdims=True) - ranks) / np.ptp(ranks, axis=1).clip(1)[:, None]
    bare = best_cpu(lambda: bare_topsis(shares, drawn))
    print(f"bare TOPSIS, {DRAWS:,} x {len(ranks)} x {ranks.shape[1]}: {bare:.3f} s")
    for name in mcda.methods.names():
        ready = mcda.methods.find(name).on(problem)
        whole = best_cpu(lambda name=name: mcda.rank(problem, name), 200) * 1e6
        bare_call = best_cpu(lambda ready=ready: ready.ranks(weights), 200) * 1e6
        line = f"{name:16} rank {whole:6.0f} us, evaluator {bare_call:5.0f} us"
        if name.startswith("pymcdm:"):
            ratio = best_cpu(lambda ready=ready: ready.scores(drawn)) / bare
            line += f"; {DRAWS:,} weightings {ratio:.2f} times bare"
        print(line)


if __name__ == "__main__":
    main()
