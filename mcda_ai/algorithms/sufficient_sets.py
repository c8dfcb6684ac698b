"""The fewest judgements that keep a leader level or ahead, whatever the others say. On arrays.

What a judgement that is kept gains, over the worst it could say, counts against each rival; so
many must be kept that the gains reach what is needed against every one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import comb, floor
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from mcda_ai.algorithms.solver import integer_programme
from mcda_ai.orders.weak_order import FloatArray, IntArray

SECONDS_FOR_A_SET = 10.0
"""That the solver may take for the fewest judgements, and again for the first of so few."""
MOST_WAYS = 10**9
"""Of sets that are as small: more are not counted."""
_MOST_STEPS = 20_000
_MOST_TAKEN, _MOST_COMPARED = 400, 1_000
_SAME_GAIN = 12
"""Decimals of a gain by which judgements are told apart."""
_A_LITTLE = 1e-5
_ROUNDING = 1e-13


class Fewest(NamedTuple):
    """The fewest judgements that are enough.

    Attributes
    ----------
    taken : array of int, shape (n_criteria,)
        How many of each criterion: 0 or 1, or a number of ballots that say the same.
    least : int
        Fewer than that are never enough: as many as are taken where these are proven fewest.
    ways : int
        How many sets of so few are enough; 0 where they were not counted.
    always : array of int, shape (n_criteria,)
        Of those taken, how many are in every such set; -1 where that was not looked at.
    """

    taken: IntArray
    least: int
    ways: int
    always: IntArray


def fewest_against_one(gains: FloatArray, sizes: IntArray, beyond: float) -> IntArray | None:
    """Take as few judgements as have gains that add up to more than a number.

    Parameters
    ----------
    gains : array of shape (n_criteria,)
        Of one judgement of each criterion, at least 0.
    sizes : array of int, shape (n_criteria,)
        How many there are of each.
    beyond : float

    Returns
    -------
    array of int, shape (n_criteria,), or None
        Those that gain most, the first of equal ones. None if all together are not enough.

    Examples
    --------
    >>> fewest_against_one(np.array([1.0, 3.0, 2.0]), np.array([1, 1, 2]), 4.0).tolist()
    [0, 1, 1]
    """
    taken, left = np.zeros(len(gains), dtype=np.intp), beyond
    for k in np.argsort(-gains, kind="stable"):
        if left < 0:
            break
        if gains[k] <= 0:
            return None
        taken[k] = min(int(sizes[k]), floor(left / gains[k]) + 1)
        left -= taken[k] * gains[k]
    return taken if left < 0 else None


def fewest_against_all(gains: FloatArray, sizes: IntArray, least: FloatArray) -> Fewest:
    """Take as few judgements as have gains that reach what is needed against every rival.

    Parameters
    ----------
    gains : array of shape (n_criteria, n_rivals)
        Of one judgement of each criterion, at least 0, in units of what one can add at most.
    sizes : array of int, shape (n_criteria,)
    least : array of shape (n_rivals,)
        All together reach it.

    Notes
    -----
    1. Judgements with the same gains against every rival are counted, not told apart.
    2. An integer programme finds how many of each kind, and bounds them from below.
    3. Where few kinds are to be combined, all sets of so few are gone through: how many are
       enough, and what is in each of them. A solver cannot tell sums that are next to equal.

    Examples
    --------
    Against the first rival two of the last three are needed, against the second the first.

    >>> gains = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    >>> found = fewest_against_all(gains, np.ones(4, dtype=int), np.array([2.0, 1.0]))
    >>> found.taken.tolist(), found.least, found.ways, found.always.tolist()
    ([1, 1, 1, 0], 3, 3, [1, 0, 0, 0])
    """
    kinds = _Kinds.of(gains, sizes, least)  # 1
    chosen, bound = kinds.fewest()  # 2
    for number in range(bound, int(chosen.sum()) + 1):  # 3
        combined = _Combined(kinds, number)
        if not combined.all_seen():
            bound = number
            break
        if combined.ways:
            ways = combined.ways if combined.ways <= MOST_WAYS else 0
            whole = np.where(kinds.sizes == combined.always, combined.always, 0)
            taken = kinds.spread(combined.first, sizes)
            return Fewest(taken, number, ways, kinds.spread(whole, sizes))
    taken = kinds.spread(kinds.first_of_as_few(chosen), sizes)
    return Fewest(taken, bound, 0, np.full(len(gains), -1, np.intp))


class _Kinds(NamedTuple):
    """Judgements with the same gains against every rival, those that gain most first."""

    gains: FloatArray
    sizes: IntArray
    least: FloatArray
    kind_of: IntArray

    @classmethod
    def of(cls, gains: FloatArray, sizes: IntArray, least: FloatArray) -> _Kinds:
        """Find them."""
        rows = np.round(gains, _SAME_GAIN)
        _, first, kind_of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        kind_of = kind_of.ravel()
        order = np.lexsort((first, -np.round(gains[first].sum(axis=1), _SAME_GAIN)))
        kind_of = np.argsort(order)[kind_of]
        counts = np.bincount(kind_of, sizes, len(first)).astype(np.intp)
        return cls(gains[first[order]], counts, least, kind_of)

    def are_enough(self, chosen: IntArray) -> bool:
        """Tell whether so many of each kind reach what is needed."""
        return bool((chosen @ self.gains >= self.least).all())

    def spread(self, chosen: IntArray, sizes: IntArray) -> IntArray:
        """Take so many of each kind, of the criteria that come first."""
        taken, left = np.zeros(len(sizes), dtype=np.intp), chosen.copy()
        for k, kind in enumerate(self.kind_of):
            taken[k] = min(sizes[k], left[kind])
            left[kind] -= taken[k]
        return taken

    def fewest(self) -> tuple[IntArray, int]:
        """Give how many of each kind are enough, all if none are found in time; and a bound.

        A solver takes a sum that is a little short for one that is enough: its bound holds all the
        same, and then a little more is asked for.
        """
        ones, bound = np.ones(len(self.sizes)), 0
        for more in (0.0, _A_LITTLE):
            found = self._solved(ones, more)
            if more == 0.0 and found.mip_dual_bound is not None:
                bound = max(0, int(np.ceil(found.mip_dual_bound - _A_LITTLE)))
            if found.x is not None and self.are_enough(np.round(found.x).astype(np.intp)):
                return np.round(found.x).astype(np.intp), bound
        return self.sizes, bound

    def first_of_as_few(self, chosen: IntArray) -> IntArray:
        """Give those of the kinds that come first, so that it does not hang on the solver.

        Of very many, as in elections, none is named, and any will do.
        """
        if self.sizes.sum() > _MOST_COMPARED:
            return chosen
        at_most = LinearConstraint(np.ones((1, len(chosen))), 0, chosen.sum())
        found = self._solved(np.arange(1.0, len(chosen) + 1), 0.0, at_most).x
        first = chosen if found is None else np.round(found).astype(np.intp)
        return first if self.are_enough(first) and first.sum() == chosen.sum() else chosen

    def _solved(self, costs: FloatArray, more: float, *limits: LinearConstraint) -> Any:  # noqa: ANN401  (scipy has no types)
        scale = self.gains.max(initial=0.0) or 1.0
        enough = LinearConstraint(self.gains.T / scale, self.least / scale + more, np.inf)
        return integer_programme(
            costs,
            integrality=np.ones(len(costs)),
            bounds=Bounds(0, self.sizes),
            constraints=[enough, *limits],
            options={"mip_rel_gap": 0, "time_limit": SECONDS_FOR_A_SET},
        )


@dataclass
class _Combined:
    """All ways to take so many judgements that are enough."""

    kinds: _Kinds
    number: int
    ways: int = 0
    first: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    always: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    steps: int = 0

    def all_seen(self) -> bool:
        """Go through them; tell whether there were few enough to see all."""
        if self.number > _MOST_TAKEN:
            return False
        best = list(self._best_of_rest())
        for chosen in self._enough(0, self.number, self.kinds.least, (), best):
            if self.steps > _MOST_STEPS:
                return False
            found = np.array(chosen, dtype=np.intp)
            sets = zip(self.kinds.sizes.tolist(), chosen, strict=True)
            self.ways += int(np.prod([comb(size, n) for size, n in sets], dtype=object))
            self.always = np.minimum(self.always, found) if self.first.size else found
            self.first = self.first if self.first.size else found
        return self.steps <= _MOST_STEPS

    def _best_of_rest(self) -> Iterator[FloatArray]:
        """Give, from each kind on, the most that 0, 1, 2 ... judgements can gain against each."""
        gains, sizes = self.kinds.gains, np.minimum(self.kinds.sizes, self.number)
        for start in range(len(sizes) + 1):
            rows = np.repeat(gains[start:], sizes[start:], axis=0)
            sums = np.zeros((self.number + 1, gains.shape[1]))
            best = -np.sort(-rows, axis=0)[: self.number]
            sums[1 : len(best) + 1] = np.cumsum(best, axis=0)
            sums[len(best) + 1 :] = -np.inf
            yield sums

    def _enough(
        self, kind: int, left: int, needed: FloatArray, taken: tuple[int, ...],
        best: list[FloatArray],
    ) -> Iterator[tuple[int, ...]]:  # fmt: skip
        """Take more of a kind, or fewer, and go on where enough can still be gained."""
        self.steps += 1
        if self.steps > _MOST_STEPS or (best[kind][left] < needed - _ROUNDING).any():
            return
        if kind == len(self.kinds.sizes):
            if self.kinds.are_enough(np.array(taken, dtype=np.intp)):
                yield taken
            return
        for n in range(min(left, int(self.kinds.sizes[kind])), -1, -1):
            rest = needed - n * self.kinds.gains[kind]
            yield from self._enough(kind + 1, left - n, rest, (*taken, n), best)
