"""Who leads whatever points the places are given: under every scoring of the ranks, and under some.

A scoring gives s_1 >= s_2 >= ... >= s_r points to the places, not all the same; it is convex if
the steps between places do not grow on the way down. A criterion that ranks q alternatives gives
them the points of the first q places: those that tie get the mean of their places, and all count
from the mean on the criterion, so that an unscored cell, which gets 0, neither helps nor harms.

An alternative then has the sum over r of L(r) (s_r - s_(r+1)), with L(r) its lead to place r: the
share of the weight with which it is among the first r, less what those ranked with it have on
average. So only leads and steps matter (Fishburn 1971, *A comparative analysis of group decision
methods*, Behavioral Science 16; Stein, Mizzi and Pfaffenberger 1994, *A stochastic dominance
analysis of ranked voting systems with scoring*, European Journal of Operational Research 74).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.linear_programmes import SIMPLEX, widest_margin
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, ranks_from_scores

Shape: TypeAlias = Literal["decreasing", "convex"]


def leads_to_place(ranks: FloatArray, weights: FloatArray) -> FloatArray:
    """Give by how much each alternative is among the first so many more than is usual.

    Parameters
    ----------
    ranks : array of shape (n_criteria, m)
        Average ranks, NaN where not ranked: a tie has its places together, in equal parts.
    weights : array of shape (n_criteria,)

    Returns
    -------
    array of shape (m, n_places - 1)
        [i, r - 1]: the share of the weight with which i is on places 1 to r, less the mean of
        those that a criterion ranks; as many places as a criterion with weight fills. On all
        places everybody is with all weight.

    Examples
    --------
    >>> leads_to_place(np.array([[1.0, 2, 3], [1.5, 1.5, np.nan]]), np.array([0.75, 0.25])).tolist()
    [[0.5, 0.25], [-0.25, 0.25], [-0.25, -0.5]]
    """
    m, ranked = ranks.shape[1], ~np.isnan(ranks) & (weights > 0)[:, None]
    filled = ranked.sum(axis=1)
    first = ranks_from_scores(-np.where(ranked, ranks, m + 1.0))
    k, i = np.nonzero(ranked)
    before = first[k, i] - 1  # places that are taken by those ahead
    tied = np.rint(2 * (ranks[k, i] - before) - 1).astype(np.intp)
    change = np.zeros((m, m + 1))  # from place to place, of the share on it
    for start, places, share in ((before, tied, weights[k]), (before * 0, filled[k], -weights[k])):
        np.add.at(change, (i, start), share / places)
        np.add.at(change, (i, start + places), -share / places)
    return change.cumsum(axis=1).cumsum(axis=1)[:, : int(filled.max()) - 1]


class Scorings(NamedTuple):
    """Who leads, alone or level, under scorings of one shape.

    Attributes
    ----------
    under_every, under_some, alone_under_some : arrays of bool, shape (m,)
    points : array of shape (m, n_places)
        A scoring from 1 down to 0 under which each leads that does under some, by as much as it
        can; NaN for others.
    """

    under_every: BoolArray
    under_some: BoolArray
    alone_under_some: BoolArray
    points: FloatArray


def leaders_by_scoring(leads: FloatArray, shape: Shape = "decreasing") -> Scorings:
    """Find who leads under every scoring of the ranks, and who under some.

    Parameters
    ----------
    leads : array of shape (m, n_places - 1)
        As `leads_to_place` gives it.
    shape : {"decreasing", "convex"}, optional

    Notes
    -----
    The steps of decreasing scorings are all that is not negative; those of convex ones are sums of
    1, ..., 1, 0, ..., 0 with factors that are not negative. At least level under every scoring is
    whoever is under each of these; leading under some is a linear programme over them, for each
    that nobody is ahead of under every one.

    Examples
    --------
    Most often first, or never last:

    >>> ranks = np.array([[1.0, 2, 3], [1, 2, 3], [3, 2, 1], [3, 1, 2]])
    >>> found = leaders_by_scoring(leads_to_place(ranks, np.full(4, 0.25)))
    >>> found.under_every.tolist(), found.under_some.tolist()
    ([False, False, False], [True, True, False])
    """
    m, n_steps = leads.shape
    corners = _corners(n_steps, shape)
    scores = corners @ leads.T  # a scoring a row
    under_every = (scores >= scores.max(axis=1, keepdims=True) - TIE_TOLERANCE).all(axis=0)
    under_some, alone = np.zeros((2, m), dtype=np.bool_)
    points = np.full((m, n_steps + 1), np.nan)
    for i in range(m):
        ahead = scores[:, [i]] - np.delete(scores, i, axis=1)
        if (ahead < -TIE_TOLERANCE).all(axis=0).any():
            continue
        mixture = _best_mixture(ahead)
        margin = (mixture @ ahead).min(initial=np.inf)
        under_some[i], alone[i] = margin >= -TIE_TOLERANCE, margin > TIE_TOLERANCE
        if under_some[i]:
            points[i] = np.append((mixture @ corners)[::-1].cumsum()[::-1], 0.0)
    return Scorings(under_every, under_some, alone, points)


def _best_mixture(ahead: FloatArray) -> FloatArray:
    """Mix scorings so that the least lead is greatest; a solver is too coarse for tiny weights."""
    one = np.eye(len(ahead))[ahead.min(axis=1, initial=np.inf).argmax()]
    several = widest_margin(ahead.T, SIMPLEX).weights
    least = [(each @ ahead).min(initial=np.inf) for each in (one, several)]
    return one if least[0] >= least[1] else several


def _corners(n_steps: int, shape: Shape) -> FloatArray:
    """Give the steps of the scorings that all others of a shape are mixtures of."""
    if shape == "decreasing":
        return np.eye(n_steps)
    return np.asarray(np.tri(n_steps) / np.arange(1, n_steps + 1)[:, None])


def second_places(leads: FloatArray) -> FloatArray:
    """Give what second place must be worth, of first, for each to lead where three places count.

    Parameters
    ----------
    leads : array of shape (m, 2)
        As `leads_to_place` gives it.

    Returns
    -------
    array of shape (m, 2)
        From what to what, third place being worth nothing; NaN for one that never leads.

    Examples
    --------
    >>> second_places(np.array([[0.5, 0.25], [0.25, 0.5], [0.25, 0.25]])).tolist()
    [[0.0, 0.5], [0.5, 1.0], [nan, nan]]
    """
    start = leads[:, None, 0] - leads[None, :, 0]  # ahead of each, with nothing for second place
    slope = leads[:, None, 1] - leads[None, :, 1] - start
    flat = np.abs(slope) <= TIE_TOLERANCE
    crossing = -start / np.where(flat, 1.0, slope)
    low = np.where(~flat & (slope > 0), crossing, 0.0).max(axis=1)
    high = np.where(~flat & (slope < 0), crossing, 1.0).min(axis=1)
    middle = np.clip((low + high) / 2, 0.0, 1.0)
    found = np.where((low < high)[:, None], np.stack([low, high], axis=1), middle[:, None])
    found[(start + slope * middle[:, None]).min(axis=1) < -TIE_TOLERANCE] = np.nan
    return found
