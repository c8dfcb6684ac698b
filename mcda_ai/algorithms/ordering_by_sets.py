"""Best positions over orders of least cost, of many small matrices of costs at once.

One dynamic programme over the sets that can stand on top (Held and Karp 1962) for a whole batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray

Sets: TypeAlias = slice | IntArray

_MOST_STATES_AT_ONCE = 2**23
_MOST_AT_ONCE = 2**13  # more at once would not stay in the cache
_FEW_AT_ONCE = 64  # for fewer it is faster to take whole layers of sets at once


class _SetCosts(NamedTuple):
    """Costs over the sets (bit masks) of alternatives that can stand on top."""

    step: FloatArray
    """Of putting i straight below a set, above all the rest; shape (m, 2**m, batch)."""
    above: FloatArray
    """Least cost of arranging a set on top, above all the rest; shape (2**m, batch)."""
    below: FloatArray
    """Least cost of arranging all the rest below a set; shape (2**m, batch)."""

    @classmethod
    def of(cls, costs: FloatArray) -> _SetCosts:
        """Build the tables from the cost of putting i above j; costs of shape (batch, m, m)."""
        batch, m, _ = costs.shape
        over = np.ascontiguousarray(np.moveaxis(costs, 0, -1))
        step = np.zeros((m, 2**m, batch))
        for j in range(m):
            # The last 2**j sets lack none but alternatives before j; now take j out of them too.
            with_j, without_j = 2**m - 2**j, 2**m - 2 ** (j + 1)
            np.add(step[:, with_j:], over[:, j, None], out=step[:, without_j:with_j])
        above = np.full((2**m, batch), np.inf)
        below = above.copy()
        above[0] = below[-1] = 0.0
        for i, before, after, _ in _steps(m, batch):
            above[after] = np.minimum(above[after], above[before] + step[i, before])
        for i, before, after, _ in _steps(m, batch, backwards=True):
            below[before] = np.minimum(below[before], below[after] + step[i, before])
        return cls(step, above, below)

    def excess(self, i: int, before: Sets, after: Sets) -> FloatArray:
        """How much more than the optimum the best order that takes a step costs."""
        through = self.above[before] + self.step[i, before] + self.below[after]
        return np.asarray(through - self.above[-1])


def _steps(m: int, batch: int, backwards: bool = False) -> Iterator[tuple[int, Sets, Sets, int]]:
    """Give every way to put an alternative below a set: i, the set, the set with i, its size.

    Large batches get one set at a time, as a slice (a view); small ones all sets of one size.
    """
    sets = np.arange(2**m)
    sizes = np.zeros(1, dtype=np.intp)
    for _ in range(m):
        sizes = np.concatenate([sizes, sizes + 1])
    for size in range(m - 1, -1, -1) if backwards else range(m):
        of_size = sets[sizes == size]
        for i in range(m):
            before = of_size[of_size >> i & 1 == 0]
            if batch < _FEW_AT_ONCE:
                yield i, before, before | 1 << i, size
                continue
            for subset in before.tolist():
                grown = subset | 1 << i
                yield i, slice(subset, subset + 1), slice(grown, grown + 1), size


def positions_by_sets(costs: FloatArray) -> IntArray:
    """Give each alternative its best position over all orders of least cost.

    Parameters and result as for `mcda_ai.algorithms.linear_ordering.best_positions`.
    """
    batch, m, _ = costs.shape
    at_once = max(1, min(_MOST_STATES_AT_ONCE // (m * 2**m), _MOST_AT_ONCE))
    best = np.empty((batch, m), dtype=np.intp)
    for start in range(0, batch, at_once):
        some = costs[start : start + at_once]
        tables = _SetCosts.of(some)
        best_of_some = np.full((m, len(some)), m)
        for i, before, after, size in _steps(m, len(some), backwards=True):
            optimal = (tables.excess(i, before, after) <= TIE_TOLERANCE).any(axis=0)
            np.copyto(best_of_some[i], size + 1, where=optimal)
        best[start : start + at_once] = best_of_some.T
    return best
