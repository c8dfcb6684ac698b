"""The SMAA indices of a method that majorities decide: exact, or between certain bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.majority_shares import MajorityShares
from mcda_ai.algorithms.order_counts import Orders
from mcda_ai.algorithms.smaa_indices import Indices
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray


class Bounds(NamedTuple):
    """Between which shares lie; what is exact is its own lower and upper bound."""

    lower: FloatArray
    upper: FloatArray

    @property
    def are_exact(self) -> bool:
        """Whether all of them are known exactly."""
        return bool((self.lower == self.upper).all())


@dataclass(frozen=True, eq=False)
class MajorityIndices:
    """What majorities tell of the indices of m alternatives; see `Indices` for what these are.

    Attributes
    ----------
    rank_acceptability, ahead, tied : Bounds of arrays of shape (m, m)
    orders : tuple of ranks
        Each whole ranking that can occur.
    order_shares : Bounds of arrays of shape (n_orders,)
    leader_sets : tuple of tuple of int
        Each set of alternatives that can lead; the empty one, if nobody can be first.
    leader_shares : Bounds of arrays of shape (n_sets,)
    central_weights : array of shape (m, n_criteria) or None
        NaN for who is never first; None if somebody's are not known.
    """

    rank_acceptability: Bounds
    ahead: Bounds
    tied: Bounds
    orders: tuple[tuple[int, ...], ...]
    order_shares: Bounds
    leader_sets: tuple[tuple[int, ...], ...]
    leader_shares: Bounds
    central_weights: FloatArray | None

    @property
    def exact_figures(self) -> tuple[str, ...]:
        """Names, as `Robustness` has them, of the figures that are known exactly."""
        return tuple(name for name, is_exact in self._is_exact.items() if is_exact)

    @property
    def are_exact(self) -> bool:
        """Whether everything is known exactly."""
        return all(self._is_exact.values())

    @property
    def _is_exact(self) -> dict[str, bool]:
        ranks, weights = self.rank_acceptability.are_exact, self.central_weights is not None
        pairs, orders = self.ahead.are_exact and self.tied.are_exact, self.order_shares.are_exact
        return {
            "rank_acceptability": ranks,
            "pairwise_winning": pairs,
            "relations": pairs,
            "central_weights": weights,
            "confidence_factors": weights,
            "cross_confidence": weights,
            "expected_rank": ranks,
            "leader_sets": self.leader_shares.are_exact,
            "order_shares": orders,
            "entropy": orders,
        }

    def indices(self) -> Indices:
        """Give indices of which no more is exact than `exact_figures` says."""
        weights = self.central_weights
        if weights is None:
            weights = np.full((len(self.ahead.lower), 1), np.nan)
        return Indices(
            rank_acceptability=self.rank_acceptability.lower,
            ahead=self.ahead.lower,
            tied=self.tied.lower,
            central_weights=weights,
            orders=Orders.of(dict(zip(self.orders, self.order_shares.lower.tolist(), strict=True))),
            central_weights_error=np.zeros_like(weights),
            size=0,
        )


def majority_indices(
    shares: MajorityShares, ranks: IntArray, at_least_as_good: BoolArray, corners: FloatArray
) -> MajorityIndices:
    """Bound the indices by how often each majority relation occurs, and what can follow from it.

    Parameters
    ----------
    shares : MajorityShares
    ranks : array of int, shape (n_relations, n_outcomes, m)
        That can follow from each relation.
    at_least_as_good : array of bool, shape (n_relations, n_outcomes, m, m)
        Likewise; [..., i, j]: i at least as good as j.
    corners : array of shape (n_corners, n_criteria)

    Examples
    --------
    Two alternatives, of which the first wins with more than 1/4 of the weight:

    >>> from mcda_ai.algorithms.majority_shares import majority_shares
    >>> margins = np.array([[[0, 3], [-3, 0]], [[0, -1], [1, 0]]])
    >>> ranks = np.array([[[1, 2]], [[2, 1]]])
    >>> better = ranks[..., :, None] <= ranks[..., None, :]
    >>> found = majority_indices(majority_shares(margins), ranks, better, np.eye(2))
    >>> found.rank_acceptability.lower.tolist(), found.are_exact
    ([[0.75, 0.25], [0.25, 0.75]], True)
    """
    m = ranks.shape[-1]
    back = np.swapaxes(at_least_as_good, 2, 3)
    orders = tuple(tuple(row) for row in np.unique(ranks.reshape(-1, m), axis=0).tolist())
    sets = tuple(dict.fromkeys(tuple(np.flatnonzero(np.array(row) == 1).tolist())
                               for row in orders))  # fmt: skip
    leads = np.array([[i in leaders for i in range(m)] for leaders in sets])

    def bounds(holds: BoolArray) -> Bounds:
        """Bound what holds, or not, in (n_relations, n_outcomes, ...)."""
        surely, perhaps = (each.reshape(len(holds), -1).T
                           for each in (holds.all(axis=1), holds.any(axis=1)))  # fmt: skip
        ends = np.array([shares.between(*each) for each in zip(surely, perhaps, strict=True)])
        return Bounds(*ends.T.reshape(2, *holds.shape[2:]))

    return MajorityIndices(
        bounds(ranks[..., None] == np.arange(1, m + 1)),
        bounds(at_least_as_good & ~back),
        bounds(at_least_as_good & back),
        orders,
        bounds((ranks[:, :, None] == np.array(orders)).all(axis=-1)),
        sets,
        bounds(((ranks == 1)[:, :, None] == leads).all(axis=-1)),
        _central_weights(shares, ranks == 1, corners),
    )


def _central_weights(
    shares: MajorityShares, first: BoolArray, corners: FloatArray
) -> FloatArray | None:
    """Mean of the weights under which each is first, unless some are not known."""
    if (first.all(axis=1) != first.any(axis=1)).any():
        return None
    means = [shares.weights_where(first[:, 0, i], corners) for i in range(first.shape[2])]
    known = [mean for mean in means if mean is not None]
    return np.array(known) if len(known) == len(means) else None
