"""Every order of least cost of one component, and the next best, by one search over sets.

The sets that can stand on top are built up from the empty one, as in the dynamic programme of Held
and Karp (1962); but only those are kept from which an order can follow that is near enough the
bound of the linear relaxation (`ordering_relaxation`).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mcda_ai.algorithms.ordering_relaxation import Excess, relaxed
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

Order: TypeAlias = tuple[int, ...]
_Sets: TypeAlias = NDArray[np.uint64]  # a bit for each alternative

MOST_ORDERS_LISTED = 1000
MOST_IN_COMPONENT = 20
"""Up to this size every component is decided; its counts fit in 64 bits."""

_MOST_STEPS = 11 * 2**20  # twenty alternatives have fewer; some 200 MB
_MOST_STEPS_OF_LAYER = 2**21  # again, twenty have fewer
_MOST_TERMS = 2**30  # of which steps are sums: a few seconds
_TERMS_AT_ONCE = 2**21
_FIRST_WIDTH = 2**8
_MOST_UNRELAXED = 12
_ROUNDING = 1e-9


class Part(NamedTuple):
    """What is known of the optimal orders of one component."""

    orders: list[Order]
    """Optimal orders, sorted; the first `MOST_ORDERS_LISTED` at most."""
    cost: float
    n_orders: int
    all_counted: bool
    gap: float
    """From the optimum to the runner-up; infinite if all orders are optimal, NaN if not known."""
    first: list[int]
    """Members that stand first in some optimal order."""
    last: list[int]
    best: IntArray | None
    """Best position of each member over all optimal orders, listed or not; None if not known."""
    doubt: float = 0.0
    """How much less than the orders found another might cost; 0 if they are proven optimal."""


class _Steps(NamedTuple):
    """Steps from the sets of one size to those with one more, by set and then by alternative."""

    start: IntArray
    """Number of the set that is on top."""
    who: IntArray
    """Which alternative comes straight below it."""
    end: IntArray
    """Number of the set with it."""

    def those(self, kept: BoolArray) -> _Steps:
        """Give some of them."""
        return _Steps(self.start[kept], self.who[kept], self.end[kept])


class _Layer(NamedTuple):
    """All steps from the sets of one size."""

    steps: _Steps
    so_far: FloatArray
    """Least excess down to and with each step."""
    before: FloatArray
    """Least excess of each of the sets."""


def cost_of_order(costs: FloatArray, order: Order) -> float:
    """Sum the costs of an order, rounded once: equal orders must not differ by their sums.

    Parameters
    ----------
    costs : array of shape (m, m)
        ``costs[i, j]`` is the cost of putting i above j.
    order : tuple of int
        All m alternatives, best first.

    Examples
    --------
    >>> cost_of_order(np.array([[0.0, 1.0], [3.0, 0.0]]), (1, 0))
    3.0
    """
    ordered = costs[np.ix_(order, order)]
    return math.fsum(ordered[np.triu_indices(len(order), 1)].tolist())


def optima_by_search(costs: FloatArray) -> Part | None:
    """Find all orders of least cost and the gap to the next best; None if that takes too long.

    Parameters
    ----------
    costs : array of shape (m, m)
        ``costs[i, j]`` is the cost of putting i above j; m up to 60.

    Notes
    -----
    1. Improve some order until moving one alternative does not improve it.
    2. Bound what orders cost by their pairs, and if that is too little by the relaxation, which
       takes longer for a small component than a search that goes wrong.
    3. Keep all that can cost as little as the order of 1 does after its cheapest move that costs
       something: all optima do, and so does the runner-up.
    4. If that is much, search among the best sets first, for a better order to start from.
    5. If it is still too much, do without the runner-up.

    Held, M., Karp, R. M. (1962). A dynamic programming approach to sequencing problems. Journal
    of the Society for Industrial and Applied Mathematics 10(1), 196-210.

    Examples
    --------
    >>> part = optima_by_search(np.roll(np.eye(3), -1, axis=1))  # 0 above 2 costs 1, and so on
    >>> part.orders, part.gap
    ([(0, 1, 2), (1, 2, 0), (2, 0, 1)], 1.0)
    """
    m = len(costs)
    margins = costs.T - costs
    order = improved(margins, _by_sums(margins))  # 1
    excess = Excess.of(costs)  # 2
    is_bound = cost_of_order(costs, order) <= excess.least + TIE_TOLERANCE
    if m <= _MOST_UNRELAXED or is_bound:
        return _searched(costs, order, excess)
    if m <= MOST_IN_COMPONENT:
        layers, all_taken = _layers(excess, _enough(costs, order, excess), _FIRST_WIDTH)
        if all_taken:
            return _part(costs, layers)
    excess, above = relaxed(costs, order)
    order = _cheaper(costs, order, improved(margins, _by_sums(above)))
    return _searched(costs, order, excess)


def _searched(costs: FloatArray, order: Order, excess: Excess) -> Part | None:
    layers, all_taken = _layers(excess, _enough(costs, order, excess), _FIRST_WIDTH)  # 3
    if all_taken:
        return _part(costs, layers)
    if len(layers) == len(costs):  # 4
        better = _part(costs, layers).orders[0]
        order = _cheaper(costs, order, improved(costs.T - costs, better))
    layers, all_taken = _layers(excess, _enough(costs, order, excess))
    if all_taken:
        return _part(costs, layers)
    layers, all_taken = _layers(excess, _excess_of(costs, order, excess))  # 5
    if not all_taken:
        return None
    part = _part(costs, layers)
    return part if part.gap < math.inf else part._replace(gap=math.nan)


# --- orders to start from ------------------------------------------------------------------------


def improved(margins: FloatArray, order: Order) -> Order:
    """Move one alternative after the other, until no move is for the better."""
    while True:
        costs = move_costs(margins, order)
        start, end = divmod(int(np.nanargmin(costs)), len(order))
        if costs[start, end] >= -TIE_TOLERANCE:
            return order
        order = moved(order, start, end)


def move_costs(margins: FloatArray, order: Order) -> FloatArray:
    """Cost of moving the alternative in one place (row) to another (column); NaN for no move."""
    ordered = margins[np.ix_(order, order)]
    down = np.triu(ordered, 1).cumsum(axis=1)
    up = -np.tril(ordered, -1)[:, ::-1].cumsum(axis=1)[:, ::-1]
    costs = np.triu(down, 1) + np.tril(up, -1)
    np.fill_diagonal(costs, np.nan)
    return np.asarray(costs)


def moved(order: Order, start: int, end: int) -> Order:
    """Take the alternative in one place to another."""
    rest = order[:start] + order[start + 1 :]
    return (*rest[:end], order[start], *rest[end:])


def _by_sums(table: FloatArray) -> Order:
    return tuple(np.argsort(-table.sum(axis=1), kind="stable").tolist())


def _cheaper(costs: FloatArray, one: Order, other: Order) -> Order:
    return min(one, other, key=lambda order: cost_of_order(costs, order))


def _enough(costs: FloatArray, order: Order, excess: Excess) -> float:
    """Give the excess of the order after its cheapest move that costs something."""
    moves = move_costs(costs.T - costs, order)
    dearer = moves[moves > TIE_TOLERANCE]
    more = float(dearer.min()) if len(dearer) else 0.0
    return _excess_of(costs, order, excess) + more


def _excess_of(costs: FloatArray, order: Order, excess: Excess) -> float:
    return cost_of_order(costs, order) - excess.least + _ROUNDING


# --- sets that can stand on top ------------------------------------------------------------------


def _layers(excess: Excess, enough: float, widest: int = 0) -> tuple[list[_Layer], bool]:
    """Take all steps that leave the excess small enough; tell whether none is left out.

    If a widest layer is given the best of more sets of one size are kept; and all ends where that
    takes too long.
    """
    m = len(excess.of_pairs)
    sets, least = np.zeros(1, dtype=np.uint64), np.zeros(1)
    layers: list[_Layer] = []
    n_steps, n_terms, all_taken = 0, 0, True
    for _ in range(m):
        n_terms += len(sets) * excess.n_terms
        if n_terms > _MOST_TERMS:
            return layers, False
        start, who, so_far = _taken(excess, sets, least, enough)
        n_steps += len(who)
        if n_steps > _MOST_STEPS or len(who) > _MOST_STEPS_OF_LAYER or not len(who):
            return layers, False
        before = least
        sets, least, end = _merged(sets[start] | _bits(m)[who], so_far)
        steps = _Steps(start.astype(np.int32), who.astype(np.int8), end.astype(np.int32))
        if widest and len(sets) > widest:
            kept = np.zeros(len(sets), dtype=np.bool_)
            kept[np.argpartition(least, widest)[:widest]] = True
            goes_on = kept[end]
            steps = steps.those(goes_on)._replace(end=(kept.cumsum() - 1)[end[goes_on]])
            sets, least, so_far, all_taken = sets[kept], least[kept], so_far[goes_on], False
        layers.append(_Layer(steps, so_far, before))
    return layers, all_taken


def _bits(m: int) -> _Sets:
    return np.uint64(1) << np.arange(m, dtype=np.uint64)


def _taken(
    excess: Excess, sets: _Sets, least: FloatArray, enough: float
) -> tuple[IntArray, IntArray, FloatArray]:
    """Put every alternative below every set, some sets at a time: start, who, excess so far.

    Of more steps than a layer may have, only some are given.
    """
    m = len(excess.of_pairs)
    at_once = max(1, _TERMS_AT_ONCE // excess.n_terms)
    starts, whos, sums = [], [], []
    n_found = 0
    for first in range(0, len(sets), at_once):
        some = slice(first, first + at_once)
        placed = (sets[some, None] & _bits(m)) != 0
        so_far = least[some, None] + excess.of_steps(placed)
        start, who = np.nonzero((so_far <= enough) & ~placed)
        starts.append(start + first)
        whos.append(who)
        sums.append(so_far[start, who])
        n_found += len(who)
        if n_found > _MOST_STEPS_OF_LAYER:
            break
    return np.concatenate(starts), np.concatenate(whos), np.concatenate(sums)


def _merged(grown: _Sets, so_far: FloatArray) -> tuple[_Sets, FloatArray, IntArray]:
    """Give each set once, with its least excess, and the number of the set of every step."""
    order = np.argsort(grown)
    rising = grown[order]
    is_new = np.append(True, rising[1:] != rising[:-1])
    starts = np.flatnonzero(is_new)
    end = np.empty(len(grown), dtype=np.intp)
    end[order] = is_new.cumsum() - 1
    return rising[starts], np.minimum.reduceat(so_far[order], starts), end


def _part(costs: FloatArray, layers: list[_Layer]) -> Part:
    """Tell the optimal steps from the others, from the last layer to the first.

    An order made only of optimal steps is optimal, so the runner-up takes another step, and no
    order through that step is optimal: it is the best of them.
    """
    m = len(layers)
    optimum = float(layers[-1].so_far.min())
    below = np.zeros(1)
    n_orders: NDArray[Any] = np.ones(1, dtype=np.int64 if m <= MOST_IN_COMPONENT else object)
    best = np.full(m, m)
    gap = math.inf
    optimal: list[_Steps] = []
    for place in range(m, 0, -1):
        steps, so_far, before = layers.pop()  # each is large, and not needed any more
        through = so_far + below[steps.end]
        is_optimal = through - optimum <= TIE_TOLERANCE
        gap = min(gap, float(through[~is_optimal].min(initial=math.inf)) - optimum)
        optimal.append(steps.those(is_optimal))
        best[optimal[-1].who] = place
        starts = np.flatnonzero(np.diff(steps.start, prepend=-1))
        sets = steps.start[starts]
        below = np.full(len(before), np.inf)
        below[sets] = np.minimum.reduceat(through, starts) - before[sets]
        counted = np.where(is_optimal, n_orders[steps.end], 0)
        n_orders = np.zeros(len(before), dtype=n_orders.dtype)
        n_orders[sets] = np.add.reduceat(counted, starts)
    orders = _listed(optimal[::-1])
    return Part(
        orders=orders,
        cost=cost_of_order(costs, orders[0]),
        n_orders=int(n_orders[0]),
        all_counted=True,
        gap=gap,
        first=optimal[-1].who.tolist(),
        last=sorted(set(optimal[0].who.tolist())),
        best=best,
    )


def _listed(optimal: list[_Steps]) -> list[Order]:
    """List the orders made of these steps, sorted; the first `MOST_ORDERS_LISTED`."""
    at = np.zeros(1, dtype=np.intp)
    orders = np.empty((1, 0), dtype=np.intp)
    for start, who, end in optimal:
        begin = np.searchsorted(start, at)
        n_steps = np.searchsorted(start, at, side="right") - begin
        rows = np.repeat(np.arange(len(at)), n_steps)[:MOST_ORDERS_LISTED]
        steps = np.arange(len(rows)) + (begin - n_steps.cumsum() + n_steps)[rows]
        orders = np.column_stack([orders[rows], who[steps]])
        at = end[steps]
    return [tuple(order) for order in orders.tolist()]
