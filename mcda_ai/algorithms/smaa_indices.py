"""The SMAA indices as arrays: counted over draws, or exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from mcda_ai.algorithms.order_counts import OrderCounts, Orders, Places, places_of
from mcda_ai.algorithms.shares import anytime_bounds, are_known
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray


@dataclass(frozen=True)
class Indices:
    """The indices of m alternatives, and their standard errors (0 where exact).

    Attributes
    ----------
    rank_acceptability : array of shape (m, m)
        [i, r]: share of the weightings in which i has rank r + 1.
    ahead, tied : arrays of shape (m, m)
        [i, j]: share in which i is ahead of j, and in which they are tied. What is left is
        incomparable.
    central_weights : array of shape (m, n_criteria)
        Mean of the weightings in which i is first; NaN if it never is.
    orders : Orders
        Each whole ranking that occurs.
    central_weights_error : array of shape (m, n_criteria)
    size : int
        Number of draws; 0 where exact.
    """

    rank_acceptability: FloatArray
    ahead: FloatArray
    tied: FloatArray
    central_weights: FloatArray
    orders: Orders
    central_weights_error: FloatArray
    size: int

    @property
    def expected_rank(self) -> FloatArray:
        """Mean rank; (m,)."""
        if self.size == 0:
            return mean_rank(self.ahead)
        return self.rank_acceptability @ np.arange(1, len(self.rank_acceptability) + 1)

    @property
    def expected_rank_error(self) -> FloatArray:
        """Standard error of the mean rank, with n - 1; NaN for a single draw."""
        ranks = np.arange(1, len(self.rank_acceptability) + 1)
        spread = np.maximum(self.rank_acceptability @ ranks**2 - self.expected_rank**2, 0)
        if self.size == 0:
            return np.zeros_like(spread)
        return np.sqrt(spread / (self.size - 1)) if self.size > 1 else np.full_like(spread, np.nan)

    def share_error(self, shares: FloatArray) -> FloatArray:
        """Give the standard error of shares of the draws."""
        if self.size == 0:
            return np.zeros_like(shares)
        return np.sqrt(np.maximum(shares * (1 - shares), 0.0) / self.size)

    def within(self, half_width: float, walks: float = 1.0) -> bool:
        """Tell whether every share is known to a half-width, at 95 % confidence for all together.

        Parameters
        ----------
        half_width : float
        walks : float
            Part of the draws that are independent: see `mcda_ai.algorithms.shares.anytime_bounds`.
        """
        return _are_known(self.rank_acceptability, self.ahead, self.size, half_width, walks)

    def bounds(self, is_certain: BoolArray, walks: float = 1.0) -> tuple[FloatArray, FloatArray]:
        """Bound all shares of ranks; those that are certain, and exact ones, are their own bounds.

        Parameters
        ----------
        is_certain : array of bool, shape (m, m)
        walks : float
            As in `within`.
        """
        shares = self.rank_acceptability
        if self.size == 0:
            return shares, shares
        lower, upper = anytime_bounds(shares, self.size * walks, shares.size)
        return np.where(is_certain, shares, lower), np.where(is_certain, shares, upper)


def _are_known(
    ranks: FloatArray, ahead: FloatArray, size: int, half_width: float, walks: float
) -> bool:
    apart = ~np.eye(len(ahead), dtype=np.bool_)
    shares = np.concatenate([ranks.ravel(), ahead[apart]])
    return are_known(shares, size * walks, half_width, len(shares))


def mean_rank(ahead: FloatArray) -> FloatArray:
    """Give mean ranks: 1 and, for each rival, the share in which it is ahead.

    Parameters
    ----------
    ahead : array of shape (m, m)
        [i, j]: share in which i is ahead of j.

    Examples
    --------
    >>> mean_rank(np.array([[0, 0.75], [0.25, 0]]))
    array([1.25, 1.75])
    """
    return np.asarray(1 + ahead.sum(axis=0))


def number_of_shares(n_alternatives: int) -> int:
    """Count the shares that `Indices.within` asks about: every rank of each, and every pair."""
    return n_alternatives**2 + n_alternatives * (n_alternatives - 1)


class PairCounts(NamedTuple):
    """In how many draws each pair is in order, or tied; arrays of shape (m, m)."""

    ahead: IntArray
    """[i, j]: i is ahead of j."""
    tied: IntArray

    @classmethod
    def of_relation(cls, relation: BoolArray) -> PairCounts:
        """Count a partial order: [b, i, j] tells whether i is at least as good as j."""
        back = np.swapaxes(relation, 1, 2)
        return cls(
            np.count_nonzero(relation & ~back, axis=0), np.count_nonzero(relation & back, axis=0)
        )

    @classmethod
    def of_places(cls, places: Places) -> PairCounts:
        """Count rankings, an alternative a row."""
        ahead = np.array([[np.count_nonzero(one < other) for other in places] for one in places])
        return cls(ahead, places.shape[1] - ahead - ahead.T)

    def plus(self, other: PairCounts) -> PairCounts:
        """Add what other draws counted."""
        return PairCounts(self.ahead + other.ahead, self.tied + other.tied)


@dataclass(frozen=True, eq=False)
class Tally:
    """Sums over draws; added up block by block, in order, so that chunks never matter.

    Examples
    --------
    Two draws of two weights, ranks as they follow from each:

    >>> weights, ranks = np.array([[0.75, 0.25], [0.25, 0.75]]), np.array([[1, 2], [2, 1]])
    >>> Tally.of(weights, ranks).indices().rank_acceptability.tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """

    ranks: IntArray
    """How often each alternative had each rank; (m, m)."""
    pairs: PairCounts
    weights_when_first: FloatArray
    """Sum of the weights under which each alternative was first; (m, n_criteria)."""
    squares_when_first: FloatArray
    orders: OrderCounts
    size: int

    @classmethod
    def of(cls, weights: FloatArray, ranks: IntArray, pairs: PairCounts | None = None) -> Tally:
        """Count one block of draws.

        Parameters
        ----------
        weights : array of shape (size, n_criteria)
        ranks : array of int, shape (size, m)
            1 + the number strictly better.
        pairs : PairCounts, optional
            Of a partial order; else the ranks tell.
        """
        places = places_of(ranks)
        first = _picking(places == 0)
        return cls(
            ranks=np.array([np.bincount(row, minlength=len(places)) for row in places]),
            pairs=PairCounts.of_places(places) if pairs is None else pairs,
            weights_when_first=first @ weights,
            squares_when_first=first @ (weights * weights),
            orders=OrderCounts.of(places),
            size=len(weights),
        )

    def plus(self, other: Tally) -> Tally:
        """Add what another block counted."""
        return Tally(
            self.ranks + other.ranks,
            self.pairs.plus(other.pairs),
            self.weights_when_first + other.weights_when_first,
            self.squares_when_first + other.squares_when_first,
            self.orders.plus(other.orders),
            self.size + other.size,
        )

    def indices(self) -> Indices:
        """Turn counts into shares and means."""
        central, error = self._central_weights()
        diagonal = np.eye(len(self.ranks), dtype=np.bool_)
        return Indices(
            rank_acceptability=self.ranks / self.size,
            ahead=self.pairs.ahead / self.size,
            tied=np.where(diagonal, 1.0, self.pairs.tied / self.size),
            central_weights=central,
            orders=self.orders.orders(),
            central_weights_error=error,
            size=self.size,
        )

    def is_within(self, half_width: float, walks: float = 1.0) -> bool:
        """Tell whether every share is known to a half-width: see `Indices.within`."""
        shares = self.ranks / self.size, self.pairs.ahead / self.size
        return _are_known(*shares, self.size, half_width, walks)

    def _central_weights(self) -> tuple[FloatArray, FloatArray]:
        """Mean weights where first, and their errors; NaN where first never, or only once."""
        times_first = self.ranks[:, :1]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.weights_when_first / times_first
            variance = np.maximum(self.squares_when_first / times_first - mean**2, 0.0)
            error = np.sqrt(variance / (times_first - 1))
            return mean, np.where(times_first > 1, error, np.nan)


def _picking(chosen: BoolArray) -> csr_array:
    """Give the matrix that adds up the chosen rows of another: a few of many in each sum."""
    members = [np.flatnonzero(row) for row in chosen]
    starts = np.cumsum([0, *map(len, members)])
    columns = np.concatenate(members)
    return csr_array((np.ones(len(columns)), columns, starts), shape=chosen.shape)
