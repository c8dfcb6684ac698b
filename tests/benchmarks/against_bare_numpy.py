"""How much slower is robustness than the bare NumPy kernel, and other methods than Borda?

Run with ``python -m tests.benchmarks.against_bare_numpy``. Ratios in one process, best of several.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

import mcda_ai as mcda

SIZE = 10**6
REPEATS = 5


def bare_kernel(criterion_scores: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Draw exponentials, normalise, multiply, compare: what any Monte Carlo must do."""
    weights = generator.standard_exponential((SIZE, len(criterion_scores)))
    weights /= weights.sum(axis=1, keepdims=True)
    scores = weights @ criterion_scores
    return (scores == scores.max(axis=1, keepdims=True)).mean(axis=0)


def best_time(action: Callable[[], object]) -> float:
    """Shortest of several runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the ratios for 25 criteria and 3 alternatives."""
    problem = mcda.load("ai-factory")
    borda = mcda.methods.find("borda")
    scores = borda.criterion_scores(borda.view(problem), variant="symmetric")
    generator = np.random.default_rng(1)
    bare = best_time(lambda: bare_kernel(scores, generator))
    print(f"bare kernel, {SIZE:,} x {scores.shape[0]} x {scores.shape[1]}: {bare:.3f} s")
    for name in mcda.methods.names():
        ours = best_time(lambda name=name: mcda.robustness(problem, name, size=SIZE, rng=1))
        print(f"{name:12} {ours:.3f} s, {ours / bare:.2f} times the bare kernel")


if __name__ == "__main__":
    main()
