"""How often each majority relation of up to three alternatives occurs, by weights on a simplex.

By how much the weight for i exceeds that for j is linear in the weights, so who beats whom is a
matter of the signs of at most three linear forms. `Volumes` give how often two of them are above 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np

from mcda_ai.algorithms.cut_simplices import Pieces
from mcda_ai.algorithms.shares import neither_all_nor_nothing
from mcda_ai.algorithms.simplex_volumes import (
    FLAT_SIMPLEX,
    NotSettledError,
    Volumes,
    without_traces,
)
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray

Signs: TypeAlias = tuple[int, ...]
"""1 where the first of a pair beats the second, -1 where the second beats the first."""
Share: TypeAlias = FloatArray
"""A share of the weightings, then the share of each corner times 1 there and 0 elsewhere, in the
mean over all weightings: the second part sums to the first. Shape (1 + n_corners,)."""

_SHARES_IN_A_BOUND = 4
"""From how many, each with an error, the least and most of x, and what follows, are made up."""
PAIRS = {1: (), 2: ((0, 1),), 3: ((0, 1), (1, 2), (2, 0))}
"""By the number of alternatives; of three, all forms above 0 are a cycle, as are all below."""


@dataclass(frozen=True, eq=False)
class MajorityShares:
    """The majority relations that occur, and what is known of how often they do.

    Of three alternatives that can form a cycle both ways round, two forms at a time do not tell
    how often they form the one, x. All else follows from x.

    Attributes
    ----------
    beats : array of bool, shape (n_relations, m, m)
        [r, i, j]: i beats j. Pairs that neither wins are tied under every weighting.
    at_zero : array of shape (n_relations, 1 + n_corners)
        Share of each relation, if x were 0: see `Share`.
    changes : array of shape (n_relations,)
        1 or -1 where the share of a relation goes up or down with x, else 0. Without an x all 0.
    least, most : float
        Between which x lies.
    """

    beats: BoolArray
    at_zero: FloatArray
    changes: FloatArray
    least: float = 0.0
    most: float = 0.0

    def between(self, surely: BoolArray, perhaps: BoolArray | None = None) -> tuple[float, float]:
        """Bound how often something holds: equal bounds are its share.

        Parameters
        ----------
        surely : array of bool, shape (n_relations,)
            Whether it holds under each relation.
        perhaps : array of the same shape, optional
            Whether it can hold, if more than the relation decides.

        Returns
        -------
        lower, upper : float
            Exactly 0 or 1 only if it holds under none of the relations, or all; a lower bound is
            0, too, and an upper one 1, if nothing more is known.
        """
        perhaps = surely if perhaps is None else perhaps
        ends = [[self._sum(chosen, x) for x in (self.least, self.most)]
                for chosen in (surely, perhaps)]  # fmt: skip
        return min(ends[0]), max(ends[1])

    def weights_where(self, holds: BoolArray, corners: FloatArray) -> FloatArray | None:
        """Mean of the weights under which a relation occurs that is one of some.

        Parameters
        ----------
        holds : array of bool, shape (n_relations,)
        corners : array of shape (n_corners, n_criteria)

        Returns
        -------
        array of shape (n_criteria,) or None
            NaN if none of these relations occurs; None if what is known does not tell.
        """
        if not holds.any():
            return np.full(corners.shape[1], np.nan)
        if self.changes[holds].sum() != 0:
            return None
        shares = self.at_zero[holds].sum(axis=0)
        return np.asarray(shares[1:] @ corners / shares[1:].sum())

    def _sum(self, holds: BoolArray, x: float) -> float:
        if not holds.any() or holds.all():
            return float(holds.any())
        change = self.changes[holds].sum()
        at_x = float(self.at_zero[holds, 0].sum() + change * x)
        return min(max(at_x, 0.0), 1.0) if change else neither_all_nor_nothing(at_x)


def majority_shares(
    margins: FloatArray, unit: float = 0.0, volumes: Volumes = FLAT_SIMPLEX
) -> MajorityShares:
    """Find the majority relations of at most three alternatives, and how often they occur.

    Parameters
    ----------
    margins : array of shape (n_corners, m, m)
        [c, i, j]: by how much i beats j at corner c, linear in the weights; below 0 if j beats i.
    unit : float, optional
        What one unit of weight can add to a margin at most, if those at the corners do not show it.
    volumes : Volumes, optional
        How the weights vary between the corners; flat unless stated.

    Notes
    -----
    1. A pair with a margin of 0 at all corners is always tied; elsewhere ties have share 0. So a
       relation is given by the sign of each other margin, and occurs if these signs go together
       anywhere.
    2. The signs of one or two margins: see `Volumes`.
    3. Three margins f, of 0 over 1, 1 over 2, and 2 over 0. Somebody beats both others unless
       there is a cycle, so both cycles together, C, are what the three winners leave of 1. With
       the cycle f > 0 in a share of x, the order in which only f_k is below 0 has that in which
       both others are above 0, less x; opposite signs likewise, with C - x.
    4. As no share is below 0, x lies in between; and a relation that cannot occur tells x. Of few
       flat weights it is known: see `mcda_ai.algorithms.cut_simplices`.

    Examples
    --------
    Three criteria that rank in a cycle. Nobody wins if no weight is above 1/2; who does is before
    whom the larger of the other weights says:

    >>> order = np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]])
    >>> cycle = np.array([np.roll(order, k, axis=(0, 1)) for k in range(3)])
    >>> found = majority_shares(cycle)
    >>> found.at_zero[:, 0].round(12).tolist(), found.least, found.most
    ([0.25, 0.25, 0.25, 0.25], 0.0, 0.0)
    """
    by_pair = np.moveaxis(np.asarray(margins, dtype=np.float64), 0, -1)
    by_pair = without_traces(by_pair, scale=np.abs(by_pair).max(initial=unit))
    m, n_corners = by_pair.shape[1:]
    pairs = [pair for pair in PAIRS[m] if by_pair[pair].any()]  # 1
    forms = np.array([by_pair[pair] for pair in pairs]).reshape(len(pairs), n_corners)
    possible = [
        signs for signs in product((1, -1), repeat=len(pairs)) if occurs(_signed(forms, signs))
    ]
    beats = np.zeros((len(possible), m, m), dtype=np.bool_)
    for place, (i, j) in enumerate(pairs):
        beats[:, i, j] = [signs[place] > 0 for signs in possible]
        beats[:, j, i] = ~beats[:, i, j]
    if len(pairs) == 3:
        return MajorityShares(beats, *_shares_of_three(forms, possible, volumes))
    shares = np.array([_where(_signed(forms, signs), volumes) for signs in possible])  # 2
    return MajorityShares(beats, shares, np.zeros(len(possible)))


def occurs(forms: FloatArray) -> bool:
    """Tell whether up to three linear forms, by their values at corners, are above 0 together.

    Notes
    -----
    Where the first of three is not below 0 the others are linear, too: that part has corners of its
    own. Two are nowhere above 0 together just if some mixture of them is nowhere above 0.

    Examples
    --------
    >>> occurs(np.array([[2, -1], [-1, 2]])), occurs(np.array([[1, -2], [-2, 1]]))
    (True, False)
    """
    if len(forms) == 0 or (forms > 0).all(axis=0).any():
        return True
    if (forms.max(axis=1) <= 0).any():
        return False
    one, other = forms if len(forms) == 2 else _at_corners_of_part(forms)
    apart = one - other
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = -other / apart
    least = np.max(ends, where=apart < 0, initial=0.0)
    most = np.min(ends, where=apart > 0, initial=1.0)
    return bool(least > most + TIE_TOLERANCE or (other[apart == 0] > 0).any())


def _at_corners_of_part(forms: FloatArray) -> FloatArray:
    """Give the other forms at the corners of the part in which the first is not below 0."""
    first, others = forms[0], forms[1:]
    above, below = first > 0, first < 0
    y, x = first[above][:, None], -first[below]
    of_below, of_above = y * others[:, None, below], x * others[:, above, None]
    met = without_traces(of_below + of_above, scale=np.abs(of_below) + np.abs(of_above)) / (x + y)
    return np.hstack([others[:, ~below], met.reshape(len(others), -1)])


def _signed(forms: FloatArray, signs: Signs) -> FloatArray:
    return np.asarray(forms * np.array(signs, dtype=np.float64)[:, None]) + 0.0  # no -0.0


def _where(forms: FloatArray, volumes: Volumes) -> Share:
    """Share in which at most two forms, which are so somewhere, are above 0."""
    if len(forms) == 0:
        forms = np.ones((1, forms.shape[1]))
    return volumes.shares_where_both_positive(forms[0], forms[-1])


def _shares_of_three(
    forms: FloatArray, possible: list[Signs], volumes: Volumes
) -> tuple[FloatArray, FloatArray, float, float]:
    """Take the shares of the signs of three forms from those of two at a time."""
    winners = np.array([_where(np.array([forms[i], -forms[i - 1]]), volumes) for i in range(3)])
    chains = np.array([_where(forms[[i, (i + 1) % 3]], volumes) for i in range(3)])
    cycles = np.maximum(_where(forms[:0], volumes) - winners.sum(axis=0), 0.0)  # 3
    signs: list[Signs] = [(1, 1, 1), (-1, -1, -1)]
    shares, changes = [np.zeros_like(cycles), cycles], [1.0, -1.0]
    for i in range(3):
        for share, one, change in ((chains[i], i - 1, -1), (winners[i] - chains[i], i, 1)):
            signs.append(tuple(int(s) for s in np.where(np.arange(3) == one % 3, change, -change)))
            shares.append(share)
            changes.append(float(change))
    kept = [signs.index(each) for each in possible]
    absent = [k for k in range(len(signs)) if k not in kept]
    at_zero, slope = np.array(shares), np.array(changes)
    least, most = float(-at_zero[slope > 0, 0].min()), float(at_zero[slope < 0, 0].min())  # 4
    if not absent and most - least <= TIE_TOLERANCE:
        absent = [int(np.where(slope < 0, at_zero[:, 0], np.inf).argmin())]
    x = -at_zero[absent[0]] * slope[absent[0]] if absent else _share_by_cutting(forms, volumes)
    if x is None:
        error = _SHARES_IN_A_BOUND * volumes.own_error
        return at_zero[kept], slope[kept], max(least - error, 0.0), most + error
    return np.maximum(at_zero + slope[:, None] * x, 0.0)[kept], np.zeros(len(kept)), 0.0, 0.0


def _share_by_cutting(forms: FloatArray, volumes: Volumes) -> Share | None:
    """Share in which forms of a few flat weights are all above 0; None where it takes too long."""
    if volumes is not FLAT_SIMPLEX:
        return None
    pieces = Pieces.whole(np.vstack([forms, np.eye(forms.shape[1])]))
    try:
        for _ in forms:
            pieces = pieces.above()
    except NotSettledError:
        return None
    return np.append(pieces.shares.sum(), pieces.shares @ pieces.values.mean(axis=2))
