"""How far one weight can move, the others in proportion: exact break points, on arrays.

For methods that are linear in the weights: ``scores = weights @ criterion_scores``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    ranks_from_scores,
)

_fault = faults_of("algorithms")

_SAME_POINT = 1e-12


class Walk(NamedTuple):
    """What the ranking is while one part of the weight goes from 0 to 1.

    It stays the same between neighbouring break points; at a break point alternatives tie.
    """

    points: FloatArray
    """Break points in [0, 1], rising, with 0 and 1 at the ends; shape (n,)."""
    at_points: IntArray
    """Ranks at each; shape (n, m)."""
    between: IntArray
    """Ranks between each and the next; shape (n - 1, m)."""
    at_zero: FloatArray
    """Scores where the part has no weight; shape (m,)."""
    at_one: FloatArray
    """Scores where it has all; in between they are a straight line."""
    of_part: FloatArray
    """Proportions of the weights within the part, sum 1; shape (n_criteria,)."""
    of_others: FloatArray
    """Proportions of the weights of the others, sum 1."""

    def weights_at(self, weight: float) -> FloatArray:
        """Give the weights where the part has this weight; shape (n_criteria,)."""
        return weight * self.of_part + (1 - weight) * self.of_others

    def interval(self, weight: float, same: Callable[[IntArray], object]) -> tuple[float, float]:
        """Give the ends between which `same` of the ranks stays what it is at a weight.

        Both ends are break points, or 0 and 1: what is tied there is tied. If `weight` itself is
        a break point, both ends are the same.
        """
        place = int(np.searchsorted(self.points, weight - _SAME_POINT))
        if place < len(self.points) and abs(self.points[place] - weight) <= _SAME_POINT:
            return self._around_point(place, same)
        return self._around(place - 1, place - 1, same, same(self.between[place - 1]))

    def _around_point(self, place: int, same: Callable[[IntArray], object]) -> tuple[float, float]:
        now = same(self.at_points[place])
        low, high = place, place - 1  # no cell yet
        if place > 0 and same(self.between[place - 1]) == now:
            low = place - 1
        if place < len(self.between) and same(self.between[place]) == now:
            high = place
        if low > high:
            return float(self.points[place]), float(self.points[place])
        return self._around(low, high, same, now)

    def _around(
        self, low: int, high: int, same: Callable[[IntArray], object], now: object
    ) -> tuple[float, float]:
        """Take in neighbouring cells as long as nothing changes, at the points between either."""
        while low > 0 and same(self.at_points[low]) == now == same(self.between[low - 1]):
            low -= 1
        last = len(self.between) - 1
        while high < last and same(self.at_points[high + 1]) == now == same(self.between[high + 1]):
            high += 1
        return float(self.points[low]), float(self.points[high + 1])


def walk(
    criterion_scores: FloatArray, weights: FloatArray, part: BoolArray, unit: float = 1.0
) -> Walk:
    """Let the weight of a criterion, or of a layer, go from 0 to 1.

    Parameters
    ----------
    criterion_scores : array of shape (n_criteria, n_alternatives)
    weights : array of shape (n_criteria,)
        Where the walk passes by; at least 0, sum 1.
    part : bool array of shape (n_criteria,)
        The criteria whose weight goes up; they keep their proportions, and so do the others.
        Criteria of a part that has no weight now share it equally.
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` of each other are tied.

    Raises
    ------
    ProblemError
        If the others have no weight: nobody knows in which proportions they would share it.

    Notes
    -----
    With u the weights within the part and v those of the others, each normalised, the weights
    at t are ``t u + (1 - t) v``: so each difference of scores is linear in t, and zero at
    ``d_v / (d_v - d_u)``. For a single criterion k that is t* = S / (S - d_k), with
    S = sum_{j != k} w_j d_j / (1 - w_k) (Mareschal 1988, *Weight stability intervals in
    multicriteria decision aid*, European Journal of Operational Research 33, 54-64).

    Examples
    --------
    Half the weight on each of two criteria that disagree: both lead just there.

    >>> found = walk(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.5, 0.5]),
    ...              np.array([True, False]))
    >>> found.points.tolist(), found.at_points.tolist()
    ([0.0, 0.5, 1.0], [[2, 1], [1, 1], [1, 2]])
    """
    inside, outside = np.where(part, weights, 0.0), np.where(part, 0.0, weights)
    if outside.sum() <= TIE_TOLERANCE:
        raise ProblemError(_fault("all weight on one part"))
    if inside.sum() <= TIE_TOLERANCE:
        inside = part.astype(np.float64)
    inside, outside = inside / inside.sum(), outside / outside.sum()
    of_part, of_others = (each @ criterion_scores for each in (inside, outside))
    points = _break_points(of_part, of_others, unit)
    middles = (points[1:] + points[:-1]) / 2

    def ranks(at: FloatArray) -> IntArray:
        return ranks_from_scores(np.outer(at, of_part) + np.outer(1 - at, of_others), unit)

    return Walk(points, ranks(points), ranks(middles), of_others, of_part, inside, outside)


def _break_points(of_part: FloatArray, of_others: FloatArray, unit: float) -> FloatArray:
    """Weights of the part at which some pair ties that does not always, with 0 and 1."""
    i, j = np.triu_indices(len(of_part), k=1)
    at_one, at_zero = of_part[i] - of_part[j], of_others[i] - of_others[j]
    slope = at_zero - at_one
    crossing = np.abs(slope) > TIE_TOLERANCE * unit
    at = at_zero[crossing] / slope[crossing]
    inside = at[(at > _SAME_POINT) & (at < 1 - _SAME_POINT)]
    points = np.unique(np.concatenate([[0.0], inside, [1.0]]))
    return np.asarray(points[np.append(True, np.diff(points) > _SAME_POINT)])


def leaders_of(ranks: IntArray) -> tuple[int, ...]:
    """Give who leads under ranks of shape (m,), for `Walk.interval`."""
    return tuple(np.flatnonzero(ranks == 1).tolist())


def ranking_of(ranks: IntArray) -> tuple[int, ...]:
    """Give the whole ranking, from ranks of shape (m,), for `Walk.interval`."""
    return tuple(ranks.tolist())
