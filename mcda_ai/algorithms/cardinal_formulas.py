"""Formulas that add up what alternatives score by amount, for many weightings at once.

Each takes values that are above 0, more being better, of criteria that tell some alternatives
apart, shape (n_criteria, m); and weights with sum 1, shape (size, n_criteria). It gives scores,
shape (size, m), higher being better. The definitions, and the choices that their authors leave
open, are those of pymcdm 1.4.0 (Kizielewicz, Shekhovtsov, Sałabun 2023). What it computes for one
weighting after the other is here one product of matrices, or one for each alternative: nothing is
larger than weights and scores together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray

Formula: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
"""Values (n_criteria, m) and weights (size, n_criteria) to scores (size, m)."""

_CELLS_AT_ONCE = 2**17
"""Of weights: what is computed of so many stays near the processor, and within a few megabytes."""
_LEAST_EUCLIDEAN = 0.02
"""The difference of Euclidean distances from which CODAS counts those along the axes too."""


def scores_over(formula: Formula, values: FloatArray, weights: FloatArray) -> FloatArray:
    """Score alternatives by a formula, whatever the criteria tell and however many weightings.

    Parameters
    ----------
    formula : callable
        One of this module.
    values : array of shape (n_criteria, m)
        Above 0, more is better. A criterion on which all are equal is left out.
    weights : array of shape (..., n_criteria)
        At least 0. Those of the criteria that are left in are made to sum to 1.

    Returns
    -------
    array of shape (..., m)
        0 for all under a weighting in which no criterion with weight tells them apart.

    Examples
    --------
    >>> values = np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 2.0], [1.0, 1.0, 1.0]])
    >>> scores_over(topsis, values, np.array([[0.5, 0.5, 0], [0, 0, 1]])).round(3).tolist()
    [[0.5, 0.309, 0.5], [0.0, 0.0, 0.0]]
    """
    telling = np.ptp(values, axis=1) > 0
    rows = weights.reshape(-1, weights.shape[-1])
    scores = np.zeros((len(rows), values.shape[1]))
    at_once = max(1, _CELLS_AT_ONCE // max(1, len(values)))
    for start in range(0, len(rows), at_once):
        block = rows[start : start + at_once, telling]
        totals = block.sum(axis=1, keepdims=True)
        weighs = totals[:, 0] > 0
        if weighs.all():
            scores[start : start + at_once] = formula(values[telling], block / totals)
        elif weighs.any():
            used = block[weighs] / totals[weighs]
            scores[start : start + at_once][weighs] = formula(values[telling], used)
    return scores.reshape((*weights.shape[:-1], values.shape[1]))


def aras(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the weighted sum of shares in the total, as a part of that of the ideal."""
    best = values.max(axis=1, keepdims=True)
    totals = values.sum(axis=1, keepdims=True) + best  # the ideal stands among the alternatives
    return np.asarray((weights @ (values / totals)) / (weights @ (best / totals)))


def codas(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Compare distances from the worst, straight ones first and then those along the axes.

    A difference of straight distances that is the least that counts, but for rounding, counts.
    """
    shares = values / values.max(axis=1, keepdims=True)
    beyond = shares - shares.min(axis=1, keepdims=True)
    straight = np.sqrt(weights**2 @ beyond**2)
    along = weights @ beyond
    scores = np.zeros((len(weights), values.shape[1]))
    for rival in range(values.shape[1]):  # one pass a rival: no (m, m) array a weighting
        further = straight - straight[:, rival, None]
        counts = np.abs(further) >= _LEAST_EUCLIDEAN - TIE_TOLERANCE
        scores += further + np.where(counts, along - along[:, rival, None], 0.0)
    return scores


def edas(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the mean of how far above the average solution, and of how little below it."""
    average = values.mean(axis=1, keepdims=True)
    from_average = (values - average) / average
    above = weights @ np.maximum(from_average, 0.0)
    below = weights @ np.maximum(-from_average, 0.0)
    least_below = 1 - below / below.max(axis=1, keepdims=True)
    return np.asarray((above / above.max(axis=1, keepdims=True) + least_below) / 2)


def lmaw(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Add up 2 p^w / ((2 - p)^w + p^w), p being a share of logarithms, where there is weight."""
    logs = np.log1p(values / values.max(axis=1, keepdims=True))
    shares = logs / logs.sum(axis=1, keepdims=True)
    odds = np.log((2 - shares) / shares)
    scores = np.empty((len(weights), values.shape[1]))
    for place, each in enumerate(odds.T):  # no (n_criteria, m) array a weighting
        scores[:, place] = (2 / (1 + np.exp(weights * each))).sum(axis=1)
    scores -= (weights == 0).sum(axis=1, keepdims=True)  # each of which has added 1
    return scores


def mabac(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Add up distances from the geometric mean over the alternatives, of shares in the range."""
    raised = _shares_in_range(values) + 1
    border = np.exp(np.log(raised).mean(axis=1, keepdims=True))
    return np.asarray(weights @ (raised - border))


def mairca(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give minus the gap between an equal share of the weights and what is made of it."""
    return np.asarray(weights @ ((_shares_in_range(values) - 1) / values.shape[1]))


def marcos(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the utility with regard to the ideal and to the worst together."""
    shares = values / values.max(axis=1, keepdims=True)
    sums = weights @ shares
    of_ideal = weights.sum(axis=1, keepdims=True)
    of_worst = weights @ shares.min(axis=1, keepdims=True)
    ratio = of_worst / of_ideal  # of the utility towards the ideal to that towards the worst
    return np.asarray((sums / of_worst + sums / of_ideal) / (1 + ratio + 1 / ratio))


def ocra(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the weighted sum of how many times the least, above the lowest such sum."""
    least = values.min(axis=1, keepdims=True)
    sums = weights @ ((values - least) / least)
    return np.asarray(sums - sums.min(axis=1, keepdims=True))


def ram(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the root of 2 and the weighted sum of shares in the total, where nothing is a cost."""
    return np.asarray(np.sqrt(2 + weights @ _shares_in_total(values)))


def topsis(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the distance from the worst as a part of the distances from worst and ideal."""
    shares = _shares_in_range(values)
    squared = weights**2
    from_ideal = np.sqrt(squared @ (1 - shares) ** 2)
    from_worst = np.sqrt(squared @ shares**2)
    return np.asarray(from_worst / (from_worst + from_ideal))


def waspas(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the mean of the weighted sum and the weighted product of shares in the best."""
    shares = values / values.max(axis=1, keepdims=True)
    return np.asarray((weights @ shares + np.exp(weights @ np.log(shares))) / 2)


def wpm(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Give the weighted product of shares in the total."""
    return np.asarray(np.exp(weights @ np.log(_shares_in_total(values))))


def _shares_in_total(values: FloatArray) -> FloatArray:
    return np.asarray(values / values.sum(axis=1, keepdims=True))


def _shares_in_range(values: FloatArray) -> FloatArray:
    """Put the worst at 0 and the best at 1."""
    least = values.min(axis=1, keepdims=True)
    return np.asarray((values - least) / np.ptp(values, axis=1, keepdims=True))
