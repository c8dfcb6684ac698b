"""All orders of some options, ties among them, and how far rankings are from them."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np

from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray


@cache
def weak_orders(n: int) -> IntArray:
    """List all orders of n options, ties among them, as levels from 0 on; shape (n_orders, n).

    Examples
    --------
    >>> weak_orders(2).tolist(), len(weak_orders(3))
    ([[0, 0], [0, 1], [1, 0]], 13)
    """
    if n == 0:
        return np.zeros((1, 0), dtype=np.int64)
    orders = []
    for size in range(n, 0, -1):
        for first in combinations(range(n), size):
            rest = [i for i in range(n) if i not in first]
            for behind in weak_orders(n - size):
                order = np.zeros(n, dtype=np.int64)
                order[rest] = behind + 1
                orders.append(order)
    return np.array(sorted(orders, key=lambda order: order.tolist()))


def distances(above: BoolArray, compared: BoolArray, orders: FloatArray | IntArray) -> FloatArray:
    """Distance of rankings from weak orders.

    Parameters
    ----------
    above, compared : arrays of bool, shape (n, m, m)
        Who each ranking puts above whom, and which pairs it compares.
    orders : array of shape (n_orders, m)
        Ranks or levels, without gaps.

    Returns
    -------
    array of shape (n, n_orders)
        Summed over pairs: 2 for a pair turned round, 1 for a tie made or broken, 1 for a pair
        that was not compared.

    References
    ----------
    Kemeny, J. G., Snell, J. L. (1962). Mathematical Models in the Social Sciences, ch. 2. Ginn.

    Examples
    --------
    >>> ranks = np.array([[1, 2, np.nan]])
    >>> above = ranks[:, :, None] < ranks[:, None, :]
    >>> distances(above, above | above.transpose(0, 2, 1), np.array([[2.0, 1.0, 3.0]]))
    array([[4.]])
    """
    i, j = np.triu_indices(orders.shape[1], k=1)
    old_sign = above[:, j, i].astype(np.float64) - above[:, i, j]
    new_sign = np.sign(orders[:, i] - orders[:, j])
    apart = np.where(compared[:, i, j][:, None], np.abs(old_sign[:, None] - new_sign[None]), 1.0)
    return np.asarray(apart.sum(axis=-1))
