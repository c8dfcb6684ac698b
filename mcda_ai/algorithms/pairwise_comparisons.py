"""Weights from comparisons of pairs: how many times as important the one is as the other.

A comparison matrix has ratios: [i, j] is how many times as important i is as j, [j, i] its inverse,
1 on the diagonal; NaN where two are not compared.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import connected_components

from mcda_ai.orders.weak_order import FloatArray, IntArray

RANDOM_INDICES = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
"""Mean consistency index of random comparisons of 1, 2, ... 15 things (Saaty 1980, p. 21)."""


def parts_compared(ratios: FloatArray) -> IntArray:
    """Give the number of the part that each is in, with nothing compared between parts.

    Examples
    --------
    >>> parts_compared(np.array([[1, 3, np.nan], [1 / 3, 1, np.nan], [np.nan, np.nan, 1]]))
    array([0, 0, 1])
    """
    return np.asarray(connected_components(~np.isnan(ratios), directed=False)[1], dtype=np.intp)


def principal_eigenvector(ratios: FloatArray) -> FloatArray:
    """Give the positive eigenvector of a complete matrix, with the sum 1 (Saaty 1980).

    Examples
    --------
    >>> principal_eigenvector(np.array([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])).round(6)
    array([0.6, 0.3, 0.1])
    """
    values, vectors = np.linalg.eig(ratios)
    vector = np.abs(vectors[:, np.argmax(values.real)].real)
    return np.asarray(vector / vector.sum())


def geometric_means(ratios: FloatArray) -> FloatArray:
    """Give the weights whose ratios are nearest in logarithms, by least squares; with the sum 1.

    Of a complete matrix these are the geometric means of its rows (Crawford and Williams 1985).
    Where comparisons are missing, those that there are decide (Bozóki, Fülöp and Rónyai 2010),
    if they connect all: see `parts_compared`.

    Examples
    --------
    >>> ratios = np.array([[1, 2, np.nan], [1 / 2, 1, 3], [np.nan, 1 / 3, 1]])
    >>> geometric_means(ratios).round(6)
    array([0.6, 0.3, 0.1])
    """
    compared = ~np.isnan(ratios)
    logarithms = np.where(compared, np.log(np.where(compared, ratios, 1.0)), 0.0)
    laplacian = np.diag(compared.sum(axis=1)) - compared.astype(np.float64)
    n = len(ratios)  # adding 1/n everywhere makes the mean logarithm 0
    found = np.linalg.solve(laplacian + 1 / n, logarithms.sum(axis=1))
    weights = np.exp(found - found.max())
    return np.asarray(weights / weights.sum())


def consistency_ratio(ratios: FloatArray) -> float | None:
    """Compare the inconsistency of a matrix with that of random ones (Saaty 1980).

    (largest eigenvalue - n) / (n - 1), divided by its mean over random matrices. None where some
    pairs are not compared, or where there are more than 15 things: it is not known for these.

    Examples
    --------
    >>> round(consistency_ratio(np.array([[1, 2, 5], [1 / 2, 1, 3], [1 / 5, 1 / 3, 1]])), 4)
    0.0032
    """
    n = len(ratios)
    if n > len(RANDOM_INDICES) or np.isnan(ratios).any():
        return None
    if n <= 2:
        return 0.0
    largest = float(np.linalg.eigvals(ratios).real.max())
    return max(largest - n, 0.0) / (n - 1) / RANDOM_INDICES[n - 1]


def furthest_pair(ratios: FloatArray, weights: FloatArray) -> tuple[int, int]:
    """Give the pair whose comparison the weights fit least, the one first that it favours."""
    misfit = np.abs(np.log(ratios * weights / weights[:, None]))
    one, other = np.unravel_index(np.nanargmax(misfit), misfit.shape)
    return (int(one), int(other)) if ratios[one, other] >= 1 else (int(other), int(one))
