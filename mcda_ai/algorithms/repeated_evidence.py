"""Criteria that say the same: counted as often as they stand, once, or anything between.

A criterion of a group of k that say the same has its weight times k^(rho - 1), within a part whose
total stays: 1 leaves all weights as they are; with 0 a group weighs as one average member of it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_PIECES = 64
_NARROWEST = 1e-9
_HALVINGS = 50
_MOST_AT_ONCE = 2**20
"""Numbers in the largest array."""


def discounted(
    weights: FloatArray, sizes: IntArray, part_of: IntArray, rho: FloatArray | float
) -> FloatArray:
    """Weigh criteria that say the same by k^rho together, each part by its own total.

    Parameters
    ----------
    weights : array of shape (n,)
    sizes : array of int, shape (n,)
        How many criteria say the same as this one, with itself.
    part_of : array of int, shape (n,)
        What keeps its total: places 0, 1, ...
    rho : array of any shape (...)

    Returns
    -------
    array of shape (..., n)

    Examples
    --------
    >>> weights, sizes = np.array([0.25, 0.25, 0.5]), np.array([2, 2, 1])
    >>> discounted(weights, sizes, np.zeros(3, dtype=int), np.array([1.0, 0.0])).round(3).tolist()
    [[0.25, 0.25, 0.5], [0.167, 0.167, 0.667]]
    """
    parts = part_of[:, None] == np.arange(int(part_of.max()) + 1)
    drawn = weights * np.exp(np.multiply.outer(np.asarray(rho) - 1.0, np.log(sizes)))
    totals, kept = drawn @ parts, weights @ parts
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.where(totals > 0, kept / totals, 0.0)
    return np.asarray(drawn * scale[..., part_of])


def crossings(
    forms: FloatArray, weights: FloatArray, sizes: IntArray, part_of: IntArray
) -> FloatArray:
    """Find every rho from 0 to 1 at which a weighted sum is 0; sorted, none twice.

    Parameters
    ----------
    forms : array of shape (n, n_forms)
        What each criterion adds to each sum.
    weights, sizes, part_of
        As in `discounted`.

    Returns
    -------
    array of shape (n_roots,)
        Of sums that are not level with 0 throughout; where one only touches 0, to within 1e-9.

    Notes
    -----
    A sum is f(rho) = sum over parts of L E[d], where E is the mean over the criteria of the part
    with weights w k^rho, L its total and d what they add. With a = log k, f' is the sum of
    L Cov(d, a), and |f''| at most the sum of L R(d) R(a)^2 / 4, R the range within the part. So a
    piece of the way on which |f| at its middle is more than |f'| h + |f''| h^2 / 2, h half its
    length, has no root; one on which |f'| is more than |f''| h has at most one, found by halving;
    any other is cut in two.
    """
    if (sizes == 1).all():  # no weight moves
        return np.zeros(0)
    curves = _Curves.of(forms, weights, sizes, part_of)
    ends = np.linspace(0.0, 1.0, _PIECES + 1)
    unit = np.abs(forms).max(initial=0.0) or 1.0
    heights = np.abs(discounted(weights, sizes, part_of, ends) @ forms)
    (varied,) = np.nonzero((heights > TIE_TOLERANCE * unit).any(axis=0))
    form, low = np.repeat(varied, _PIECES), np.tile(ends[:-1], len(varied))
    half = ends[1] / 2
    roots = [np.zeros(0)]
    while len(form) and half > _NARROWEST / 2:
        value, slope = curves.at(low + half, form)
        bend = curves.bend[form]
        near = np.abs(value) <= np.abs(slope) * half + bend * half**2 / 2 + TIE_TOLERANCE * unit
        is_steep = np.abs(slope) > bend * half
        roots.append(curves.halved(low[near & is_steep], 2 * half, form[near & is_steep]))
        left = near & ~is_steep
        form, low = np.tile(form[left], 2), np.concatenate([low[left], low[left] + half])
        half /= 2
    return _apart(np.concatenate([*roots, low + half]))


class _Curves(NamedTuple):
    """Weighted sums as they depend on rho."""

    forms: FloatArray
    weights: FloatArray
    sizes: IntArray
    part_of: IntArray
    bend: FloatArray
    """Of each form: how fast its slope changes, at most."""

    @classmethod
    def of(
        cls, forms: FloatArray, weights: FloatArray, sizes: IntArray, part_of: IntArray
    ) -> _Curves:
        logs = np.log(sizes)
        bend = np.zeros(forms.shape[1])
        for part in range(int(part_of.max()) + 1):
            inside = (part_of == part) & (weights > 0)
            if inside.any():
                spread = np.ptp(forms[inside], axis=0) * np.ptp(logs[inside]) ** 2 / 4
                bend += weights[inside].sum() * spread
        return cls(forms, weights, sizes, part_of, bend)

    def at(self, rho: FloatArray, form: IntArray) -> tuple[FloatArray, FloatArray]:
        """Value and slope of forms, each at a rho of its own."""
        some = max(1, _MOST_AT_ONCE // len(self.weights))
        pairs = [
            self._at(rho[start : start + some], form[start : start + some])
            for start in range(0, len(rho), some)
        ] or [(rho, rho)]
        return np.concatenate([value for value, _ in pairs]), np.concatenate([s for _, s in pairs])

    def _at(self, rho: FloatArray, form: IntArray) -> tuple[FloatArray, FloatArray]:
        parts = self._parts
        weights = discounted(self.weights, self.sizes, self.part_of, rho)
        added = weights * self.forms.T[form]
        logs = np.log(self.sizes)
        kept = self.weights @ parts
        shares = np.divide(1.0, kept, out=np.zeros_like(kept), where=kept > 0)
        across = ((added @ parts) * ((weights * logs) @ parts)) @ shares
        return added.sum(axis=1), added @ logs - across

    @property
    def _parts(self) -> BoolArray:
        return np.asarray(self.part_of[:, None] == np.arange(int(self.part_of.max()) + 1))

    def halved(self, low: FloatArray, length: float, form: IntArray) -> FloatArray:
        """Give the roots between low and low + length, in which the forms only rise or fall."""
        high = low + length
        at_low, at_high = self.at(low, form)[0], self.at(high, form)[0]
        across = at_low * at_high <= 0
        low, high, form, at_low = low[across], high[across], form[across], at_low[across]
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            beyond = self.at(middle, form)[0] * at_low > 0
            low, high = np.where(beyond, middle, low), np.where(beyond, high, middle)
        return (low + high) / 2


def _apart(roots: FloatArray) -> FloatArray:
    """Sort roots, and give those once that are the same."""
    roots = np.sort(roots)
    return roots[np.diff(roots, prepend=-1.0) > _NARROWEST]
