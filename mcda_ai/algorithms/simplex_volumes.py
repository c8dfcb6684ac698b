"""Linear forms of weights that lie flat on a simplex: exact probabilities, no sampling.

Weights are mixtures of n corners with shares that are flat on the simplex, which are independent
standard exponentials divided by their sum. A linear form of the weights is given by its values at
the corners, so it is above 0 where a sum of exponentials, each times such a value, is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mcda_ai.algorithms.shares import neither_all_nor_nothing, share_where
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray

NumberArray = NDArray[Any]

_NODES_AT_ONCE = 32
_NEGLIGIBLE = 1e-17


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
    return _one_positive(_without_traces(corners))


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
    return _all_positive([_without_traces(first), _without_traces(second)])


def order_probabilities(scores: FloatArray, unit: float = 0.0) -> dict[tuple[int, ...], float]:
    """Probability of each order of at most three alternatives.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        Higher is better; linear in the weights. Two alternatives are tied if their scores are
        equal at all corners; other ties have probability 0.
    unit : float, optional
        What one unit of weight can add to a score at most, if the scores at the corners do not
        show it: differences within the tie tolerance of it are ties.

    Returns
    -------
    dict of tuple to float
        Ranks (1 is best, and 1 + the number that is strictly better) to probability. Only orders
        that can happen; together 1.

    Notes
    -----
    One alternative stands for all that are tied with it, so an order is a chain of at most two
    differences above 0: see `probability_both_positive`. Volumes of weights as a criterion:
    Charnetski and Soland (1978, *Multiple-attribute decision making with partial information: the
    comparative hypervolume criterion*, Naval Research Logistics Quarterly 25).

    Examples
    --------
    >>> order_probabilities(np.array([[3, 0, 0], [0, 1, 1]]))
    {(1, 2, 2): 0.75, (3, 1, 1): 0.25}
    """
    ahead = _differences(_at_most_three(scores), unit)
    stands_for: list[int] = []
    for i, forms in enumerate(ahead):
        stands_for.append(next((j for j in stands_for if not forms[j].any()), i))
    probabilities = {}
    for order in permutations(sorted(set(stands_for))):
        chain = [ahead[better, worse] for better, worse in pairwise(order)]
        if (probability := _all_positive(chain)) > 0:
            place = [order.index(leader) for leader in stands_for]
            ranks = tuple(1 + sum(other < own for other in place) for own in place)
            probabilities[ranks] = probability
    return probabilities


def rank_acceptability(scores: FloatArray, unit: float = 0.0) -> FloatArray:
    """Probability of each rank for each of at most three alternatives.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
    unit : float, optional
        Both as in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_alternatives)
        [i, r - 1] for alternative i and rank r. Rows sum to 1; columns do so only without ties.

    Notes
    -----
    Lahdelma and Salminen (2001, *SMAA-2: stochastic multicriteria acceptability analysis for
    group decision making*, Operations Research 49).

    Examples
    --------
    >>> rank_acceptability(np.array([[3, 0], [0, 1]]))
    array([[0.75, 0.25],
           [0.25, 0.75]])
    """
    m = np.shape(scores)[1]
    orders = order_probabilities(scores, unit)
    return np.array(
        [[share_where(orders, lambda ranks: ranks[i] == r) for r in range(1, m + 1)]  # noqa: B023
         for i in range(m)]
    )  # fmt: skip


def pairwise_winning(scores: FloatArray, unit: float = 0.0) -> FloatArray:
    """Probability that one alternative is strictly better than another, for any number of them.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        Higher is better; linear in the weights.
    unit : float, optional
        As in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_alternatives)
        [i, j]: i is strictly better than j; 0 on the diagonal and where both are always tied.

    Notes
    -----
    `probability_positive` of each difference. The index is from Leskinen, Viitanen, Kangas and
    Kangas (2006, *Alternatives to incorporate uncertainty and risk attitude in multicriteria
    evaluation of forest plans*, Forest Science 52).

    Examples
    --------
    >>> pairwise_winning(np.array([[3, 0], [0, 1]]))
    array([[0.  , 0.75],
           [0.25, 0.  ]])
    """
    ahead = _differences(scores, unit)
    return np.array([[_one_positive(form) for form in forms] for forms in ahead])


def mean_weights_where_first(
    scores: FloatArray, corners: FloatArray, unit: float = 0.0
) -> FloatArray:
    """Mean of the weights under which each of at most three alternatives is first.

    Parameters
    ----------
    scores : array of shape (n_corners, n_alternatives)
        As in `order_probabilities`.
    corners : array of shape (n_corners, n_criteria)
        Weights at each corner.
    unit : float, optional
        As in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives, n_criteria)
        Central weight vectors. First: nobody is strictly better, so alternatives that are tied at
        all corners are first together. NaN where an alternative is never first.

    Notes
    -----
    Flat shares, weighed by the share of corner i, are flat shares of a simplex on which corner i
    stands twice: E[share_i; A] = P(A with corner i twice) / n. The name is from Lahdelma, Hokkanen
    and Salminen (1998, *SMAA: stochastic multiobjective acceptability analysis*, European Journal
    of Operational Research 106).

    Examples
    --------
    >>> mean_weights_where_first(np.array([[3, 0], [0, 1]]), np.eye(2)).round(12)
    array([[0.625, 0.375],
           [0.125, 0.875]])
    """
    ahead = _differences(_at_most_three(scores), unit)
    n = len(scores)
    shares = np.full((len(ahead), n), np.nan)
    for alternative, forms in enumerate(ahead):
        rivals = forms[forms.any(axis=1)]
        chances = _both_positive(rivals[0], rivals[-1]) if len(rivals) else np.ones(1 + n)
        if chances[0] > 0:
            shares[alternative] = chances[1:] / (n * chances[0])
    return np.asarray(shares @ corners)


def condorcet_winner_probabilities(margins: FloatArray, unit: float = 0.0) -> FloatArray:
    """Probability that each of at most three alternatives strictly beats all others.

    Parameters
    ----------
    margins : array of shape (n_corners, n_alternatives, n_alternatives)
        [c, i, j]: by how much i beats j at corner c, linear in the weights; below 0 if j beats i.
    unit : float, optional
        As in `order_probabilities`.

    Returns
    -------
    array of shape (n_alternatives,)
        What is missing from a sum of 1 is the probability that there is no such alternative.

    Notes
    -----
    Condorcet (1785, *Essai sur l'application de l'analyse*), on the two margins of each.

    Examples
    --------
    Three criteria that rank three alternatives in a cycle. Nobody wins if no weight is above 1/2:

    >>> order = np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]])
    >>> cycle = np.array([np.roll(order, k, axis=(0, 1)) for k in range(3)])
    >>> condorcet_winner_probabilities(cycle).round(12)
    array([0.25, 0.25, 0.25])
    """
    by_pair = np.moveaxis(np.asarray(_at_most_three(margins), dtype=np.float64), 0, -1)
    beats = _without_traces(by_pair, scale=np.abs(by_pair).max(initial=unit))
    rivals = ~np.eye(len(beats), dtype=bool)
    return np.array([_all_positive(list(beats[i, rivals[i]])) for i in range(len(beats))])


def _without_traces(values: FloatArray, scale: float | FloatArray | None = None) -> FloatArray:
    """Take what is within the tie tolerance of 0 for 0; differences have the scale of terms."""
    scale = np.abs(values).max(initial=0) if scale is None else scale
    return np.where(np.abs(values) <= TIE_TOLERANCE * scale, 0.0, values)


def _differences(scores: FloatArray, unit: float) -> FloatArray:
    """Score of i less that of j at the corners, in shape (i, j, corner)."""
    scores = np.asarray(scores, dtype=np.float64)
    differences = scores.T[:, None] - scores.T[None, :]
    return _without_traces(differences, scale=np.abs(scores).max(initial=unit))


def _at_most_three(array: FloatArray) -> FloatArray:
    """Refuse more alternatives than two forms can order."""
    if (m := np.shape(array)[1]) > 3:
        raise ValueError(f"{m} alternatives: only up to 3 are exact here; draw weights instead")
    return array


def _all_positive(forms: Sequence[FloatArray]) -> float:
    """Probability that forms, at most two of which go below 0, are all above 0."""
    if any(form.max() <= 0 for form in forms):
        return 0.0
    uncertain = [form for form in forms if form.min() < 0]
    if len(uncertain) < 2:
        return _one_positive(uncertain[0]) if uncertain else 1.0
    return float(_both_positive(uncertain[0], uncertain[1])[0])


def _one_positive(form: FloatArray) -> float:
    """Give `probability_positive` of values without traces."""
    # Plain floats: for this many values a loop over them is faster than arrays.
    others = (-form[form <= 0]).tolist()
    above = [1.0] + [0.0] * len(others)
    for y in form[form > 0].tolist():
        for k, x in enumerate(others):
            above[k + 1] = (x * above[k + 1] + y * above[k]) / (x + y)
    is_certain = form.min() >= 0 or form.max() <= 0
    return float(round(above[-1])) if is_certain else neither_all_nor_nothing(above[-1])


def _both_positive(first: FloatArray, second: FloatArray) -> FloatArray:
    """Give `probability_both_positive` without traces, then that with each corner twice in turn.

    Shape (1 + n_corners,). On the line t = s + i a sinh(x), where a is the distance from s to
    the nearest of 0 and 1 / max(r), no x with abs(Im x) < pi / 2 is a pole. The trapezoidal rule
    with step h then has an error of about exp(-2 pi d / h) / cos(d)^(n + 2) times G(s) for each
    d < pi / 2 (Trefethen and Weideman 2014, *The exponentially convergent trapezoidal rule*, SIAM
    Review 56): below 1e-14 for the best d and this h. Half the line is the other's conjugate.
    """
    race = _Staircase(first, second)
    total = np.zeros(1 + len(first))
    if not (first > 0).any() or race.values.max() <= 0:
        return total
    s, a, height = _line(race)
    h, start, rest = 0.2 / (1 + len(first) / 40), 0, np.inf
    while rest > _NEGLIGIBLE * height:
        x = h * np.arange(start, start + _NODES_AT_ONCE)
        nodes = s + 1j * a * np.sinh(x)
        parts = np.where(x > 0, h, h / 2) / np.pi * a * np.cosh(x) / nodes
        transforms = race.transforms(nodes)
        total += (transforms * parts).real.sum(axis=1)
        rest, start = abs(transforms[0, -1]), start + _NODES_AT_ONCE
    total[0] = neither_all_nor_nothing(total[0])
    return total.clip(0, 1)


def _line(race: _Staircase) -> tuple[float, float, float]:
    """Give s, near the saddle point; its distance to the nearest pole; and G(s)."""
    odds = 2.0 ** np.arange(-10, 17)
    candidates = odds / (1 + odds) / race.values.max()
    heights = race.transforms(candidates)[0]
    best = (heights / candidates).argmin()
    return candidates[best], candidates[best] / max(1.0, odds[best]), heights[best]


class _Staircase:
    """The race that splits the simplex on the first form; see `probability_both_positive`.

    Arrays of shape (n_rows, n_columns + 1): `across` and `down`, the probability that the corner
    of the column, or of the row, is used up first; and `values`, the second form where they meet.
    In the last column no rival is left: the rows go by, with their own values.
    """

    def __init__(self, first: FloatArray, second: FloatArray) -> None:
        self.rows, self.columns = np.flatnonzero(first >= 0), np.flatnonzero(first < 0)
        y, x = first[self.rows][:, None], -first[self.columns]
        across, down = y / (x + y), x / (x + y)
        own = second[self.rows][:, None]
        of_column, of_row = across * second[self.columns], down * own
        met = _without_traces(of_column + of_row, scale=abs(of_column) + abs(of_row))
        self.across = np.pad(across, [(0, 0), (0, 1)])
        self.down = np.pad(down, [(0, 0), (0, 1)], constant_values=1.0)
        self.values = np.hstack([met, own])

    def transforms(self, nodes: NumberArray) -> NumberArray:
        """Give G at the nodes, then G with a corner twice: shape (1 + n_corners, n_nodes).

        A row that stands twice is left and entered again in the same column: the paths to a cell,
        the step down, and the paths from that same cell to the end. Columns likewise.
        """
        factors = 1 / (1 - nodes * self.values[..., None])
        across, down = self.across[..., None] * factors, self.down[..., None] * factors
        so_far, to_go = self._paths(across, down)
        through = so_far * to_go
        transforms = np.empty((1 + len(self.rows) + len(self.columns), len(nodes)), nodes.dtype)
        transforms[0] = to_go[0, 0]
        transforms[1 + self.rows] = (down * through).sum(axis=1)
        transforms[1 + self.columns] = (across * through).sum(axis=0)[:-1]
        return transforms

    def _paths(self, across: NumberArray, down: NumberArray) -> tuple[NumberArray, NumberArray]:
        """Sum over the paths from the start to each cell, and from it to below the last column."""
        n_rows, n_columns, n_nodes = across.shape
        so_far = np.zeros((n_rows + 1, n_columns + 1, n_nodes), across.dtype)
        to_go = np.zeros_like(so_far)
        so_far[0, 0] = to_go[n_rows, n_columns - 1] = 1
        # All cells that are equally many steps from the start at once.
        steps = np.add.outer(np.arange(n_rows), np.arange(n_columns))
        diagonals = [np.nonzero(steps == k) for k in range(n_rows + n_columns - 1)]
        for i, j in diagonals:
            so_far[i, j + 1] += across[i, j] * so_far[i, j]
            so_far[i + 1, j] += down[i, j] * so_far[i, j]
        for i, j in reversed(diagonals):
            to_go[i, j] = across[i, j] * to_go[i, j + 1] + down[i, j] * to_go[i + 1, j]
        return so_far[:-1, :-1], to_go[:-1, :-1]
