"""Which shares of the weightings are 0 or 1 for certain, where a method is linear: on arrays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.linear_programmes import AdmissibleWeights, extreme_values, widest_margin
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_MOST_SETS = 20
"""Sets of rivals ahead that are looked at to rule out one rank."""
_MOST_PROGRAMMES = 2_000
"""Divided by the number of alternatives, which makes them slower: linear programmes in all."""


class CertainShares(NamedTuple):
    """Which shares are certain: 0 or 1, as the draws say; arrays of shape (m, m)."""

    ahead: BoolArray
    """[i, j]: that i is ahead of j."""
    ranks: BoolArray
    """[i, r - 1]: that i has rank r."""


class CertainPairs(NamedTuple):
    """Who is ahead of whom for certain; arrays of shape (m, m)."""

    never: BoolArray
    """[i, j]: i is ahead of j under no weighting."""
    always: BoolArray
    """[i, j]: i is ahead of j under every weighting, but for some with no share at all."""


def certain_shares(
    criterion_scores: FloatArray,
    weight_set: AdmissibleWeights,
    unit: float,
    ahead: FloatArray,
    ranks: FloatArray,
    has_density: bool,
) -> CertainShares:
    """Find which of the shares that draws showed to be 0 or 1 are so for certain.

    Parameters
    ----------
    criterion_scores : array of shape (n_criteria, m)
    weight_set : AdmissibleWeights
        All weightings that can be drawn, and no others.
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` are tied.
    ahead, ranks : arrays of shape (m, m)
        Shares of the draws in which i is ahead of j, and in which i has rank r + 1.
    has_density : bool
        Whether what is flat in the weight set, such as where two of them tie, has no share.

    Notes
    -----
    1. A difference of scores that is nowhere below 0 is above 0 but for a face of the weight set;
       its least and greatest value are at corners, or those of a linear programme.
    2. Who is always ahead, and who never, leaves each some ranks.
    3. One of these ranks is out if no set of rivals of that size can be ahead while all others
       are behind. If no corner shows that they can, the widest margin by which they can is found
       by a linear programme; for first places before others, as long as there are not too many.

    Examples
    --------
    The third is never first: one of the others is always ahead.

    >>> from mcda_ai.algorithms.linear_programmes import SIMPLEX
    >>> scores, drawn = np.array([[4.0, 0, 1], [0, 4, 1]]), np.array([[0, 0.5, 0.7]] * 3)
    >>> certain_shares(scores, SIMPLEX, 4.0, drawn, np.eye(3), True).ranks[2]
    array([ True, False, False])
    """
    tolerance = TIE_TOLERANCE * unit
    pairs = _pairs_by_scores(criterion_scores, weight_set, tolerance, ahead, has_density)
    m = len(ahead)
    least = 1 + pairs.always.sum(axis=0)
    greatest = 1 + m - pairs.never.sum(axis=0)  # nobody is ahead of itself
    places = np.arange(1, m + 1)
    certain = (places < least[:, None]) | (places > greatest[:, None])
    certain |= (least == greatest)[:, None]
    if has_density:
        programmes = _Programmes(weight_set, tolerance, _MOST_PROGRAMMES // m)
        for place, i in np.argwhere((~certain & (ranks == 0)).T).tolist():
            certain[i, place] = _is_out(criterion_scores, programmes, pairs, i, place)
        certain |= certain.sum(axis=1, keepdims=True) == m - 1  # nothing is left but one rank
    return CertainShares(pairs.always | pairs.never, certain)


def _pairs_by_scores(
    criterion_scores: FloatArray,
    weight_set: AdmissibleWeights,
    tolerance: float,
    ahead: FloatArray,
    has_density: bool,
) -> CertainPairs:
    """Look at the pairs of which draws showed only one side, or none, to be ahead."""
    one, other = np.triu_indices(len(ahead), 1)
    is_asked = (ahead[one, other] == 0) | (ahead[other, one] == 0)
    one, other = one[is_asked], other[is_asked]
    forms = (criterion_scores[:, one] - criterion_scores[:, other]).T
    return certain_pairs(forms, (one, other), len(ahead), weight_set, tolerance, has_density)


def certain_pairs(
    forms: FloatArray,
    pairs: tuple[IntArray, IntArray],
    m: int,
    weight_set: AdmissibleWeights,
    tolerance: float,
    has_density: bool,
) -> CertainPairs:
    """Tell by linear forms of the weights which of a pair is ahead for certain.

    Parameters
    ----------
    forms : array of shape (n_pairs, n_criteria)
        Above the tolerance where the first of the pair is ahead, below minus that where the other.
    pairs : two arrays of int, shape (n_pairs,)
    m : int
        Number of alternatives; of pairs that are not looked at nothing is certain.
    weight_set, tolerance, has_density
        As for `certain_shares`.
    """
    one, other = pairs
    never, always = np.zeros((2, m, m), dtype=np.bool_)
    if len(one):
        least, greatest = extreme_values(forms, weight_set).T
        never[one, other], never[other, one] = greatest <= tolerance, least >= -tolerance
        always[one, other], always[other, one] = least > tolerance, greatest < -tolerance
    if has_density:
        always |= never.T & ~never
    return CertainPairs(never | np.eye(m, dtype=np.bool_), always)


class _Programmes:
    """Asks whether linear forms can all be above 0, a limited number of times."""

    def __init__(self, weight_set: AdmissibleWeights, tolerance: float, most: int) -> None:
        self._weight_set = weight_set
        self._tolerance = tolerance
        self._left = most

    def show_impossible(self, forms: FloatArray) -> bool:
        """Tell whether forms, of shape (n_forms, n_criteria), are shown to be above 0 nowhere."""
        corners = self._weight_set.corners
        at_corners = forms if self._weight_set.is_whole_simplex else (
            forms[:, :0] if corners is None else forms @ corners.T)  # fmt: skip
        if (at_corners > self._tolerance).all(axis=0).any() or self._left == 0:
            return False
        self._left -= 1
        return widest_margin(forms, self._weight_set).value <= self._tolerance


def _is_out(
    criterion_scores: FloatArray, programmes: _Programmes, pairs: CertainPairs, i: int, place: int
) -> bool:
    """Tell whether exactly so many rivals can never be ahead of i, if that is soon told."""
    open_rivals = np.flatnonzero(~pairs.never[:, i] & ~pairs.always[:, i])
    n_ahead = place - int(pairs.always[:, i].sum())
    if comb(len(open_rivals), n_ahead) > _MOST_SETS:
        return False
    leads = (criterion_scores[:, [i]] - criterion_scores[:, open_rivals]).T
    return all(
        programmes.show_impossible(leads * signs[:, None])
        for signs in _signs(len(open_rivals), n_ahead)
    )


def _signs(n: int, n_ahead: int) -> Iterator[FloatArray]:
    """Yield -1 for each set of so many rivals that are ahead, 1 for the others."""
    for chosen in combinations(range(n), n_ahead):
        signs = np.ones(n)
        signs[list(chosen)] = -1
        yield signs
