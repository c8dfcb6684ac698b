"""Linear forms of weights that lie flat on a simplex: exact probabilities, no sampling.

Weights are mixtures of n corners with shares that are flat on the simplex, which are independent
standard exponentials divided by their sum. A linear form of the weights is given by its values at
the corners, so it is above 0 where a sum of exponentials, each times such a value, is.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mcda_ai.algorithms.shares import neither_all_nor_nothing
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray

NumberArray = NDArray[Any]

_GROUPS = 8
_NODES_AT_ONCE = 32
_NEGLIGIBLE = 1e-17
_ROUNDING = 1e-11
_LAST_OF = 8.0


class NotSettledError(ArithmeticError):
    """A probability is not known to enough digits."""


class Known(NamedTuple):
    """A number that is within `error` of `value`.

    Of an integral the error is judged by how much it still changed with its last refinements.
    """

    value: float
    error: float


def change_of(sums: Sequence[float]) -> float:
    """Give how much a sum can still change that has been refined so often; boundless for two.

    By chance a last change can be less than the next ones, but hardly less than an eighth of the
    change before it.

    Examples
    --------
    >>> change_of([0.5, 0.25, 0.25]), change_of([0.5, 0.25])
    (0.03125, inf)
    """
    if len(sums) < 3:
        return math.inf
    before, last = np.abs(np.diff(sums[-3:])).tolist()
    return float(max(last, before / _LAST_OF))


class Volumes(ABC):
    """Probabilities of linear forms of random weights, given by their values at n corners.

    Values are without traces of rounding: see `without_traces`.
    """

    own_error = _ROUNDING
    """How far a probability may be off."""

    def probability_all_positive(self, forms: Sequence[FloatArray]) -> float:
        """Probability that forms, at most two of which go below 0, are all above 0.

        Parameters
        ----------
        forms : sequence of arrays of shape (n_corners,)

        Returns
        -------
        float
            In [0, 1]; exactly 0 if they are above 0 together nowhere, and exactly 1 only if none
            is below 0 anywhere.
        """
        if any(form.max() <= 0 for form in forms):
            return 0.0
        uncertain = [form for form in forms if form.min() < 0]
        if len(uncertain) < 2:
            return self._one_positive(uncertain[0]) if uncertain else 1.0
        return self._both_positive(uncertain[0], uncertain[1])

    def about_all_positive(self, forms: Sequence[FloatArray]) -> Known:
        """Give the same probability within an error, where that takes less; see `work_of_two`."""
        return Known(self.probability_all_positive(forms), _ROUNDING)

    def work_of_two(self, n_corners: int) -> float:
        """Tell how much work that is for two forms: some .6 microseconds each."""
        return n_corners**2 + 2_000

    @abstractmethod
    def shares_where_both_positive(self, first: FloatArray, second: FloatArray) -> FloatArray:
        """Probability that both are above 0, then for each corner the mean of its share there.

        Parameters
        ----------
        first, second : arrays of shape (n_corners,)

        Returns
        -------
        array of shape (1 + n_corners,)
            The second part is the mean of the share times 1 where both are above 0, else 0; so it
            sums to the probability.
        """

    @abstractmethod
    def _one_positive(self, form: FloatArray) -> float:
        """Probability that a form is above 0 that is somewhere above and somewhere below."""

    @abstractmethod
    def _both_positive(self, first: FloatArray, second: FloatArray) -> float:
        """Probability that two such forms are both above 0."""


class FlatSimplex(Volumes):
    """Weights that are mixtures of corners with shares that are flat on the simplex."""

    def shares_where_both_positive(self, first: FloatArray, second: FloatArray) -> FloatArray:
        """Use that flat shares times one of them are flat where its corner stands twice."""
        both = _both_positive(first, second, with_shares=True)
        return np.append(both[0], both[1:] / len(first))

    def _one_positive(self, form: FloatArray) -> float:
        return _one_positive(form)

    def _both_positive(self, first: FloatArray, second: FloatArray) -> float:
        return float(_both_positive(first, second, with_shares=False)[0])


FLAT_SIMPLEX = FlatSimplex()


def probability_positive(corners: FloatArray) -> float:
    """Probability that a linear form of the weights is above 0.

    Parameters
    ----------
    corners : array of shape (n_corners,)
        Value of the form at each corner of the simplex.

    Returns
    -------
    float
        In [0, 1]; 0 for a form that is 0 everywhere. Exactly 0 or 1 only if the corners show it.

    Notes
    -----
    The recursion of Varsi (1973, *The multidimensional content of the frustum of the simplex*,
    Pacific Journal of Mathematics 46) and Ali (1973, *Content of the frustum of a simplex*, same
    journal 48). It takes convex combinations only, so it is stable, and repeated values need no
    special case. It is run on the probability itself, not on its complement, so that small
    probabilities keep their digits.

    Examples
    --------
    >>> round(probability_positive(np.array([3, 1, -2, -2, 0.5])), 12) == round(613 / 1125, 12)
    True
    """
    return FLAT_SIMPLEX.probability_all_positive([without_traces(corners)])


def probability_both_positive(first: FloatArray, second: FloatArray) -> float:
    """Probability that two linear forms of the weights are both above 0.

    Parameters
    ----------
    first, second : arrays of shape (n_corners,)
        Values of the forms at each corner of the simplex.

    Returns
    -------
    float
        In [0, 1], to about 13 digits; exactly 0 if they are above 0 together nowhere, and exactly
        1 only if neither is below 0 anywhere.

    Notes
    -----
    **A race splits the simplex on the first form.** Set a corner with values (y, b), y > 0, of
    the two forms against one with (-x, c), x > 0, and let them spend equally in the first form.
    As exponentials have no memory, one is used up (the second with probability y / (x + y)) and
    the other is as new. What they spent adds to the second form an exponential times
    (y c + x b) / (x + y): its value where the edge between the corners meets first = 0. The first
    form is above 0 if all corners below 0 are used up. So a race is a staircase on the grid of
    corners above 0 (rows) by corners below 0 (columns), and given the staircase the second form is
    a sum of exponentials times the values r met on the way. Corners where the first form is 0 join
    the rows; they lose at once and leave their own value.

    **A transform carries the second form along.** Let G(t) = E[exp(t * second); first > 0]. It is
    the sum over staircases of the products of their probabilities and of 1 / (1 - t r), and one
    pass over the grid gives it. The answer is the integral of G(t) / (2 pi i t) over any vertical
    line Re t = s between 0 and 1 / max(r); if no r is above 0 it is 0.

    **The line goes where nothing cancels**: through the s at which G(s) / s is least, the
    saddle point (Daniels 1954, *Saddlepoint approximations in statistics*, Annals of
    Mathematical Statistics 25; with the trapezoidal rule, Rice 1980, *Distribution of quadratic
    forms in normal random variables*, SIAM Journal on Scientific and Statistical Computing 1).
    The density of the second form where the first is above 0 is log-concave (Prekopa 1973, *On
    logarithmic concave measures and functions*, Acta Scientiarum Mathematicarum 34), so the
    integral is not much smaller than G(s), and small probabilities keep their digits too. The
    rule and its error: `_both_positive`. Sums with cancellation for the same probabilities:
    Dempster and Kleyle (1968, *Distributions determined by cutting a simplex with hyperplanes*).

    Examples
    --------
    Two shares of four are both above 1/4 with probability (1 - 1/2)^3:

    >>> first, second = np.array([3, -1, -1, -1]), np.array([-1, 3, -1, -1])
    >>> round(probability_both_positive(first, second), 12)
    0.125
    """
    return FLAT_SIMPLEX.probability_all_positive([without_traces(first), without_traces(second)])


def are_nowhere_both_positive(first: FloatArray, second: FloatArray) -> bool:
    """Tell whether no weights put two linear forms above 0, given by their values at corners.

    Examples
    --------
    >>> are_nowhere_both_positive(np.array([1.0, -2.0]), np.array([-1.0, 2.0]))
    True
    """
    return not _Staircase(first, second).can_be_above


def without_traces(values: FloatArray, scale: float | FloatArray | None = None) -> FloatArray:
    """Take what is within the tie tolerance of 0 for 0; differences have the scale of terms.

    Examples
    --------
    >>> without_traces(np.array([1.0, 1e-15])).tolist()
    [1.0, 0.0]
    """
    scale = np.abs(values).max(initial=0) if scale is None else scale
    return np.where(np.abs(values) <= TIE_TOLERANCE * scale, 0.0, values)


def probabilities_positive(values: FloatArray) -> FloatArray:
    """Give `probability_positive` of many forms at once, given by columns of values.

    Forms are taken together with those that have about as many values above 0: what a value of 0
    does in the recursion, as a row or as a column, is nothing.

    Examples
    --------
    >>> probabilities_positive(np.array([[1.0, 3.0, 0.0], [-1.0, -1.0, -1.0]])).tolist()
    [0.5, 0.75, 0.0]
    """
    ordered = np.sort(values, axis=0)
    n_above, n_below = (ordered > 0).sum(axis=0), (ordered < 0).sum(axis=0)
    found = np.empty(ordered.shape[1])
    for group in np.array_split(np.argsort(n_above, kind="stable"), _GROUPS):
        rows, columns = (int(n[group].max(initial=0)) for n in (n_above, n_below))
        ys = ordered[len(ordered) - rows :, group].clip(0)
        xs = -ordered[:columns, group].clip(None, 0)
        above = np.zeros((1 + columns, len(group)))
        above[0] = n_above[group] > 0
        for y in ys:
            across = y / np.where(xs + y > 0, xs + y, 1.0)
            for k in range(columns):
                above[k + 1] += across[k] * (above[k] - above[k + 1])
        found[group] = above[-1]
    return found


def _one_positive(form: FloatArray) -> float:
    """Give `probability_positive` of values without traces, some above 0 and some below."""
    # Plain floats: for this many values a loop over them is faster than arrays.
    others = (-form[form <= 0]).tolist()
    above = [1.0] + [0.0] * len(others)
    for y in form[form > 0].tolist():
        for k, x in enumerate(others):
            above[k + 1] = (x * above[k + 1] + y * above[k]) / (x + y)
    return neither_all_nor_nothing(above[-1])


def _both_positive(first: FloatArray, second: FloatArray, *, with_shares: bool) -> FloatArray:
    """Give `probability_both_positive` without traces, then that with each corner twice in turn.

    Shape (1,), or (1 + n_corners,) `with_shares`. On the line t = s + i a sinh(x), where a is the
    distance from s to the nearest of 0 and 1 / max(r), no x with abs(Im x) < pi / 2 is a pole. The
    trapezoidal rule with step h then has an error of about exp(-2 pi d / h) / cos(d)^(n + 2) times
    G(s) for each d < pi / 2 (Trefethen and Weideman 2014, *The exponentially convergent trapezoidal
    rule*, SIAM Review 56): below 1e-14 for the best d and this h. Half the line is the other's
    conjugate.
    """
    race = _Staircase(first, second)
    total = np.zeros(1 + len(first) * with_shares)
    if not race.can_be_above:
        return total
    s, a, height = _line(race)
    h, start, rest = 0.2 / (1 + len(first) / 40), 0, np.inf
    while rest > _NEGLIGIBLE * height:
        x = h * np.arange(start, start + _NODES_AT_ONCE)
        nodes = s + 1j * a * np.sinh(x)
        parts = np.where(x > 0, h, h / 2) / np.pi * a * np.cosh(x) / nodes
        transforms = race.transforms(nodes, with_shares=with_shares)
        total += (transforms * parts).real.sum(axis=1)
        rest, start = abs(transforms[0, -1]), start + _NODES_AT_ONCE
    total[0] = neither_all_nor_nothing(total[0])
    return total.clip(0, 1)


def _line(race: _Staircase) -> tuple[float, float, float]:
    """Give s, near the saddle point; its distance to the nearest pole; and G(s)."""
    odds = 2.0 ** np.arange(-10, 17)
    candidates = odds / (1 + odds) / race.values.max()
    with np.errstate(over="ignore", invalid="ignore"):  # too near the pole is too high to be told
        heights = race.transforms(candidates)[0]
    best = np.nanargmin(heights / candidates)
    return candidates[best], candidates[best] / max(1.0, odds[best]), heights[best]


class _Staircase:
    """The race that splits the simplex on the first form; see `probability_both_positive`.

    The grid of `n_rows` by `n_columns` + 1 cells, diagonal after diagonal: cells that are equally
    many steps from the start lie side by side, so that a pass is a few slices for each diagonal.
    Arrays of shape (n_cells,): `across` and `down`, the probability that the corner of the column,
    or of the row, is used up first; and `values`, the second form where they meet. In the last
    column no rival is left: the rows go by, with their own values. `can_be_above` tells whether
    both forms are above 0 anywhere.
    """

    def __init__(self, first: FloatArray, second: FloatArray) -> None:
        self.rows, self.columns = np.flatnonzero(first >= 0), np.flatnonzero(first < 0)
        y, x = first[self.rows][:, None], -first[self.columns]
        across, down = y / (x + y), x / (x + y)
        own = second[self.rows][:, None]
        of_column, of_row = across * second[self.columns], down * own
        met = without_traces(of_column + of_row, scale=abs(of_column) + abs(of_row))
        self.n_rows, self.n_columns = met.shape
        steps = np.add.outer(np.arange(self.n_rows), np.arange(self.n_columns + 1))
        self.order = np.argsort(steps, axis=None, kind="stable")
        self.across = np.pad(across, [(0, 0), (0, 1)]).ravel()[self.order]
        self.down = np.pad(down, [(0, 0), (0, 1)], constant_values=1.0).ravel()[self.order]
        self.values = np.hstack([met, own]).ravel()[self.order]
        self.can_be_above = bool((first > 0).any() and self.values.max(initial=0) > 0)

    def transforms(self, nodes: NumberArray, *, with_shares: bool = False) -> NumberArray:
        """Give G at the nodes, then `with_shares` G with a corner twice: shape (rows, n_nodes).

        A row that stands twice is left and entered again in the same column: the paths to a cell,
        the step down, and the paths from that same cell to the end. Columns likewise.
        """
        factors = 1 / (1 - np.outer(self.values, nodes))
        across, down = self.across[:, None] * factors, self.down[:, None] * factors
        to_go = self._paths_to_the_end(across, down)
        if not with_shares:
            return to_go[:1]
        through = self._paths_from_the_start(across, down) * to_go
        transforms = np.empty((1 + len(self.rows) + len(self.columns), len(nodes)), nodes.dtype)
        transforms[0] = to_go[0]
        grid = np.empty((self.n_rows * (self.n_columns + 1), len(nodes)), nodes.dtype)
        by_cell = grid.reshape(self.n_rows, self.n_columns + 1, len(nodes))
        grid[self.order] = down * through
        transforms[1 + self.rows] = by_cell.sum(axis=1)
        grid[self.order] = across * through
        transforms[1 + self.columns] = by_cell.sum(axis=0)[:-1]
        return transforms

    @cached_property
    def _diagonals(self) -> list[tuple[slice, int, int]]:
        """Where the cells of each diagonal stand, and their first and last row."""
        ends = [
            (max(0, step - self.n_columns), min(step, self.n_rows - 1))
            for step in range(self.n_rows + self.n_columns)
        ]
        starts = np.cumsum([0] + [last - first + 1 for first, last in ends]).tolist()
        return [(slice(start, start + last - first + 1), first, last)
                for start, (first, last) in zip(starts, ends, strict=False)]  # fmt: skip

    def _paths_to_the_end(self, across: NumberArray, down: NumberArray) -> NumberArray:
        """Sum over the paths from each cell to below the last column."""
        to_go = np.empty_like(across)
        beyond = np.zeros((2, across.shape[1]), across.dtype)
        beyond[1] = 1
        previous: tuple[slice, int, int] | None = None
        for cells, first, last in reversed(self._diagonals):
            if previous is not None:
                beyond = np.zeros((last - first + 2, across.shape[1]), across.dtype)
                beyond[previous[1] - first : previous[2] - first + 1] = to_go[previous[0]]
            to_go[cells] = across[cells] * beyond[:-1] + down[cells] * beyond[1:]
            previous = cells, first, last
        return to_go

    def _paths_from_the_start(self, across: NumberArray, down: NumberArray) -> NumberArray:
        """Sum over the paths from the start to each cell."""
        so_far = np.empty_like(across)
        so_far[0] = 1
        for (cells, first, last), (onward, first_on, last_on) in pairwise(self._diagonals):
            beyond = np.zeros((last - first + 2, across.shape[1]), across.dtype)
            beyond[:-1] = across[cells] * so_far[cells]
            beyond[1:] += down[cells] * so_far[cells]
            so_far[onward] = beyond[first_on - first : last_on - first + 1]
        return so_far
