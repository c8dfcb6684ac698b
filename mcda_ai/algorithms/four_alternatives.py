"""Ranks of four alternatives by weights that are flat on a simplex: exact, no sampling.

Which rivals are ahead of an alternative is a matter of three signs. The share of each of the eight
ways is 1/8 of the sum of 1 and the means of the signs, of their products two by two and of the
product of all, each turned as the way has it: see `mcda_ai.algorithms.three_forms`.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np

from mcda_ai.algorithms.exact_orders import always_tied, differences
from mcda_ai.algorithms.simplex_volumes import Known, NotSettledError
from mcda_ai.algorithms.three_forms import mean_sign_product, means_of_signs
from mcda_ai.orders.weak_order import FloatArray

N = 4
OWN_ERROR = 1e-6
"""At most, of each share; more is told as a `NotSettledError`."""


def rank_acceptability_of_four(scores: FloatArray, unit: float = 0.0) -> tuple[FloatArray, float]:
    """Probability of each rank for alternatives of which four are not always tied.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
    unit : float, optional
        Both as in `mcda_ai.algorithms.exact_orders.order_probabilities`.

    Returns
    -------
    shares : array of shape (n_alternatives, n_alternatives)
        [i, r - 1] for alternative i and rank r, but for the error, which may take it below 0.
    error : float
        At most `OWN_ERROR`.

    Raises
    ------
    NotSettledError
        If that cannot be had with so much work.

    Notes
    -----
    One of the four is first, so the means of the four products of three signs sum to 0: the one
    that is the most work is what is left.

    Examples
    --------
    Each is best on a criterion of its own, and the others are alike there:

    >>> shares, error = rank_acceptability_of_four(np.eye(4))
    >>> shares.round(9)[0].tolist(), error < 1e-6
    ([0.25, 0.25, 0.25, 0.25], True)
    """
    ahead = differences(scores, unit)
    stands_for = always_tied(ahead)
    times = Counter(stands_for)
    four = sorted(times)
    if len(four) != N:
        raise ValueError(f"{len(four)} alternatives, not {N}")
    m = len(stands_for)
    forms = {i: np.array([ahead[i, j] for j in four if j != i]) for i in four}
    products = _products(forms)
    shares, error = np.zeros((m, m)), max(known.error for known in products.values()) * 3 / 8
    if error > OWN_ERROR:
        raise NotSettledError(f"shares are known to {error:.0e}")
    for i in four:
        rivals = [times[j] for j in four if j != i]
        ones, pairs = means_of_signs(forms[i])
        for way in product((1, -1), repeat=3):
            behind = sum(n for sign, n in zip(way, rivals, strict=True) if sign < 0)
            pairwise = sum(way[a] * way[b] * mean for (a, b), mean in pairs.items())
            share = 1 + np.dot(way, ones) + pairwise + np.prod(way) * products[i].value
            shares[i, behind] += share / 8
    return shares[stands_for], error


def _products(forms: dict[int, FloatArray]) -> dict[int, Known]:
    """Mean of the product of the signs of the three forms of each alternative."""
    known: dict[int, Known] = {}
    hardest = max(forms, key=lambda i: _how_one_sided(forms[i]))
    for i in forms:
        if i != hardest:
            known[i] = _product(forms[i])
    value = -sum(each.value for each in known.values())
    known[hardest] = Known(value, sum(each.error for each in known.values()))
    return known


def _how_one_sided(forms: FloatArray) -> float:
    """Tell how far means are from 0, by spreads: signs that hardly turn take a fine lattice."""
    return float(np.abs(forms.mean(axis=1) / forms.std(axis=1).clip(1e-300)).max())


def _product(forms: FloatArray) -> Known:
    """Give the mean of the product of three signs, of which some may never turn."""
    sign, turning = 1.0, []
    for form in forms:
        if form.min() < 0 < form.max():
            turning.append(form)
        else:
            sign *= 1.0 if form.max() > 0 else -1.0
    if len(turning) == 3:
        return mean_sign_product(np.array(turning))
    ones, pairs = means_of_signs(np.array(turning)) if turning else ([], {})
    means = {0: 1.0, 1: sum(ones), 2: sum(pairs.values())}
    return Known(sign * means[len(turning)], 0.0)
