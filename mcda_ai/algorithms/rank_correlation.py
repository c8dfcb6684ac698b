"""Correlation of two rankings: Kendall's tau-b, and Vigna's tau, where first places count most.

Written here since importing `scipy.stats`, which has both, takes longer than most comparisons.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.orders.weak_order import BoolArray, FloatArray

Ranks: TypeAlias = NDArray[np.integer[Any]]


def tau_b(first: Ranks, second: Ranks) -> float:
    """Give Kendall's tau-b of two arrays of ranks; neither may be all tied.

    Pairs ordered alike less pairs ordered oppositely, over the geometric mean of the numbers of
    pairs that each orders (Kendall 1945, The treatment of ties in ranking problems).

    Examples
    --------
    >>> import numpy as np
    >>> round(tau_b(np.array([1, 2, 2]), np.array([1, 2, 3])), 4)
    0.8165
    """
    return _tau(first, second, np.full(len(first), 0.5))


def tau_b_of_all(ahead: BoolArray, compared: BoolArray) -> FloatArray:
    """Give tau-b of each two of many rankings, over the pairs of options that both compare.

    Parameters
    ----------
    ahead, compared : arrays of bool, shape (n, n_options, n_options)
        Whether a ranking puts the row above the column, and whether it compares them.

    Returns
    -------
    array of shape (n, n)
        NaN where one of both ties every pair that both compare, or they compare none.

    Examples
    --------
    >>> import numpy as np
    >>> ranks = np.array([[1, 2, 2], [1, 2, 3]])
    >>> ahead = ranks[:, :, None] < ranks[:, None, :]
    >>> tau_b_of_all(ahead, np.ones_like(ahead)).round(4).tolist()
    [[1.0, 0.8165], [0.8165, 1.0]]
    """
    i, j = np.triu_indices(ahead.shape[1], k=1)
    strict = (ahead | np.swapaxes(ahead, 1, 2))[:, i, j].astype(np.float64)
    signs = strict * np.where(ahead[:, i, j], 1.0, -1.0)
    both = compared[:, i, j].astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        tau = signs @ signs.T / np.sqrt((strict @ both.T) * (both @ strict.T))
    return np.asarray(tau.clip(-1.0, 1.0))


def weighted_tau(first: Ranks, second: Ranks) -> float:
    """Give the weighted tau of two arrays of ranks, rank 1 best; neither may be all tied.

    A pair counts the sum of 1/place of its two options: the mean of places by `first` and of
    places by `second`, where the other settles ties (Vigna 2015, A weighted correlation index for
    rankings with ties, eqs. 6 and 7).

    Examples
    --------
    >>> import numpy as np
    >>> swapped_first, swapped_last = np.array([2, 1, 3, 4]), np.array([1, 2, 4, 3])
    >>> [round(weighted_tau(np.arange(4), each), 4) for each in (swapped_first, swapped_last)]
    [0.52, 0.8133]
    """
    by_either = (
        _tau(first, second, 1 / _places(one, other))
        for one, other in ((first, second), (second, first))
    )
    return sum(by_either) / 2


def _places(ranks: Ranks, otherwise: Ranks) -> FloatArray:
    """Count the options off from the best on; of those level in both, the last comes first."""
    places = np.empty(len(ranks))
    places[np.lexsort((-otherwise, -ranks))[::-1]] = np.arange(1, len(ranks) + 1)
    return places


def _tau(first: Ranks, second: Ranks, counts: FloatArray) -> float:
    """Correlate the signs of pairs, each of which counts the sum of what its two options count."""
    i, j = np.triu_indices(len(first), k=1)
    weights = counts[i] + counts[j]
    one, other = np.sign(first[i] - first[j]), np.sign(second[i] - second[j])
    told = weights @ (one * other) / np.sqrt(weights @ one**2) / np.sqrt(weights @ other**2)
    return float(np.clip(told, -1.0, 1.0))
