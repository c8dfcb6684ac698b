"""Mallows' model over the orders of more options than can be listed, by the ties that were stated.

An order is drawn from the top: which options tie for first, which of the rest tie for second, and
so on. Options that were stated as tied are alike, so all that counts is how many of each tie are
left. With r_i left of tie i (the best is tie 1), and a_i of these put on a level together, above
the others, the distance grows by

    sum_{i<j} a_i a_j / 2  +  sum_i a_i (r_i - a_i) / 2  +  sum_{i<j} a_j (r_i - a_i):

pairs that become tied; tied ones that are told apart; and pairs that are turned round. So the sum
Z(r) of exp(-theta K) over all orders of what is left follows from those of fewer options, and each
level is drawn with its share of Z(r): exactly, however many orders there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import binom

from mcda_ai.algorithms.mallows import StatedOrder
from mcda_ai.orders.weak_order import FloatArray, IntArray

MOST_STEPS = 3**12
"""As many ways there are, over all that can be left, to choose the next level: of 12 options
without a tie."""
MOST_OPTIONS = 100
"""Of more there are too many orders for a number to hold."""
_MOST_KEPT, _MOST_KEYS = 64, 4
_CHOOSE = binom(*np.ogrid[: MOST_OPTIONS + 1, : MOST_OPTIONS + 1])


def n_steps(ranks: FloatArray) -> int:
    """Count the ways to choose the next level of what is left, over all that can be left.

    Examples
    --------
    >>> n_steps(np.array([1.0, 2.0])), n_steps(np.array([1.5, 1.5]))
    (9, 6)
    """
    sizes = np.unique(ranks, return_counts=True)[1].tolist()
    return math.prod((size + 1) * (size + 2) // 2 for size in sizes)


class _Steps(NamedTuple):
    """Every way to choose the next level, in the order of how much is left, and what is left."""

    left: IntArray
    """By what is left, of which nothing comes first: how many options."""
    starts: IntArray
    """By what is left, without nothing: the first way."""
    chosen: NDArray[np.int16]
    """By way: how many of each tie."""
    after: IntArray
    """By way: what is left then."""
    ways: FloatArray
    """By way: how many sets of options these are."""
    distances: FloatArray

    @classmethod
    @lru_cache(maxsize=_MOST_KEPT)
    def of(cls, sizes: tuple[int, ...]) -> _Steps:
        """List the ways for ties of so many options, the best tie first."""
        pairs = [np.array([(r, a) for r in range(size + 1) for a in range(r + 1)])
                 for size in sizes]  # fmt: skip
        way = np.arange(math.prod(map(len, pairs)))
        chosen = np.zeros((len(way), len(sizes)), dtype=np.int16)
        before, after, n_chosen, n_rest, n_left = np.zeros((5, len(way)), dtype=np.int64)
        ways, distances = np.ones(len(way)), np.zeros(len(way))
        radix = 1  # what is left, as a number
        for i, (of_tie, size) in enumerate(zip(pairs, sizes, strict=True)):
            left, here = of_tie[way % len(of_tie)].T
            way //= len(of_tie)
            rest = left - here
            distances += here * ((n_chosen + rest) / 2 + n_rest)
            ways *= _CHOOSE[left, here]
            chosen[:, i] = here
            before, after = before + radix * left, after + radix * rest
            n_chosen, n_rest, n_left = n_chosen + here, n_rest + rest, n_left + left
            radix *= size + 1
        # By how many options are left; without those that choose none, but where none is left.
        totals = np.zeros(radix, dtype=np.int64)
        totals[before] = n_left
        order = np.argsort(totals, kind="stable")
        place = np.argsort(order)
        some = np.flatnonzero(n_chosen)
        some = some[np.argsort(place[before[some]], kind="stable")]
        return cls(
            totals[order],
            np.flatnonzero(np.diff(place[before[some]], prepend=0)),
            chosen[some],
            place[after[some]],
            ways[some],
            distances[some],
        )

    def sums(self, theta: float) -> tuple[FloatArray, FloatArray]:
        """Sum exp(-theta K) over all orders of what is left; and by way to begin."""
        by_way = self.ways * np.exp(-theta * self.distances)
        sums = np.ones(len(self.left))
        ends = [*self.starts.tolist(), len(by_way)]
        n_left = np.flatnonzero(np.diff(self.left, append=self.left[-1] + 1))  # last of each number
        for first, last in zip(n_left[:-1] + 1, n_left[1:], strict=True):
            some = slice(ends[first - 1], ends[last])
            by_way[some] *= sums[self.after[some]]
            sums[first : last + 1] = np.add.reduceat(
                by_way[some], self.starts[first - 1 : last] - some.start
            )
        return sums, by_way


@lru_cache(maxsize=_MOST_KEYS)
def _keys(ties: tuple[int, ...], theta: float) -> FloatArray:
    """Give, by way, up to which number it is taken: by what is left, from which a share of 1 on."""
    steps = _Steps.of(ties)
    sums, by_way = steps.sums(theta)
    left = np.repeat(np.arange(len(steps.starts)), np.diff(steps.starts, append=len(by_way)))
    within = np.cumsum(by_way / sums[1:][left])
    within -= np.append(0.0, within)[steps.starts][left]
    keys = np.asarray(left + np.minimum(within, 1.0), dtype=np.float64)
    keys[np.append(steps.starts[1:], len(keys)) - 1] = np.arange(1.0, len(sums))
    return keys


@dataclass(frozen=True, eq=False)
class OrderByTies(StatedOrder):
    """What may be true where an order of many options was stated, by its ties.

    Attributes
    ----------
    ties : tuple of int
        How many options stand on each level of what was stated, the best first.
    slots : array of int, shape (n,)
        The options from the best to the last.
    """

    ties: tuple[int, ...]
    slots: IntArray

    @classmethod
    def of(cls, ranks: FloatArray) -> OrderByTies:
        """Take the ranks that were stated; see `n_steps` for how many they can be."""
        sizes = np.unique(ranks, return_counts=True)[1]
        return cls(tuple(sizes.tolist()), np.argsort(ranks, kind="stable"))

    @property
    def n_orders(self) -> int:
        """How many orders may be true, as far as a number can tell."""
        return round(float(_Steps.of(self.ties).sums(0.0)[0][-1]))

    def right(self, theta: float) -> float:
        """Give how likely the stated order is to be wholly right."""
        return float(1 / _Steps.of(self.ties).sums(theta)[0][-1])

    @property
    def stated(self) -> IntArray:
        """Give, of each option, how many are above it and how many level with it, as stated."""
        sizes = np.array(self.ties)
        above = np.cumsum(sizes) - sizes
        of_slots = np.repeat(np.column_stack([above, sizes]), sizes, axis=0)
        return of_slots[np.argsort(self.slots)]

    def theta_of(self, right: float) -> float:
        """Find the theta once for all orders with such ties."""
        return _theta_of(self.ties, right)

    def draw(self, theta: float, generator: np.random.Generator, size: int) -> IntArray:
        """Draw true orders: of each option how many are above it, and how many level with it.

        Returns
        -------
        array of int, shape (size, n, 2)
            An option is level with itself.
        """
        steps, n = _Steps.of(self.ties), len(self.slots)
        keys = _keys(self.ties, theta)
        tie = np.repeat(np.arange(len(self.ties)), self.ties)
        within = (np.arange(n) - np.searchsorted(tie, tie)).astype(np.int16)
        state, taken = (
            np.full(size, len(steps.left) - 1),
            np.zeros((size, len(self.ties)), np.int16),
        )
        left = np.full((size, n + 1), n)
        level_of = np.zeros((size, n), dtype=np.int64)
        for level, uniform in enumerate(generator.random((n, size))):
            (going,) = np.nonzero(state)
            way = np.searchsorted(keys, state[going] - 1 + uniform[going], side="right")
            taken[going] += steps.chosen[way]
            state[going] = steps.after[way]
            left[:, level + 1] = steps.left[state]
            level_of += within >= taken[:, tie]  # those that are left stand lower
        places = (n - left[:, :-1], left[:, :-1] - left[:, 1:])  # above a level, and on it
        found = np.stack([np.take_along_axis(each, level_of, axis=1) for each in places], axis=2)
        if len(self.ties) < n:  # which of those that were tied is which
            shuffled = np.argsort(tie + generator.random((size, n)), axis=1)
            found = np.take_along_axis(found, shuffled[:, :, None], axis=1)
        return found[:, np.argsort(self.slots)]


@lru_cache(maxsize=_MOST_KEPT)
def _theta_of(ties: tuple[int, ...], right: float) -> float:
    return StatedOrder.theta_of(OrderByTies(ties, np.arange(sum(ties))), right)
