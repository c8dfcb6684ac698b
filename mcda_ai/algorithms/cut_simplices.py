"""A simplex cut by half-spaces into simplices: exact shares of any number of forms, no sampling.

One cut splits a simplex along the staircases of `mcda_ai.algorithms.simplex_volumes`: each path
through the grid of corners above 0 by corners below 0 is a simplex of as many corners, and the
paths fill the part above 0. So every cut is a list of simplices again, of which a convex
combination of values says all; nothing cancels, and repeated values and zeros are no special case.
There are up to (n - 1 over n / 2) paths: of few corners any number of forms is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.simplex_volumes import (
    NotSettledError,
    probabilities_positive,
    without_traces,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray

MOST_NUMBERS = 2_000_000
"""In all simplices together, after any cut: more take longer than draws."""


class Pieces(NamedTuple):
    """Simplices that fill a part of the first one.

    Attributes
    ----------
    shares : array of shape (n_pieces,)
        Of the whole; not 0.
    values : array of shape (n_pieces, n_forms, n_corners)
        Of linear forms at the corners of each.
    """

    shares: FloatArray
    values: FloatArray

    @classmethod
    def whole(cls, forms: FloatArray) -> Pieces:
        """Begin with the whole simplex; forms of shape (n_forms, n_corners)."""
        return cls(np.ones(1), np.asarray(forms, dtype=np.float64)[None])

    def above(self) -> Pieces:
        """Give the part in which the first form is above 0, with the values of the other forms.

        Raises
        ------
        NotSettledError
            If that takes more than `MOST_NUMBERS`.

        Examples
        --------
        Of three corners one is above 0: what is cut off is a triangle.

        >>> forms = np.array([[1.0, -1, -3], [0, 8, 0]])
        >>> part = Pieces.whole(forms).above()
        >>> part.shares.tolist(), part.values.tolist()
        ([0.125], [[[4.0, 0.0, 0.0]]])
        """
        first = self.values[:, 0]
        is_above, is_below = (first > 0).any(axis=1), (first < 0).any(axis=1)
        uncut = is_above & ~is_below
        n_rows = np.where(is_above & is_below, (first >= 0).sum(axis=1), 0)
        counts = np.bincount(n_rows, minlength=1)
        n_forms, n = self.values.shape[1:]
        n_pieces = int(uncut.sum()) + sum(
            int(count) * comb(n - 1, rows - 1) for rows, count in enumerate(counts) if rows
        )
        if n_pieces * n_forms * n > MOST_NUMBERS:
            raise NotSettledError(f"{n_pieces} simplices of {n} corners")
        parts = [Pieces(self.shares[uncut], self.values[uncut, 1:])]
        parts += [self._cut(n_rows == rows, rows) for rows in range(1, n) if (n_rows == rows).any()]
        return Pieces(
            np.concatenate([part.shares for part in parts]),
            np.concatenate([part.values for part in parts]),
        )

    def probability_positive(self) -> float:
        """Share of the whole in which the first form is above 0, here."""
        return float(self.shares @ probabilities_positive(self.values[:, 0].T))

    def _cut(self, which: BoolArray, n_rows: int) -> Pieces:
        """Cut those with so many corners that are not below 0, and some below."""
        values, shares = self.values[which], self.shares[which]
        n_forms, n = values.shape[1:]
        order = np.argsort(values[:, 0] < 0, axis=1, kind="stable")
        values = np.take_along_axis(values, order[:, None], axis=2)
        y, x = values[:, 0, :n_rows, None], -values[:, 0, None, n_rows:]
        across, down = y / (x + y), x / (x + y)
        own = values[:, 1:, :n_rows, None]
        of_column = across[:, None] * values[:, 1:, None, n_rows:]
        of_row = down[:, None] * own
        met = without_traces(of_column + of_row, scale=abs(of_column) + abs(of_row))
        cells, goes_across = _paths(n_rows, n - n_rows)
        width = n - n_rows + 1
        of_cell = np.concatenate([met, own], axis=3).reshape(
            len(values), n_forms - 1, n_rows * width
        )
        ways = np.ones((len(values), *cells.shape))
        inside = cells % width < n - n_rows
        at = np.where(inside, cells // width * (width - 1) + cells % width, 0)
        chosen = np.where(goes_across, across.reshape(len(values), -1)[:, at],
                          down.reshape(len(values), -1)[:, at])  # fmt: skip
        ways = np.where(inside, chosen, 1.0).prod(axis=2) * shares[:, None]
        piece, path = np.nonzero(ways)
        found = of_cell[piece[:, None, None], np.arange(n_forms - 1)[:, None], cells[path][:, None]]
        return Pieces(ways[piece, path], found)


@lru_cache(maxsize=64)
def _paths(n_rows: int, n_columns: int) -> tuple[IntArray, BoolArray]:
    """Give the cells of each path, in a grid with one column more, and where it goes across.

    All columns are used up before the last row is; in the last column the rows that are left go by.
    """
    cells, across = [], []
    for turns in _turns(n_rows, n_columns):
        row = column = 0
        path = []
        for goes_across in turns:
            path.append(row * (n_columns + 1) + column)
            row, column = row + (not goes_across), column + goes_across
        path += [left * (n_columns + 1) + n_columns for left in range(row, n_rows)]
        cells.append(path)
        across.append([*turns, *[False] * (n_rows - row)])
    return np.array(cells), np.array(across)


def _turns(n_rows: int, n_columns: int) -> Iterator[list[bool]]:
    """Yield whether each step goes across, up to the one by which no column is left."""
    for length in range(n_columns, n_rows + n_columns):
        for places in combinations(range(length - 1), n_columns - 1):
            turns = [False] * length
            for place in (*places, length - 1):
                turns[place] = True
            yield turns


def probability_all_positive(forms: FloatArray) -> float:
    """Probability that linear forms of flat weights, of shape (n_forms, n_corners), are above 0.

    Raises
    ------
    NotSettledError
        If there are too many corners, or forms.

    Examples
    --------
    Three shares of four are all above 1/5 with probability (1 - 3/5)^3:

    >>> forms = 5 * np.eye(4)[:3] - 1
    >>> round(probability_all_positive(forms), 12)
    0.064
    """
    pieces = Pieces.whole(_rarest_first(forms))
    for _ in range(len(forms) - 1):
        pieces = pieces.above()
    return pieces.probability_positive()


def _rarest_first(forms: FloatArray) -> FloatArray:
    """Cut off most at first: then there is less to cut."""
    forms = np.asarray(forms, dtype=np.float64)
    return forms[np.argsort(probabilities_positive(forms.T), kind="stable")]
