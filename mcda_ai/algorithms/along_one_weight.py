"""How far one weight can move, the others in proportion: exact break points, on arrays.

For methods that are linear in the weights: ``scores = weights @ criterion_scores``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    is_more,
    ranks_from_scores,
)

_fault = faults_of("algorithms")

_SAME_POINT = 1e-12


@dataclass(frozen=True, eq=False)
class Walk:
    """What the ranking is while one part of the weight goes from 0 to 1.

    It stays the same between neighbouring break points; at a break point alternatives tie.
    """

    points: FloatArray
    """Break points in [0, 1], rising, with 0 and 1 at the ends; shape (n,)."""
    at_zero: FloatArray
    """Scores where the part has no weight; shape (m,)."""
    at_one: FloatArray
    """Scores where it has all; in between they are a straight line."""
    of_part: FloatArray
    """Proportions of the weights within the part, sum 1; shape (n_criteria,)."""
    of_others: FloatArray
    """Proportions of the weights of the others, sum 1."""
    unit: float
    """Scores within ``TIE_TOLERANCE * unit`` of each other are tied."""

    @cached_property
    def middles(self) -> FloatArray:
        """Half-way between each break point and the next; shape (n - 1,)."""
        return np.asarray((self.points[1:] + self.points[:-1]) / 2)

    @cached_property
    def leading_at_points(self) -> BoolArray:
        """Who leads at each; shape (n, m)."""
        return self._leading(self.points)

    @cached_property
    def leading_between(self) -> BoolArray:
        """Who leads between each and the next; shape (n - 1, m)."""
        return self._leading(self.middles)

    def weights_at(self, weight: float) -> FloatArray:
        """Give the weights where the part has this weight; shape (n_criteria,)."""
        return weight * self.of_part + (1 - weight) * self.of_others

    def ranks(self, at: FloatArray) -> IntArray:
        """Rank where the part has these weights, of shape (...); shape (..., m)."""
        return ranks_from_scores(self._scores(at), self.unit)

    def interval_of_leaders(self, weight: float) -> tuple[float, float]:
        """Give the ends between which those lead who lead at a weight.

        Both ends are break points, or 0 and 1: what is tied there is tied. If `weight` itself is
        a break point that has leaders of its own, both ends are the same.
        """
        at_points, between = self.leading_at_points, self.leading_between
        return self._interval(
            weight, lambda place: at_points[place].tobytes(), lambda place: between[place].tobytes()
        )

    def interval_of_ranking(self, weight: float) -> tuple[float, float]:
        """Give the ends between which the whole ranking is what it is at a weight; likewise."""
        return self._interval(
            weight,
            lambda place: self.ranks(self.points[place]).tobytes(),
            lambda place: self.ranks(self.middles[place]).tobytes(),
        )

    def _scores(self, at: FloatArray) -> FloatArray:
        return np.asarray(
            np.multiply.outer(at, self.at_one) + np.multiply.outer(1 - at, self.at_zero)
        )

    def _leading(self, at: FloatArray) -> BoolArray:
        scores = self._scores(at)
        return ~is_more(scores.max(axis=1, keepdims=True), scores, self.unit)

    def _interval(
        self, weight: float, at_point: Callable[[int], bytes], between: Callable[[int], bytes]
    ) -> tuple[float, float]:
        """Take in neighbouring cells as long as nothing changes, at the points between either."""
        last = len(self.points) - 2
        place = int(np.searchsorted(self.points, weight - _SAME_POINT))
        if place <= last + 1 and abs(self.points[place] - weight) <= _SAME_POINT:
            now = at_point(place)
            low, high = place, place - 1  # no cell yet
            low -= place > 0 and between(place - 1) == now
            high += place <= last and between(place) == now
            if low > high:
                return float(self.points[place]), float(self.points[place])
        else:
            low = high = place - 1
            now = between(low)
        while low > 0 and at_point(low) == now == between(low - 1):
            low -= 1
        while high < last and at_point(high + 1) == now == between(high + 1):
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
    >>> found.points.tolist(), found.leading_at_points.tolist()
    ([0.0, 0.5, 1.0], [[False, True], [True, True], [True, False]])
    """
    inside, outside = np.where(part, weights, 0.0), np.where(part, 0.0, weights)
    if outside.sum() <= TIE_TOLERANCE:
        raise ProblemError(_fault("all weight on one part"))
    if inside.sum() <= TIE_TOLERANCE:
        inside = part.astype(np.float64)
    inside, outside = inside / inside.sum(), outside / outside.sum()
    of_part, of_others = (each @ criterion_scores for each in (inside, outside))
    points = _break_points(of_part, of_others, unit)
    return Walk(points, of_others, of_part, inside, outside, unit)


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
