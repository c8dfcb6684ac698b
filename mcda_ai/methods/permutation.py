"""Permutation methods: the strict orders that contradict the evidence least."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.contract import Detail, View
from mcda_ai.faults import ProblemError
from mcda_ai.ranking import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.registry import method

PairCosts: TypeAlias = Callable[[View, FloatArray], FloatArray]

MOST_ALTERNATIVES = 12
MOST_ORDERS_LISTED = 1000
_MOST_STATES_AT_ONCE = 2**23


@method(
    label="Kemeny",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    references=(
        "Kemeny, J. G. (1959). Mathematics without numbers. Daedalus 88(4), 577-591.",
        (
            "Young, H. P., Levenglick, A. (1978). A consistent extension of Condorcet's election "
            "principle. SIAM Journal on Applied Mathematics 35(2), 285-300."
        ),
        (
            "Held, M., Karp, R. M. (1962). A dynamic programming approach to sequencing problems. "
            "Journal of the Society for Industrial and Applied Mathematics 10(1), 196-210."
        ),
    ),
)
def kemeny(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over all strict orders with the least weight against them.

    The cost of an order is the weight of the preferences it contradicts, summed over pairs
    (Kemeny 1959; Young and Levenglick 1978). Tied and unscored pairs cost every order the same
    and are left out. Exact, by dynamic programming over the sets that can stand on top (Held and
    Karp 1962), for up to 12 alternatives. Where several orders are optimal none is picked: an
    alternative that is first in any of them leads.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.

    Raises
    ------
    ProblemError
        For more than 12 alternatives.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B > C", "reach": "B > C > A"})
    >>> result = mcda.rank(problem, method="kemeny", weights={"cost": 3, "reach": 2})
    >>> result.orders, round(result.figures["gap to the runner-up"], 9)
    (['A > B > C'], 0.4)
    """
    return _positions(view, weights, _support_against)


