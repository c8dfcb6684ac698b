"""What `robustness` takes beside bare NumPy kernels that draw, rank and count, and no more.

Run with ``OMP_NUM_THREADS=1 python -m tests.benchmarks.against_bare_numpy``. CPU seconds of one
process, the least of several runs; limits on totals of layers are held against `Uniform`, and
memory is what Python allocates beyond the start.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, permutations

import numpy as np
import pandas as pd

import mcda_ai as mcda
from mcda_ai.weights import Constrained, Uniform
from tests.benchmarks.beside import Beside

BLOCK = 2**14
SIZES = (10, 30, 100)
LIMITS = (
    "input <= 20 %",
    "input >= 40 %",
    "impact >= outcome",
    "impact <= 10 %; outcome <= 10 %",
)


def problem_of(n_options: int, n_criteria: int) -> mcda.DecisionProblem:
    """Give random orders without ties."""
    rng = np.random.default_rng(1)
    orders = [rng.permutation(n_options) + 1 for _ in range(n_criteria)]
    columns = [f"o{k}" for k in range(n_options)]
    return mcda.from_rankings(
        pd.DataFrame(orders, index=[f"c{k}" for k in range(n_criteria)], columns=columns)
    )


# --- bare kernels: draw, normalise, multiply, compare, count --------------------------------------


def weights_in_blocks(n_criteria: int, size: int, at_once: int) -> Iterator[np.ndarray]:
    """Draw flat on the simplex, so many at a time."""
    generator = np.random.default_rng(1)
    for _ in range(0, size, at_once):
        weights = generator.standard_exponential((at_once, n_criteria))
        weights /= weights.sum(axis=1, keepdims=True)
        yield weights


def bare_linear(problem: mcda.DecisionProblem, size: int) -> np.ndarray:
    """Rank by weighted sums: compare few, sort many; count the ranks of each."""
    borda = mcda.methods.find("borda")
    scores = borda.criterion_scores(borda.view(problem), variant="symmetric")
    m = scores.shape[1]
    counts = np.zeros((m, m), dtype=int)
    for weights in weights_in_blocks(len(scores), size, BLOCK):
        columns = np.ascontiguousarray((weights @ scores).T)
        if m <= 10:
            places = [(row < columns).sum(axis=0) for row in columns]
        else:
            places = np.argsort(np.argsort(-columns, axis=0), axis=0)
        counts += [np.bincount(row, minlength=m) for row in places]
    return counts


def margins_in_blocks(problem: mcda.DecisionProblem, size: int) -> Iterator[np.ndarray]:
    """Weight for less weight against; shape (m, m, draws)."""
    ahead = problem.ahead.values[problem.scored].astype(float)
    n, m, _ = ahead.shape
    net = (ahead - ahead.transpose(0, 2, 1)).reshape(n, m * m).T
    for weights in weights_in_blocks(n, size, min(BLOCK, max(64, 2**20 // m**2))):
        yield (net @ weights.T).reshape(m, m, -1)


def bare_copeland(problem: mcda.DecisionProblem, size: int) -> np.ndarray:
    """Count how often each wins most majorities."""
    first = 0
    for margins in margins_in_blocks(problem, size):
        wins = (margins > 0).sum(axis=1)
        first = first + (wins == wins.max(axis=0)).sum(axis=1)
    return first


def bare_schulze(problem: mcda.DecisionProblem, size: int) -> np.ndarray:
    """Widen paths (Floyd and Warshall), and count how often nobody has a wider one back."""
    first = 0
    for width in margins_in_blocks(problem, size):
        np.maximum(width, 0, out=width)
        for middle in range(len(width)):
            through = np.minimum(width[:, middle, None], width[middle, None])
            np.maximum(width, through, out=width)
        first = first + (width >= width.transpose(1, 0, 2)).all(axis=1).sum(axis=1)
    return first


def bare_kemeny(problem: mcda.DecisionProblem, size: int) -> np.ndarray:
    """Add up the margins of every order, and count which agrees most."""
    best = 0
    for margins in margins_in_blocks(problem, size):
        agreement = np.array([
            sum(margins[order[i], order[j]] for i in range(len(order)) for j in range(i))
            for order in permutations(range(len(margins)))
        ])  # fmt: skip
        best = best + np.bincount(agreement.argmin(axis=0), minlength=len(agreement))
    return best


KERNELS = {"borda": bare_linear, "copeland": bare_copeland, "schulze": bare_schulze,
           "kemeny": bare_kemeny}  # fmt: skip


# --- measuring -----------------------------------------------------------------------------------


def drawn_by(
    problem: mcda.DecisionProblem, method: str, space: mcda.weights.WeightSpace, size: int
) -> mcda.Robustness:
    """Ask in one thread, as kernels do without any."""
    return mcda.robustness(problem, method, space, size=size, rng=1, workers=1)


def against_kernels() -> Iterator[Beside]:
    """10^6 draws of 25 criteria and 3 options, and 10^5 of 40 criteria and more options."""
    cases = [("25 x 3", mcda.load("ai-factory"), 10**6, KERNELS)]
    few = {name: KERNELS[name] for name in ("borda", "copeland", "schulze")}
    cases += [(f"40 x {m}", problem_of(m, 40), 10**5, few) for m in SIZES]
    for label, problem, size, kernels in cases:
        for name, kernel in kernels.items():
            is_long = name == "schulze" and len(problem.alternatives) == max(SIZES)
            n = 4_096 if is_long else size
            ours = partial(drawn_by, problem, name, Uniform(), n)
            yield Beside(f"{n:,} x {label}: {name}", ours, partial(kernel, problem, n))


def limits_against_uniform() -> Iterator[Beside]:
    """10^5 draws with limits on totals of layers, setting up included."""
    problem = mcda.load("ai-factory")

    def drawn(space: mcda.weights.WeightSpace) -> Callable[[], object]:
        return partial(drawn_by, problem, "borda", space, 10**5)

    for text in LIMITS:
        yield Beside(f"{text}, against Uniform", drawn(Constrained(text)), drawn(Uniform()))


def peak_memory(n_options: int, n_criteria: int, method: str, size: int) -> float:
    """In MB."""
    problem = problem_of(n_options, n_criteria)
    tracemalloc.start()
    mcda.robustness(problem, method, Uniform(), size=size, rng=1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print the table, and the memory of the largest problems."""
    for each in chain(against_kernels(), limits_against_uniform()):
        print(each, flush=True)
    for method, size in (("borda", 10**5), ("copeland", BLOCK), ("schulze", 1_000)):
        peak = peak_memory(100, 200, method, size)
        print(f"100 options x 200 criteria, {size:,} draws, {method}: {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
