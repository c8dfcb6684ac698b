"""How far an order is from a bound that no order is below: terms of 0 or more, that add up.

The bound is that of the linear relaxation with the triangles that matter (Grötschel, Jünger and
Reinelt 1984). Any other prices of the triangles give a bound, too, so how exactly the relaxation
was solved decides on how long a search takes, never on what it finds.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from mcda_ai.algorithms.solver import SOLVED, linear_programme
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_BROKEN = 1e-6
_MOST_ADDED = 1_000
_NEXT_TO_NOTHING = 1e-9  # of the largest margin
_NO_CYCLES, _NO_PRICES = np.empty((0, 3), dtype=np.intp), np.empty(0)


class Excess(NamedTuple):
    """What an order costs more than `least`, as a sum over its pairs and its triples.

    A price is due for three alternatives that an order takes round in the other direction than
    their cycle: once `first` stands above both others, for putting `upper` above `lower`.
    """

    least: float
    of_pairs: FloatArray
    """[i, j]: of putting i above j; 0 for at least one of [i, j] and [j, i]."""
    prices: FloatArray
    first: IntArray
    upper: IntArray
    lower: IntArray

    @classmethod
    def of(
        cls,
        costs: FloatArray,
        cycles: IntArray = _NO_CYCLES,
        prices: FloatArray = _NO_PRICES,
    ) -> Excess:
        """Count from what the pairs cost at least, after cycles (n, 3) got their prices.

        No order has all three arcs of a cycle a, b, c: x[a, b] + x[b, c] + x[c, a] is 1 or 2. So
        what its price times that sum adds to a cost is twice the price, less the price for the
        orders in which the sum is 1.
        """
        arcs = np.concatenate([cycles, np.roll(cycles, -1, axis=1), np.roll(cycles, -2, axis=1)])
        first, lower, upper = arcs.T
        prices_of_arcs = np.tile(prices, 3)
        priced = costs.copy()
        np.add.at(priced, (first, lower), prices_of_arcs)
        cheaper = np.minimum(priced, priced.T)
        least = math.fsum([*cheaper[np.triu_indices(len(costs), 1)], *(-2 * prices)])
        by_upper = np.argsort(upper, kind="stable")
        first, upper, lower = arcs[by_upper].T[[0, 2, 1]]
        return cls(least, priced - cheaper, prices_of_arcs[by_upper], first, upper, lower)

    @property
    def n_terms(self) -> int:
        """How many terms there are for one set."""
        return len(self.of_pairs) + len(self.prices)

    def of_steps(self, placed: BoolArray) -> FloatArray:
        """Give what it adds to put each alternative straight below each of these sets.

        Parameters
        ----------
        placed : array of bool, shape (n, m)
            Which alternatives are in each set.

        Returns
        -------
        array of shape (n, m)
            Without meaning for those that are in the set.
        """
        left = (~placed).astype(np.float64)
        added = left @ self.of_pairs.T
        if len(self.prices):
            due = self.prices * (placed[:, self.first] & ~placed[:, self.lower])
            starts = np.flatnonzero(np.diff(self.upper, prepend=-1))
            added[:, self.upper[starts]] += np.add.reduceat(due, starts, axis=1)
        return np.asarray(added)


class Relaxation(NamedTuple):
    """The linear relaxation, solved."""

    excess: Excess
    above: FloatArray
    """[i, j]: how much of i is above j; 0 or 1 throughout if it is an order."""


def relaxed(costs: FloatArray, order: tuple[int, ...]) -> Relaxation:
    """Solve the relaxation with the triangles that matter.

    Parameters
    ----------
    costs : array of shape (m, m)
        ``costs[i, j]`` is the cost of putting i above j.
    order : tuple of int
        Says of pairs that cost the same either way which to start with.

    Notes
    -----
    Few triangles bind, and those that an answer breaks are asked for from then on.
    """
    m = len(costs)
    pairs = np.triu_indices(m, 1)
    scale = float(np.abs(costs - costs.T).max()) or 1.0
    a, b, c = np.ogrid[:m, :m, :m]
    open_ = (a < b) & (a < c) & (b != c)
    cycles, prices = _NO_CYCLES, _NO_PRICES
    places = np.argsort(order)
    is_even = np.abs(costs - costs.T) <= TIE_TOLERANCE
    above = np.where(is_even, places[:, None] < places, costs < costs.T).astype(np.float64)
    while True:
        around = above[:, :, None] + above[None] + above.T[:, None, :]
        broken = np.where(open_, around - 2, 0.0)
        more = _worst(broken)
        if not len(more):
            break
        open_[tuple(more.T)] = False
        cycles = np.concatenate([cycles, more])
        rows, limits = _rows(cycles, m)
        result = linear_programme(
            (costs - costs.T)[pairs] / scale, A_ub=rows, b_ub=limits, bounds=(0, 1), method="highs"
        )
        if result.status != SOLVED:
            cycles = cycles[: len(prices)]
            break
        prices = np.maximum(-result.ineqlin.marginals, 0.0)
        above = np.zeros((m, m))
        above[pairs] = result.x
        above.T[pairs] = 1 - result.x
    kept = prices > _NEXT_TO_NOTHING
    return Relaxation(Excess.of(costs, cycles[kept], prices[kept] * scale), above)


def _worst(broken: FloatArray) -> IntArray:
    """Give the cycles that are broken, the worst of them if they are many; shape (n, 3)."""
    found = np.argwhere(broken > _BROKEN)
    if len(found) <= _MOST_ADDED:
        return found
    by_breach = np.argsort(-broken[tuple(found.T)], kind="stable")
    return found[by_breach[:_MOST_ADDED]]


def _rows(cycles: IntArray, m: int) -> tuple[csr_array, FloatArray]:
    """Ask of each cycle that an order has two of its arcs at most; x[i, j] for i < j."""
    start, end = cycles, np.roll(cycles, -1, axis=1)
    low, high = np.minimum(start, end), np.maximum(start, end)
    columns = low * m - low * (low + 1) // 2 + high - low - 1
    forward = start < end
    values = np.where(forward, 1.0, -1.0)
    limits = 2.0 - (~forward).sum(axis=1)
    starts = 3 * np.arange(len(cycles) + 1, dtype=np.int32)
    shape = (len(cycles), m * (m - 1) // 2)
    columns = columns.astype(np.int32)  # the only indices that HiGHS takes in SciPy < 1.15
    return csr_array((values.ravel(), columns.ravel(), starts), shape=shape), limits
