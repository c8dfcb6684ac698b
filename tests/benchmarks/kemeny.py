"""How much slower than a bare linear programme are all optima of Kemeny, and the runner-up?

Run with ``python -m tests.benchmarks.kemeny``. CPU seconds of one process, best of several; the
bare programme finds one optimum of the relaxation, by triangles that are added when violated.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from mcda_ai.algorithms import linear_ordering
from tests.benchmarks.beside import Beside

MOST_ADDED = 1_000


def impartial(m: int, n: int, rng: np.random.Generator) -> np.ndarray:
    """Ranks of m candidates by n voters, every order equally likely."""
    return np.array([rng.permutation(m) for _ in range(n)])


def mallows(m: int, n: int, dispersion: float, rng: np.random.Generator) -> np.ndarray:
    """Ranks of m candidates by n voters, by repeated insertion (Doignon et al. 2004)."""
    ranks = np.empty((n, m), dtype=int)
    for voter in range(n):
        order: list[int] = []
        for candidate in range(m):
            chances = dispersion ** np.arange(candidate, -1, -1.0)
            order.insert(rng.choice(candidate + 1, p=chances / chances.sum()), candidate)
        ranks[voter, order] = np.arange(m)
    return ranks


def pair_costs(ranks: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weight of the voters against putting i above j; shape (m, m)."""
    weights = np.full(len(ranks), 1 / len(ranks)) if weights is None else weights
    return np.tensordot(weights, ranks[:, :, None] > ranks[:, None, :], axes=1)


def bare_relaxation(costs: np.ndarray) -> tuple[float, bool]:
    """Solve by HiGHS, with triangles added when violated; the least cost, and whether whole."""
    m = len(costs)
    pairs = np.triu_indices(m, 1)
    column = np.zeros((m, m), dtype=np.int32)
    column[pairs] = np.arange(len(pairs[0]))
    i, j, k = np.ogrid[:m, :m, :m]
    rising = (i < j) & (j < k)
    signs, columns = np.empty(0), np.empty((0, 3), dtype=np.int32)
    while True:
        values = (signs[:, None] * [1.0, 1.0, -1.0]).ravel()
        starts = 3 * np.arange(len(signs) + 1, dtype=np.int32)
        rows = csr_array((values, columns.ravel(), starts), shape=(len(signs), len(pairs[0])))
        result = linprog(
            (costs - costs.T)[pairs], A_ub=rows, b_ub=np.maximum(signs, 0), bounds=(0, 1)
        )
        above = np.zeros((m, m))
        above[pairs] = result.x
        around = np.where(rising, above[:, :, None] + above[None] - above[:, None, :], 0.5)
        breach = np.abs(around - 0.5) - 0.5
        worst = np.argsort(-breach, axis=None)[:MOST_ADDED]
        worst = worst[breach.ravel()[worst] > 1e-6]
        if not len(worst):
            is_whole = np.abs(result.x - np.round(result.x)).max() < 1e-6
            return costs.T[pairs].sum() + result.fun, bool(is_whole)
        a, b, c = np.unravel_index(worst, breach.shape)
        columns = np.vstack([columns, np.stack([column[a, b], column[b, c], column[a, c]], axis=1)])
        signs = np.append(signs, np.where(around.ravel()[worst] > 0.5, 1.0, -1.0))


def whole(costs: np.ndarray) -> linear_ordering.Optima:
    """Give best positions and all that is known of the optima, as `mcda.rank` asks for them."""
    linear_ordering._part_kept.cache_clear()
    linear_ordering.best_positions(costs[None])
    return linear_ordering.optimal_orders(costs)


def against_relaxation() -> Iterator[Beside]:
    """20 to 60 options, and voters who agree much, less, or not at all."""
    for m in (20, 40, 60):
        for dispersion in (0.8, 0.95, None):
            rng = np.random.default_rng(m)
            ranks = mallows(m, 25, dispersion, rng) if dispersion else impartial(m, 25, rng)
            kind = f"Mallows {dispersion}" if dispersion else "impartial"
            costs = pair_costs(ranks)
            yield Beside(
                f"Kemeny, {m} options, 25 voters, {kind}",
                *(partial(each, costs) for each in (whole, bare_relaxation, check_costs)),
            )


def check_costs(costs: np.ndarray) -> None:
    """See that ours costs no less than the relaxation, and no more where that is whole."""
    least, is_whole = bare_relaxation(costs)
    found = whole(costs)
    assert found.cost > least - 1e-6
    assert not is_whole or found.cost < least + 1e-6


def main() -> None:
    """Print the ratios."""
    for each in against_relaxation():
        print(each, flush=True)


if __name__ == "__main__":
    main()
