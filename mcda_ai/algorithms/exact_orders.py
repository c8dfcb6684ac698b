"""Up to three alternatives by weights on a simplex: exact shares of every order, no sampling.

Every order of three is a matter of two differences of scores, each of which is a linear form of the
weights: how often both are above 0 is what `Volumes` give.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, permutations

import numpy as np

from mcda_ai.algorithms.shares import share_where
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, Volumes, without_traces
from mcda_ai.orders.weak_order import FloatArray


def order_probabilities(
    scores: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> dict[tuple[int, ...], float]:
    """Probability of each order of at most three alternatives.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        Higher is better; linear in the weights. Two alternatives are tied if their scores are
        equal at all corners; other ties have probability 0.
    unit : float, optional
        What one unit of weight can add to a score at most, if the scores at the corners do not
        show it: differences within the tie tolerance of it are ties.
    volumes : Volumes, optional
        How the weights vary between the corners; flat unless stated.

    Returns
    -------
    dict of tuple to float
        Ranks (1 is best, and 1 + the number that is strictly better) to probability. Only orders
        that can happen; together 1.

    Notes
    -----
    One alternative stands for all that are tied with it, so an order is a chain of at most two
    differences above 0: see
    `Volumes.probability_all_positive`. Volumes of weights as a criterion:
    Charnetski and Soland (1978, *Multiple-attribute decision making with partial information: the
    comparative hypervolume criterion*, Naval Research Logistics Quarterly 25).

    Examples
    --------
    >>> order_probabilities(np.array([[3, 0, 0], [0, 1, 1]]))
    {(1, 2, 2): 0.75, (3, 1, 1): 0.25}
    """
    ahead = differences(scores, unit)
    stands_for = always_tied(ahead)
    if (n := len(set(stands_for))) > 3:
        raise ValueError(f"{n} alternatives: only up to 3 are exact here; draw weights instead")
    probabilities = {}
    for order in permutations(sorted(set(stands_for))):
        chain = [ahead[better, worse] for better, worse in pairwise(order)]
        if (probability := volumes.probability_all_positive(chain)) > 0:
            place = [order.index(leader) for leader in stands_for]
            ranks = tuple(1 + sum(other < own for other in place) for own in place)
            probabilities[ranks] = probability
    return probabilities


def rank_acceptability(
    scores: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> FloatArray:
    """Probability of each rank for each of at most three alternatives.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
    unit : float, optional
    volumes : Volumes, optional
        All as in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_alternatives)
        [i, r - 1] for alternative i and rank r. Rows sum to 1; columns do so only without ties.

    Notes
    -----
    Lahdelma and Salminen (2001, *SMAA-2: stochastic multicriteria acceptability analysis for
    group decision making*, Operations Research 49).

    Examples
    --------
    >>> rank_acceptability(np.array([[3, 0], [0, 1]]))
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    return rank_shares(order_probabilities(scores, unit, volumes))


def rank_shares(orders: Mapping[tuple[int, ...], float]) -> FloatArray:
    """Give the share of each rank for each alternative, from those of whole orders, as ranks.

    Examples
    --------
    >>> rank_shares({(1, 2, 2): 0.75, (3, 1, 1): 0.25}).tolist()
    [[0.75, 0.0, 0.25], [0.25, 0.75, 0.0], [0.25, 0.75, 0.0]]
    """
    m = len(next(iter(orders)))
    return np.array(
        [[share_where(orders, lambda ranks: ranks[i] == r) for r in range(1, m + 1)]  # noqa: B023
         for i in range(m)]
    )  # fmt: skip


