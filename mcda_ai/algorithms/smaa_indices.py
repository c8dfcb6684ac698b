"""The SMAA indices as arrays: counted over draws, or exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mcda_ai.algorithms.shares import anytime_bounds, are_known, share_where
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

_MOST_CODES = 5_000


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
    orders : mapping of ranks to share
        Each whole ranking that occurs, as a tuple of ranks.
    central_weights_error : array of shape (m, n_criteria)
    size : int
        Number of draws; 0 where exact.
    """

    rank_acceptability: FloatArray
    ahead: FloatArray
    tied: FloatArray
    central_weights: FloatArray
    orders: Mapping[tuple[int, ...], float]
    central_weights_error: FloatArray
    size: int

    @property
    def expected_rank(self) -> FloatArray:
        """Mean rank; (m,)."""
        if self.size == 0:  # where nobody is first, all have rank 2 though nobody is ahead
            return mean_rank(self.ahead) + self.leader_sets.get((), 0.0)
        return self.rank_acceptability @ np.arange(1, len(self.rank_acceptability) + 1)

    @property
    def expected_rank_error(self) -> FloatArray:
        """Standard error of the mean rank, with n - 1; NaN for a single draw."""
        ranks = np.arange(1, len(self.rank_acceptability) + 1)
        spread = np.maximum(self.rank_acceptability @ ranks**2 - self.expected_rank**2, 0)
        if self.size == 0:
            return np.zeros_like(spread)
        return np.sqrt(spread / (self.size - 1)) if self.size > 1 else np.full_like(spread, np.nan)

    @property
    def leader_sets(self) -> dict[tuple[int, ...], float]:
        """Share of the weightings led by each set of alternatives; the empty set included."""
        leaders_of = {
            ranks: tuple(i for i, rank in enumerate(ranks) if rank == 1) for ranks in self.orders
        }
        return {
            leaders: share_where(self.orders, lambda ranks: leaders_of[ranks] == leaders)  # noqa: B023
            for leaders in dict.fromkeys(leaders_of.values())
        }

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
        apart = ~np.eye(len(self.ahead), dtype=np.bool_)
        shares = np.concatenate([self.rank_acceptability.ravel(), self.ahead[apart]])
        return are_known(shares, self.size * walks, half_width, len(shares))

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


@dataclass(frozen=True)
class Tally:
    """Sums over draws; added up block by block, in order, so that chunks never matter.

    Examples
    --------
    Two draws of two weights, ranks as they follow from each:

    >>> weights, ranks = np.array([[0.75, 0.25], [0.25, 0.75]]), np.array([[1, 2], [2, 1]])
    >>> Tally.of(weights, ranks, None).indices().rank_acceptability.tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """

    ranks: IntArray
    """How often each alternative had each rank; (m, m)."""
    ahead: IntArray
    """How often the row was ahead of the column; (m, m)."""
    tied: IntArray
    """How often they were tied; (m, m)."""
    weights_when_first: FloatArray
    """Sum of the weights under which each alternative was first; (m, n_criteria)."""
    squares_when_first: FloatArray
    orders: Counter[tuple[int, ...]]
    size: int

    @classmethod
    def of(cls, weights: FloatArray, ranks: IntArray, relation: BoolArray | None) -> Tally:
        """Count one block of draws.

        Parameters
        ----------
        weights : array of shape (size, n_criteria)
        ranks : array of int, shape (size, m)
            1 + the number strictly better.
        relation : array of bool, shape (size, m, m), or None
            [b, i, j]: i is at least as good as j. Of a partial order; else the ranks tell.
        """
        columns = np.ascontiguousarray(ranks.T)
        m, size = columns.shape
        if relation is None:
            ahead = np.array([np.count_nonzero(column < columns, axis=1) for column in columns])
            tied = size - ahead - ahead.T
        else:
            back = np.swapaxes(relation, 1, 2)
            ahead = np.count_nonzero(relation & ~back, axis=0)
            tied = np.count_nonzero(relation & back, axis=0)
        first = (ranks == 1).astype(np.float64)
        return cls(
            ranks=np.array([np.bincount(column - 1, minlength=m) for column in columns]),
            ahead=ahead,
            tied=tied,
            weights_when_first=first.T @ weights,
            squares_when_first=first.T @ (weights * weights),
            orders=_count_orders(ranks),
            size=size,
        )

    def plus(self, other: Tally) -> Tally:
        """Add what another block counted."""
        return Tally(
            self.ranks + other.ranks,
            self.ahead + other.ahead,
            self.tied + other.tied,
            self.weights_when_first + other.weights_when_first,
            self.squares_when_first + other.squares_when_first,
            self.orders + other.orders,
            self.size + other.size,
        )

    def indices(self) -> Indices:
        """Turn counts into shares and means."""
        central, error = self._central_weights()
        diagonal = np.eye(len(self.ranks), dtype=np.bool_)
        return Indices(
            rank_acceptability=self.ranks / self.size,
            ahead=self.ahead / self.size,
            tied=np.where(diagonal, 1.0, self.tied / self.size),
            central_weights=central,
            orders={order: n / self.size for order, n in self.orders.most_common()},
            central_weights_error=error,
            size=self.size,
        )

    def _central_weights(self) -> tuple[FloatArray, FloatArray]:
        """Mean weights where first, and their errors; NaN where first never, or only once."""
        times_first = self.ranks[:, :1]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.weights_when_first / times_first
            variance = np.maximum(self.squares_when_first / times_first - mean**2, 0.0)
            error = np.sqrt(variance / (times_first - 1))
            return mean, np.where(times_first > 1, error, np.nan)


def _count_orders(ranks: IntArray) -> Counter[tuple[int, ...]]:
    """Count whole rankings; by a code for each where there are few possible ones."""
    m = ranks.shape[1]
    base = m + 1
    if base**m <= _MOST_CODES:
        counts = np.bincount(ranks @ base ** np.arange(m), minlength=base**m)
        codes = np.flatnonzero(counts)
        rows = codes[:, None] // base ** np.arange(m) % base
        found = counts[codes]
    else:
        rows, found = np.unique(ranks, axis=0, return_counts=True)
    return Counter(dict(zip(map(tuple, rows.tolist()), found.tolist(), strict=True)))
