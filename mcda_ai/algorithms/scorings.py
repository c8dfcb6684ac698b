"""Who leads whatever points the places are given: under every scoring of the ranks, and under some.

A scoring gives s_1 >= s_2 >= ... >= s_m points to the places, not all the same; it is convex if
the steps between places do not grow on the way down. An alternative with the share F(r) of the
weight on places 1 to r has the sum of F(r) (s_r - s_(r+1)), but for what is the same for all: so
only shares and steps matter (Fishburn 1971, *A comparative analysis of group decision methods*,
Behavioral Science 16; Stein, Mizzi and Pfaffenberger 1994, *A stochastic dominance analysis of
ranked voting systems with scoring*, European Journal of Operational Research 74).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.linear_programmes import SIMPLEX, widest_margin
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray

Shape: TypeAlias = Literal["decreasing", "convex"]


def shares_to_place(ranks: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the share of the weight with which each alternative is among the first so many.

    Parameters
    ----------
    ranks : array of shape (n_criteria, m)
        Average ranks, without gaps: a tie has its places together, in equal parts.
    weights : array of shape (n_criteria,)

    Returns
    -------
    array of shape (m, m - 1)
        [i, r - 1]: i on places 1 to r, for r < m; on places 1 to m everybody is with all weight.

    Examples
    --------
    >>> shares_to_place(np.array([[1.0, 2, 3], [2.5, 1, 2.5]]), np.array([0.75, 0.25])).tolist()
    [[0.75, 0.875], [0.25, 1.0], [0.0, 0.125]]
    """
    m = ranks.shape[1]
    tied = (ranks[:, :, None] == ranks[:, None, :]).sum(axis=2)
    before = ranks - (tied + 1) / 2  # places that are taken by those ahead
    places = np.arange(1, m)
    parts = np.clip((places - before[..., None]) / tied[..., None], 0.0, 1.0)
    return np.asarray(np.einsum("k,kir->ir", weights, parts))


class Scorings(NamedTuple):
    """Who leads, alone or level, under scorings of one shape.

    Attributes
    ----------
    under_every, under_some : arrays of bool, shape (m,)
    points : array of shape (m, m)
        A scoring from 1 down to 0 under which each leads that does under some; NaN for others.
    """

    under_every: BoolArray
    under_some: BoolArray
    points: FloatArray


def leaders_by_scoring(to_place: FloatArray, shape: Shape = "decreasing") -> Scorings:
    """Find who leads under every scoring of the ranks, and who under some.

    Parameters
    ----------
    to_place : array of shape (m, m - 1)
        As `shares_to_place` gives it.
    shape : {"decreasing", "convex"}, optional

    Notes
    -----
    The steps of decreasing scorings are all that is not negative; those of convex ones are sums of
    1, ..., 1, 0, ..., 0 with factors that are not negative. At least level under every scoring is
    whoever is under each of these; leading under some is a linear programme over them.

    Examples
    --------
    Most often first, or never last:

    >>> ranks = np.array([[1.0, 2, 3], [1, 2, 3], [3, 2, 1], [3, 1, 2]])
    >>> found = leaders_by_scoring(shares_to_place(ranks, np.full(4, 0.25)))
    >>> found.under_every.tolist(), found.under_some.tolist()
    ([False, False, False], [True, True, False])
    """
    m = len(to_place)
    corners = np.eye(m - 1) if shape == "decreasing" else np.tri(m - 1) / np.arange(1, m)[:, None]
    scores = corners @ to_place.T  # a scoring a row
    under_every = (scores >= scores.max(axis=1, keepdims=True) - TIE_TOLERANCE).all(axis=0)
    under_some, points = under_every.copy(), np.full((m, m), np.nan)
    for i in range(m):
        best = widest_margin((scores[:, [i]] - np.delete(scores, i, axis=1)).T, SIMPLEX)
        under_some[i] = best.value >= -TIE_TOLERANCE
        if under_some[i]:
            steps = best.weights @ corners
            points[i] = np.append(np.cumsum(steps[::-1])[::-1], 0.0)
    return Scorings(under_every, under_some, points)