@method(
    label="QUALIFLEX",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    references=(
        (
            "Paelinck, J. H. P. (1976). Qualitative multiple criteria analysis, environmental "
            "protection and multiregional development. "
            "Papers of the Regional Science Association 36, 59-74."
        ),
    ),
)
def qualiflex(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over the orders with the largest concordance index.

    The concordance of an order is the weight of the preferences it agrees with less the weight of
    those it contradicts, summed over pairs (Paelinck 1976). That is a constant less twice the
    Kemeny cost, so QUALIFLEX on rankings *is* weighted Kemeny; it has an entry of its own because
    its users look for it. Ties, unscored cells and limits are as for `kemeny`.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.
    """
    return _positions(view, weights, _support_against)


@method(
    label="Slater",
    family="permutation",
    needs={"pairwise", "weights"},
    returns="weak_order",
    references=(
        (
            "Slater, P. (1961). Inconsistencies in a schedule of paired comparisons. "
            "Biometrika 48(3-4), 303-312."
        ),
    ),
)
def slater(view: View, weights: FloatArray) -> IntArray:
    """Rank by the best position over the strict orders that reverse the fewest majorities.

    A majority is a pair in which the weight for one exceeds the weight for the other; how far
    does not count (Slater 1961). A pair tied in weight, or left unscored,
    costs every order the same. Exact, all optima and limits as for `kemeny`.

    Parameters
    ----------
    view : View
        Shows preferences.
    weights : array of shape (..., n_criteria)

    Returns
    -------
    array of int, shape (..., n_alternatives)
        Best position over the optimal orders; 1 = first in some of them.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"x": "A > B > C", "y": "B > C > A", "z": "C > A > B"})
    >>> mcda.rank(problem, "slater", weights="equal").orders
    ['A > B > C', 'B > C > A', 'C > A > B']
    """
    return _positions(view, weights, _majority_against)


@kemeny.detail
@qualiflex.detail
def kemeny_optima(view: View, weights: FloatArray) -> Detail:
    """List every optimal order, their cost, and the gap to the best order that is not optimal."""
    return _optima(view, weights, _support_against)


@slater.detail
def slater_optima(view: View, weights: FloatArray) -> Detail:
    """List every optimal order, the majorities they reverse, and the gap to the next best."""
    return _optima(view, weights, _majority_against)


def _support_against(view: View, weights: FloatArray) -> FloatArray:
    """Cost of putting i above j: the weight that prefers j; shape (batch, m, m)."""
    m = view.n_alternatives
    preferred = view.preferences.reshape(view.n_criteria, m * m)
    support = (weights @ preferred).reshape(-1, m, m)
    return np.swapaxes(support, -1, -2)


def _majority_against(view: View, weights: FloatArray) -> FloatArray:
    """Cost of putting i above j: 1 if the larger weight prefers j; shape (batch, m, m)."""
    against = _support_against(view, weights)
    margins = against - np.swapaxes(against, -1, -2)
    return np.asarray(margins > TIE_TOLERANCE, dtype=np.float64)


def _positions(view: View, weights: FloatArray, pair_costs: PairCosts) -> IntArray:
    """Best position of each alternative over the optimal orders, for batches of weights."""
    _check_size(view.n_alternatives)
    costs = pair_costs(view, weights.reshape(-1, weights.shape[-1]))
    states = view.n_alternatives * 2**view.n_alternatives
    at_once = max(1, _MOST_STATES_AT_ONCE // states)
    best = [
        _best_positions(_SetCosts.of(costs[start : start + at_once]))
        for start in range(0, len(costs), at_once)
    ]
    positions = np.concatenate(best) + 1
    return positions.reshape((*weights.shape[:-1], view.n_alternatives))


def _optima(view: View, weights: FloatArray, pair_costs: PairCosts) -> Detail:
    _check_size(view.n_alternatives)
    costs = _SetCosts.of(pair_costs(view, weights[None, :]))
    orders, n_orders = _optimal_orders(costs)
    optimum = float(costs.above[-1, 0])
    return Detail(
        orders=tuple(tuple((position,) for position in order) for order in orders),
        n_orders=n_orders,
        figures={"cost": optimum, "gap to the runner-up": _runner_up(costs) - optimum},
    )


class _SetCosts(NamedTuple):
    """Costs over the sets (bit masks) of alternatives that can stand on top."""

    step: FloatArray
    """Of putting i straight below a set, above all the rest; shape (2**m, m, batch)."""
    above: FloatArray
    """Least cost of arranging a set on top, above all the rest; shape (2**m, batch)."""
    below: FloatArray
    """Least cost of arranging all the rest below a set; shape (2**m, batch)."""

    @classmethod
    def of(cls, costs: FloatArray) -> _SetCosts:
        """Build the tables from the cost of putting i above j; costs of shape (batch, m, m)."""
        batch, m, _ = costs.shape
        over = np.ascontiguousarray(np.moveaxis(costs, 0, -1))
        step = np.zeros((2**m, m, batch))
        for subset in range(2**m - 2, -1, -1):
            outsider = _members(~subset, m)[0]
            step[subset] = step[subset | 1 << outsider] + over[:, outsider]
        above = np.full((2**m, batch), np.inf)
        below = above.copy()
        above[0] = below[-1] = 0.0
        for subset in range(2**m):
            for i in _members(~subset, m):
                grown = subset | 1 << i
                np.minimum(above[grown], above[subset] + step[subset, i], out=above[grown])
        for subset in range(2**m - 2, -1, -1):
            for i in _members(~subset, m):
                through = below[subset | 1 << i] + step[subset, i]
                np.minimum(below[subset], through, out=below[subset])
        return cls(step, above, below)

    @property
    def n_alternatives(self) -> int:
        return int(self.step.shape[1])

    def optimal(self, subset: int, i: int) -> BoolArray:
        """Whether some optimal order has exactly this set above i; shape (batch,)."""
        through = self.above[subset] + self.step[subset, i] + self.below[subset | 1 << i]
        return np.asarray(through <= self.above[-1] + TIE_TOLERANCE)


def _check_size(n_alternatives: int) -> None:
    if n_alternatives > MOST_ALTERNATIVES:
        raise ProblemError(
            f"{n_alternatives} alternatives; allowed for permutation methods: up to "
            f"{MOST_ALTERNATIVES}, so that the optimum is proven"
        )


def _best_positions(costs: _SetCosts) -> IntArray:
    """Best position of each alternative over the optimal orders, from 0; shape (batch, m)."""
    m = costs.n_alternatives
    best = np.full((m, costs.above.shape[1]), m, dtype=np.intp)
    for subset in range(2**m - 1):
        position = subset.bit_count()
        for i in _members(~subset, m):
            np.minimum(best[i], position, out=best[i], where=costs.optimal(subset, i))
    return best.T


def _optimal_orders(costs: _SetCosts) -> tuple[list[tuple[int, ...]], int]:
    """List optimal orders (the first MOST_ORDERS_LISTED) and count them all; batch of one."""
    m = costs.n_alternatives
    continuations = [
        [i for i in _members(~subset, m) if costs.optimal(subset, i)[0]] for subset in range(2**m)
    ]
    n_orders = [0] * (2**m - 1) + [1]
    for subset in range(2**m - 2, -1, -1):
        n_orders[subset] = sum(n_orders[subset | 1 << i] for i in continuations[subset])
    orders: list[tuple[int, ...]] = []
    unfinished: list[tuple[int, ...]] = [()]
    while unfinished and len(orders) < MOST_ORDERS_LISTED:
        start = unfinished.pop()
        if len(start) == m:
            orders.append(start)
        else:
            following = continuations[sum(1 << i for i in start)]
            unfinished += [(*start, i) for i in reversed(following)]
    return orders, n_orders[0]


def _runner_up(costs: _SetCosts) -> float:
    """Cost of the best order that is not optimal; NaN if all are. Batch of one."""
    m = costs.n_alternatives
    two_least: list[list[float]] = [[] for _ in range(2**m)]
    two_least[0] = [0.0]
    for subset in range(2**m):
        for i in _members(~subset, m):
            grown = subset | 1 << i
            reached = [cost + costs.step[subset, i, 0] for cost in two_least[subset]]
            two_least[grown] = _two_distinct(two_least[grown] + reached)
    final = two_least[-1]
    return final[1] if len(final) > 1 else float("nan")


def _two_distinct(values: list[float]) -> list[float]:
    values = sorted(values)
    higher = [value for value in values if value > values[0] + TIE_TOLERANCE]
    return [values[0], *higher[:1]]


def _members(bits: int, m: int) -> list[int]:
    return [i for i in range(m) if bits >> i & 1]
