"""Weights from places in an order of importance: three rules that make numbers of an order.

An order says no amounts, so each rule is an assumption. Places count from 1, the most important;
what is tied gets the mean of the weights of the places that it shares, so that the sum stays 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mcda_ai.orders.weak_order import FloatArray


def rank_order_centroid(n: int) -> FloatArray:
    """Give the mean of all weights that keep to a strict order (Barron and Barrett 1996).

    The corners of these weights are equal weights on the first 1, 2, ... n places.

    Examples
    --------
    >>> rank_order_centroid(3).round(4)
    array([0.6111, 0.2778, 0.1111])
    """
    return np.asarray(np.cumsum(1 / np.arange(n, 0, -1.0))[::-1] / n)


def rank_sum(n: int) -> FloatArray:
    """Give weights that fall by equal steps, to one step above 0 (Stillwell and others 1981).

    Examples
    --------
    >>> rank_sum(4)
    array([0.4, 0.3, 0.2, 0.1])
    """
    return np.asarray(np.arange(n, 0, -1.0) * 2 / (n * (n + 1)))


def reciprocal_ranks(n: int) -> FloatArray:
    """Give weights in proportion to 1, 1/2, 1/3, ... (Stillwell and others 1981).

    Examples
    --------
    >>> reciprocal_ranks(4)
    array([0.48, 0.24, 0.16, 0.12])
    """
    shares = 1 / np.arange(1.0, n + 1)
    return np.asarray(shares / shares.sum())


def shared_by_groups(weights: FloatArray, sizes: Sequence[int]) -> FloatArray:
    """Give the mean weight of the places of each group, the most important first.

    Parameters
    ----------
    weights : array of shape (n_places,)
    sizes : sequence of int
        How many places each group has; their sum is n_places.

    Examples
    --------
    >>> shared_by_groups(rank_sum(4), [1, 2, 1])
    array([0.4 , 0.25, 0.1 ])
    """
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    return np.asarray(np.add.reduceat(weights, starts) / np.asarray(sizes))
