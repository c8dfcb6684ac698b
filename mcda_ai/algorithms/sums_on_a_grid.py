"""The exact distribution of a sum of independent vectors whose parts lie on a common grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray

MOST_POINTS = 1_000_000
_MOST_STEPS = 10_000
_NEAR = 1e-9  # so much rounding can add up to in steps of Euclid's


def on_a_grid(values: Sequence[FloatArray]) -> list[IntArray] | None:
    """Write numbers as multiples of one step; None if there is no step that is large enough.

    Examples
    --------
    >>> [part.tolist() for part in on_a_grid([np.array([0.5, 1.5]), np.array([-1.0])])]
    [[1, 3], [-2]]
    """
    flat = np.abs(np.concatenate([np.ravel(each) for each in values]))
    largest = flat.max(initial=0.0)
    if largest == 0:
        return [np.zeros(np.shape(each), dtype=np.int64) for each in values]
    step = 0.0
    for value in np.unique(flat[flat > _NEAR * largest]):
        step = _common_step(float(value), step, _NEAR * largest)
        if largest > _MOST_STEPS * step:
            return None
    step = largest / round(largest / step)  # free of what added up on the way to it
    parts = [np.rint(each / step).astype(np.int64) for each in values]
    missed = max(np.abs(each - step * part).max(initial=0.0)
                 for each, part in zip(values, parts, strict=True))  # fmt: skip
    return parts if missed <= TIE_TOLERANCE * largest else None


def _common_step(one: float, other: float, least: float) -> float:
    """Give the greatest common step of two numbers, as Euclid does, but for rounding."""
    while other > least:
        rest = one % other
        one, other = other, 0.0 if other - rest <= least else rest
    return one


def sum_distribution(
    parts: Sequence[IntArray], chances: Sequence[FloatArray]
) -> tuple[FloatArray, IntArray] | None:
    """Add up independent vectors; None if the sum ranges over more than `MOST_POINTS`.

    Parameters
    ----------
    parts : sequence of arrays of int, shape (n_states, n_dimensions)
    chances : sequence of arrays of shape (n_states,)

    Returns
    -------
    probabilities : array with an axis for each dimension
    lowest : array of int, shape (n_dimensions,)
        The sum at the first place of each axis.

    Examples
    --------
    >>> coin = np.array([[0], [1]])
    >>> chances, lowest = sum_distribution([coin, coin], [np.array([0.5, 0.5])] * 2)
    >>> chances.tolist(), lowest.tolist()
    ([0.25, 0.5, 0.25], [0])
    """
    low = np.sum([part.min(axis=0) for part in parts], axis=0)
    high = np.sum([part.max(axis=0) for part in parts], axis=0)
    if np.prod((high - low + 1).astype(np.float64)) > MOST_POINTS:
        return None
    total = np.ones((1,) * len(low))
    for part, chance in zip(parts, chances, strict=True):
        steps = part - part.min(axis=0)
        grown = np.zeros(np.array(total.shape) + steps.max(axis=0))
        for step, share in zip(steps, chance, strict=True):
            place = tuple(slice(at, at + n) for at, n in zip(step, total.shape, strict=True))
            grown[place] += share * total
        total = grown
    return total, low