def pairwise_winning(
    scores: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> FloatArray:
    """Probability that one alternative is strictly better than another, for any number of them.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        Higher is better; linear in the weights.
    unit : float, optional
    volumes : Volumes, optional
        Both as in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_alternatives)
        [i, j]: i is strictly better than j; 0 on the diagonal and where both are always tied.

    Notes
    -----
    The probability that each difference is above 0. The index is from Leskinen, Viitanen, Kangas
    and Kangas (2006, *Alternatives to incorporate uncertainty and risk attitude in multicriteria
    evaluation of forest plans*, Forest Science 52).

    Examples
    --------
    >>> pairwise_winning(np.array([[3, 0], [0, 1]]))
    array([[0.  , 0.75],
           [0.25, 0.  ]])
    """
    ahead = differences(scores, unit)
    return np.array(
        [[volumes.probability_all_positive([form]) for form in forms] for forms in ahead]
    )


def always_level(winning: FloatArray) -> FloatArray:
    """Give 1 for pairs that are always tied, as neither is ever ahead, and 0 for others.

    Examples
    --------
    >>> always_level(np.array([[0, 0.75], [0.25, 0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    return np.asarray((winning == 0) & (winning.T == 0), dtype=np.float64)


def mean_weights_where_first(
    scores: FloatArray, corners: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> FloatArray:
    """Mean of the weights under which each of at most three alternatives is first.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        As in `order_probabilities`.
    corners : array of shape (n_corners, n_criteria)
        Weights at each corner.
    unit : float, optional
    volumes : Volumes, optional
        Both as in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_criteria)
        Central weight vectors. First: nobody is strictly better, so alternatives that are tied at
        all corners are first together. NaN where an alternative is never first.

    Notes
    -----
    Flat shares, weighed by the share of corner i, are flat shares of a simplex on which corner i
    stands twice: E[share_i; A] = P(A with corner i twice) / n. The name is from Lahdelma, Hokkanen
    and Salminen (1998, *SMAA: stochastic multiobjective acceptability analysis*, European Journal
    of Operational Research 106).

    Examples
    --------
    >>> mean_weights_where_first(np.array([[3, 0], [0, 1]]), np.eye(2)).round(12)
    array([[0.625, 0.375],
           [0.125, 0.875]])
    """
    ahead = differences(scores, unit)
    stands_for = always_tied(ahead)
    n = len(scores)
    shares = np.full((len(ahead), n), np.nan)
    for alternative, leader in enumerate(stands_for):
        if leader != alternative:
            shares[alternative] = shares[leader]
            continue
        rivals = ahead[alternative, sorted(set(stands_for) - {alternative})]
        if len(rivals) > 2:
            n_apart = len(rivals) + 1
            raise ValueError(f"{n_apart} alternatives: only up to 3 are exact here")
        rivals = rivals if len(rivals) else np.ones((1, n))  # ahead of nobody
        chances = volumes.shares_where_both_positive(rivals[0], rivals[-1])
        if chances[0] > 0:
            shares[alternative] = chances[1:] / chances[0]
    return np.asarray(shares @ corners)


def condorcet_winner_probabilities(
    margins: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> FloatArray:
    """Probability that each of at most three alternatives strictly beats all others.

    Parameters
    ----------
    margins : array of shape (n_corners, n_alternatives, n_alternatives)
        [c, i, j]: by how much i beats j at corner c, linear in the weights; below 0 if j beats i.
    unit : float, optional
    volumes : Volumes, optional
        Both as in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives,)
        What is missing from a sum of 1 is the probability that there is no such alternative.

    Notes
    -----
    Condorcet (1785, *Essai sur l'application de l'analyse*), on the two margins of each.

    Examples
    --------
    Three criteria that rank three alternatives in a cycle. Nobody wins if no weight is above 1/2:

    >>> order = np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]])
    >>> cycle = np.array([np.roll(order, k, axis=(0, 1)) for k in range(3)])
    >>> condorcet_winner_probabilities(cycle).round(12)
    array([0.25, 0.25, 0.25])
    """
    by_pair = np.moveaxis(np.asarray(_at_most_three(margins), dtype=np.float64), 0, -1)
    beats = without_traces(by_pair, scale=np.abs(by_pair).max(initial=unit))
    rivals = ~np.eye(len(beats), dtype=bool)
    return np.array(
        [volumes.probability_all_positive(list(beats[i, rivals[i]])) for i in range(len(beats))]
    )


def always_tied(ahead: FloatArray) -> list[int]:
    """Tell for each alternative which is the first one that it is tied with under every weighting.

    Parameters
    ----------
    ahead : array of shape (n_alternatives, n_alternatives, n_corners)
        As `differences` gives it.

    Examples
    --------
    >>> always_tied(differences(np.array([[3.0, 0, 0], [0, 1, 1]])))
    [0, 1, 1]
    """
    stands_for: list[int] = []
    for i, forms in enumerate(ahead):
        stands_for.append(next((j for j in stands_for if not forms[j].any()), i))
    return stands_for


def differences(scores: FloatArray, unit: float = 0.0) -> FloatArray:
    """Score of i less that of j at the corners, without traces, in shape (i, j, corner)."""
    scores = np.asarray(scores, dtype=np.float64)
    differences = scores.T[:, None] - scores.T[None, :]
    return without_traces(differences, scale=np.abs(scores).max(initial=unit))


def _at_most_three(array: FloatArray) -> FloatArray:
    """Refuse more alternatives than two forms can order."""
    if (m := np.shape(array)[1]) > 3:
        raise ValueError(f"{m} alternatives: only up to 3 are exact here; draw weights instead")
    return array
