"""How often each whole ranking occurs: counted exactly, by a code for each.

A code is one whole number, with the places of the alternatives for its digits, or where that takes
more than 64 bits the row of places itself, as bytes. Different rankings have different codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.algorithms.shares import neither_all_nor_nothing
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import FloatArray, IntArray

_fault = faults_of("algorithms")

Places: TypeAlias = NDArray[Any]
"""Ranks less 1, in as few bytes as hold them: an alternative a row, a draw a column."""
Codes: TypeAlias = NDArray[Any]
Part: TypeAlias = tuple[Codes, IntArray]
"""Codes, and how often each of them was counted; the same code can come again."""

MOST_BYTES_OF_ORDERS = 3 * 2**24
"""Of different rankings and their counts: more than 450,000 of a hundred alternatives. Putting
them together and sorting them takes up to nine times as much."""
_MOST_UNSORTED = 2**17
_AT_ONCE = 2**16


@dataclass(frozen=True, eq=False)
class Orders:
    """Whole rankings, all different, and the share of each; the most frequent first.

    Attributes
    ----------
    places : array of int, shape (m, n_orders)
        Rank of each alternative, less 1.
    shares : array of shape (n_orders,)
        Above 0; they sum to 1 but for rounding.

    Examples
    --------
    >>> orders = Orders.of({(1, 2): 0.25, (2, 1): 0.5, (1, 1): 0.25})
    >>> orders.ranks(2).tolist(), orders.leader_sets
    ([[2, 1], [1, 1]], {(1,): 0.5, (0, 1): 0.25, (0,): 0.25})
    """

    places: Places
    shares: FloatArray

    @classmethod
    def of(cls, shares: Mapping[tuple[int, ...], float]) -> Orders:
        """Take rankings, as the ranks of the alternatives, with their shares."""
        listed = dict(sorted(shares.items(), key=lambda item: (-item[1], item[0])))
        return cls(places_of(np.array(list(listed))), np.array(list(listed.values()), np.float64))

    def __len__(self) -> int:
        return len(self.shares)

    def ranks(self, most: int) -> IntArray:
        """Ranks of no more than so many orders; shape (at most `most`, m)."""
        return self.places[:, :most].T.astype(np.intp) + 1

    def as_weak_orders(self) -> Orders:
        """Put together those that differ in ranks, but not in who stands above whom.

        Ranks of a partial order, or where nobody is first, can: 1, 3, 3 and 1, 2, 2 are one order.
        """
        levels = np.empty_like(self.places)
        for start in range(0, len(self), _AT_ONCE):  # each sorted takes eight bytes a place
            these = slice(start, start + _AT_ONCE)
            places, by_place = self.places[:, these], np.argsort(self.places[:, these], axis=0)
            rising = np.take_along_axis(places, by_place, axis=0)
            steps = np.diff(rising, axis=0, prepend=rising[:1]) > 0
            numbers = steps.cumsum(axis=0, dtype=levels.dtype)
            np.put_along_axis(levels[:, these], by_place, numbers, axis=0)
        _, first, place = np.unique(
            _codes(levels, len(levels)), return_index=True, return_inverse=True
        )
        shares = np.asarray(np.bincount(place, self.shares), dtype=np.float64)
        kept = np.lexsort((first, -shares))
        return Orders(levels[:, first[kept]], shares[kept])

    @property
    def leader_sets(self) -> dict[tuple[int, ...], float]:
        """Share of the weightings led by each set of alternatives; the empty set included."""
        leads = self.places == 0
        codes, first, place = np.unique(_codes(leads, 2), return_index=True, return_inverse=True)
        if len(codes) == 1:
            return {_members(leads[:, 0]): 1.0}
        shares = np.bincount(place, self.shares)
        by_frequency = np.argsort(first)
        return {
            _members(leads[:, first[k]]): neither_all_nor_nothing(float(shares[k]))
            for k in by_frequency
        }


def places_of(ranks: IntArray) -> Places:
    """Turn ranks of shape (size, m) into places of shape (m, size)."""
    least = np.min_scalar_type(ranks.shape[1] - 1)
    return np.ascontiguousarray((ranks - 1).T.astype(least, order="C"))


@dataclass(frozen=True, eq=False)
class OrderCounts:
    """Counts of whole rankings of m alternatives; added up block by block.

    Sorting is put off until many have come together.

    Examples
    --------
    >>> counts = OrderCounts.of(places_of(np.array([[1, 2], [2, 1], [2, 1]])))
    >>> counts.plus(counts).orders().shares.round(2).tolist()
    [0.67, 0.33]
    """

    n_alternatives: int
    parts: tuple[Part, ...]
    """All codes of the first are different."""

    @classmethod
    def of(cls, places: Places) -> OrderCounts:
        """Count the rankings of some draws."""
        m = len(places)
        codes = _codes(places, m)
        if codes.dtype.kind == "V":  # bytes take long to sort, and to look for equal ones early
            return cls(m, ((codes, np.ones(len(codes), np.intp)),))
        return cls(m, (np.unique(codes, return_counts=True),))

    def plus(self, other: OrderCounts) -> OrderCounts:
        """Add what other draws counted.

        Raises
        ------
        ProblemError
            If different rankings would take more than `MOST_BYTES_OF_ORDERS`.
        """
        first, *rest = *self.parts, *other.parts
        if sum(len(codes) for codes, _ in rest) <= max(len(first[0]), _MOST_UNSORTED):
            return OrderCounts(self.n_alternatives, (first, *rest))
        return OrderCounts(self.n_alternatives, (_summed([first, *rest]),))

    def orders(self) -> Orders:
        """Give the share of each; of those with equal shares the lowest code comes first."""
        codes, counts = _summed(self.parts)
        most_frequent = np.argsort(-counts, kind="stable")
        places = _places(codes[most_frequent], self.n_alternatives)
        return Orders(places, counts[most_frequent] / counts.sum())


def _summed(parts: Iterable[Part]) -> Part:
    """Put equal codes together."""
    codes, counts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    place = np.argsort(codes)
    codes = codes[place]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    found = codes[starts], np.add.reduceat(counts[place], starts)
    if sum(array.nbytes for array in found) > MOST_BYTES_OF_ORDERS:
        raise ProblemError(_fault("too many orders", most=len(starts)))
    return found


def _codes(digits: Places, base: int) -> Codes:
    """Write each column, of numbers below a base, as one number, or as bytes where it is large."""
    m, size = digits.shape
    if base**m > 2**64:
        return np.ascontiguousarray(digits.T).view(f"V{m * digits.itemsize}").ravel()
    codes = np.zeros(size, dtype=np.uint64)
    for row in digits:
        codes *= np.uint64(base)
        codes += row
    return codes


def _places(codes: Codes, m: int) -> Places:
    """Read codes of places."""
    least = np.min_scalar_type(m - 1)
    if codes.dtype.kind == "V":
        return codes.view(least).reshape(-1, m).T
    places = np.empty((m, len(codes)), dtype=least)
    for k in reversed(range(m)):
        codes, places[k] = np.divmod(codes, np.uint64(m))
    return places


def _members(is_member: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(np.flatnonzero(is_member).tolist())
