"""The linear ordering problem: the strict orders of least total pair cost, and all their ties.

Given the cost of putting i above j for every pair, find the strict orders of all alternatives
whose costs sum to the least; Kemeny, QUALIFLEX and Slater ask for nothing else. The answer is
proven, and ties are never broken silently: orders that cost at most `TIE_TOLERANCE` more than the
least are all optimal. Up to 12 alternatives, whole batches of costs go through one dynamic
programme over sets (Held and Karp 1962). Beyond that the alternatives are first split into
components that stand in the same order in every optimum (Truchon 1998); components of up to 20 go
through the dynamic programme, larger ones through integer programming (Grötschel, Jünger and
Reinelt 1984).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise, product
from typing import NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.ordering_by_integer_programme import (
    MOST_IN_COMPONENT,
    MOST_ORDERS_LISTED,
    Order,
    Part,
    Search,
    cost_of_order,
)
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray

_fault = faults_of("algorithms")

Sets: TypeAlias = slice | IntArray

MOST_ALTERNATIVES_TO_ORDER = 60
"""More are refused, however they are to be solved."""
MOST_BY_DYNAMIC_PROGRAMMING = 12
"""Up to this many alternatives, batches are solved together and undivided."""
MOST_INTEGER_PROGRAMMES = 200
MOST_STATES = 2**33  # sets times members in a call beyond 12 alternatives: some ten minutes

_MOST_STATES_AT_ONCE = 2**23
_MOST_AT_ONCE = 2**13  # more at once would not stay in the cache
_FEW_AT_ONCE = 64  # for fewer it is faster to take whole layers of sets at once


@dataclass(frozen=True, slots=True)
class Optima:
    """What is known of the optimal orders of one matrix of pair costs."""

    orders: tuple[Order, ...]
    """Optimal orders, best alternative first, sorted; the first `MOST_ORDERS_LISTED` at most."""
    n_orders: int
    """How many are optimal; a lower bound where not `all_counted`."""
    all_counted: bool
    cost: float
    runner_up: float
    """Cost of the best order that is not optimal; NaN if there is none or it is not known. In a
    component of more than 20 alternatives right to 1e-9 of the largest margin."""
    proven: bool
    """Whether no order costs less."""
    doubt: float
    """How much less another order might cost; 0 where `proven`."""
    gap_known: bool
    """Whether a runner-up that is NaN means that there is none."""


def best_positions(costs: FloatArray) -> IntArray:
    """Give each alternative its best position over all orders of least cost.

    Parameters
    ----------
    costs : array of shape (batch, m, m)
        ``costs[b, i, j]`` is the cost of putting i above j, 0 or more; its diagonal is ignored.

    Returns
    -------
    array of int, shape (batch, m)
        1 = on top in some optimal order.

    Raises
    ------
    ProblemError
        For more than `MOST_ALTERNATIVES_TO_ORDER`, for too many different costs with large
        components, or where the optima of a large component are not decided in time.

    Notes
    -----
    1. Up to 12 alternatives: tabulate the least cost of every set on top (Held and Karp), and see
       which steps from one set to the next are part of an optimum.
    2. Beyond that: split each different matrix into components that stand one below the other in
       every optimum (Truchon).
    3. Decide each different component of up to 20 as in 1, larger ones by integer programmes
       (Grötschel, Jünger and Reinelt).
    4. The best position is the one within the component, plus the number of those above it.

    Held, M., Karp, R. M. (1962). A dynamic programming approach to sequencing problems. Journal
    of the Society for Industrial and Applied Mathematics 10(1), 196-210.

    Truchon, M. (1998). An extension of the Condorcet criterion and Kemeny orders. Cahier 98-15,
    Centre de recherche en économie et finance appliquées, Université Laval.

    Grötschel, M., Jünger, M., Reinelt, G. (1984). A cutting plane algorithm for the linear
    ordering problem. Operations Research 32(6), 1195-1220.

    Examples
    --------
    One weighting prefers 0 > 1 > 2, the other is a cycle.

    >>> clear, cycle = np.triu(np.ones((3, 3)), 1).T, np.roll(np.eye(3), -1, axis=1)
    >>> best_positions(np.array([clear, cycle]))
    array([[1, 2, 3],
           [1, 1, 1]])
    """
    m = costs.shape[-1]
    _check_size(m)
    if m <= MOST_BY_DYNAMIC_PROGRAMMING:
        return _positions_by_sets(costs)
    distinct, which = _distinct(costs)
    return _positions_by_components(distinct)[which]


def optimal_orders(costs: FloatArray) -> Optima:
    """Find the orders of least cost, how many there are, and the cost of the next best.

    Parameters
    ----------
    costs : array of shape (m, m)
        ``costs[i, j]`` is the cost of putting i above j, 0 or more; its diagonal is ignored.

    Returns
    -------
    Optima
        Where the search was cut short, the best order found, which is not `proven` then.

    Raises
    ------
    ProblemError
        For more than `MOST_ALTERNATIVES_TO_ORDER`.

    Notes
    -----
    Sources as for `best_positions`.

    1. Split the alternatives into components that stand one below the other in every optimum.
    2. Find the optimal orders of each component, and how much more its next best order costs.
    3. Combine: every optimum of one component goes with every optimum of the others.
    4. The runner-up costs the least of two kinds of gap more than the optimum.

    The runner-up either keeps the components apart, and is then the runner-up of one component
    with optima elsewhere; or it is an optimal order with one swap across the border of two
    neighbouring components. For sort an order that mixes components by component, stably: it gets
    cheaper, so if the order was the runner-up the sorted one is optimal. And undo one swap of
    neighbours that stand in the wrong components' order: it gets cheaper too, so that must have
    been the only one.

    Examples
    --------
    >>> optima = optimal_orders(np.roll(np.eye(3), -1, axis=1))  # 0 above 2 costs 1, and so on
    >>> optima.orders, optima.cost, optima.runner_up
    (((0, 1, 2), (1, 2, 0), (2, 0, 1)), 1.0, 2.0)
    """
    m = len(costs)
    _check_size(m)
    blocks = [list(range(m))] if m <= MOST_BY_DYNAMIC_PROGRAMMING else _components(costs)  # 1
    parts = [_optima_of_component(costs[np.ix_(block, block)]) for block in blocks]  # 2
    orders = _combined(blocks, parts)  # 3
    cost = cost_of_order(costs, orders[0])
    doubt = sum(part.doubt for part in parts)
    gap = _gap(costs, blocks, parts)  # 4
    return Optima(
        orders=orders,
        n_orders=math.prod(part.n_orders for part in parts),
        all_counted=all(part.all_counted for part in parts),
        cost=cost,
        runner_up=cost + gap if gap < math.inf else math.nan,
        proven=doubt == 0,
        doubt=doubt,
        gap_known=not any(math.isnan(part.gap) for part in parts),
    )


def _combined(blocks: list[list[int]], parts: list[Part]) -> tuple[Order, ...]:
    """Put the orders of the components one below the other, in every way; the first of these."""
    choices = [
        [tuple(block[i] for i in order) for order in part.orders]
        for block, part in zip(blocks, parts, strict=True)
    ]
    ways = islice(product(*choices), MOST_ORDERS_LISTED)
    return tuple(tuple(chain(*orders)) for orders in ways)


def _gap(costs: FloatArray, blocks: list[list[int]], parts: list[Part]) -> float:
    """From the optimum to the runner-up (see `optimal_orders`); NaN if not known."""
    gaps = [part.gap for part in parts]
    for (upper, part), (lower, next_part) in pairwise(zip(blocks, parts, strict=True)):
        last, first = ([upper[i] for i in part.last], [lower[i] for i in next_part.first])
        swaps = costs[np.ix_(first, last)] - costs[np.ix_(last, first)].T
        gaps.append(float(swaps.min()))
    return math.nan if any(map(math.isnan, gaps)) else min(gaps)


def _check_size(m: int) -> None:
    if m > MOST_ALTERNATIVES_TO_ORDER:
        raise ProblemError(_fault("too many to order", n=m, most=MOST_ALTERNATIVES_TO_ORDER))


def _distinct(costs: FloatArray) -> tuple[FloatArray, IntArray]:
    """Keep one of each different matrix, and say where each went; byte for byte."""
    flat = np.ascontiguousarray(costs).reshape(len(costs), costs.shape[1] * costs.shape[2])
    rows = flat.view(np.dtype((np.void, flat.dtype.itemsize * flat.shape[1]))).ravel()
    _, kept, which = np.unique(rows, return_index=True, return_inverse=True)
    return costs[kept], which.ravel()


# --- components --------------------------------------------------------------------------------


def _components(costs: FloatArray) -> list[list[int]]:
    """Split the alternatives so that all of an earlier part beat all of a later one; best first.

    If some order puts a member of a later part above one of an earlier, sorting it by part
    (stably) makes it cheaper; so in every optimal order the parts stand one below the other
    (extended Condorcet criterion, Truchon 1998).
    """
    m = len(costs)
    beats = costs.T - costs > TIE_TOLERANCE
    # If k alternatives beat all others, those k have the most wins: m - k each, or more.
    by_wins = np.argsort(-beats.sum(axis=1), kind="stable")
    sorted_beats = beats[np.ix_(by_wins, by_wins)]
    of_top = sorted_beats.sum(axis=1).cumsum()
    within_top = sorted_beats.cumsum(axis=0).cumsum(axis=1).diagonal()
    top = np.arange(1, m)
    ends = top[(of_top - within_top)[:-1] == top * (m - top)]
    return [sorted(part.tolist()) for part in np.split(by_wins, ends)]


def _positions_by_components(costs: FloatArray) -> IntArray:
    places: list[tuple[int, int, list[int], bytes]] = []
    matrices: dict[bytes, FloatArray] = {}  # weightings have components in common: Slater's often
    for row, matrix in enumerate(costs):
        n_above = 0
        for members in _components(matrix):
            inner = matrix[np.ix_(members, members)]
            places.append((row, n_above, members, inner.tobytes()))
            matrices[inner.tobytes()] = inner
            n_above += len(members)
    _check_effort([len(matrix) for matrix in matrices.values()])
    within = _positions_within(matrices)
    positions = np.empty(costs.shape[:2], dtype=np.intp)
    for row, n_above, members, key in places:
        positions[row, members] = n_above + within[key]
    return positions


def _positions_within(matrices: dict[bytes, FloatArray]) -> dict[bytes, IntArray]:
    by_size: dict[int, list[bytes]] = defaultdict(list)
    for key, matrix in matrices.items():
        by_size[len(matrix)].append(key)
    positions: dict[bytes, IntArray] = {}
    for size, keys in by_size.items():
        costs = np.array([matrices[key] for key in keys])
        if size <= MOST_IN_COMPONENT:
            positions.update(zip(keys, _positions_by_sets(costs), strict=True))
        else:
            searched = (Search(matrix).best_positions() for matrix in costs)
            positions.update(zip(keys, searched, strict=True))
    return positions


def _check_effort(sizes: list[int]) -> None:
    large = [size for size in sizes if size > MOST_BY_DYNAMIC_PROGRAMMING]
    n_programmes = sum(size > MOST_IN_COMPONENT for size in large)
    n_states = sum(size * 2**size for size in large if size <= MOST_IN_COMPONENT)
    if n_programmes > MOST_INTEGER_PROGRAMMES or n_states > MOST_STATES:
        raise ProblemError(
            _fault(
                "too many in cycles",
                n=len(large),
                largest=max(large),
                most=MOST_BY_DYNAMIC_PROGRAMMING,
            )
        )


def _optima_of_component(costs: FloatArray) -> Part:
    return _optima_by_sets(costs) if len(costs) <= MOST_IN_COMPONENT else Search(costs).optima()


# --- dynamic programming -----------------------------------------------------------------------


class _SetCosts(NamedTuple):
    """Costs over the sets (bit masks) of alternatives that can stand on top."""

    step: FloatArray
    """Of putting i straight below a set, above all the rest; shape (m, 2**m, batch)."""
    above: FloatArray
    """Least cost of arranging a set on top, above all the rest; shape (2**m, batch)."""
    below: FloatArray
    """Least cost of arranging all the rest below a set; shape (2**m, batch)."""

    @classmethod
    def of(cls, costs: FloatArray) -> _SetCosts:
        """Build the tables from the cost of putting i above j; costs of shape (batch, m, m)."""
        batch, m, _ = costs.shape
        over = np.ascontiguousarray(np.moveaxis(costs, 0, -1))
        step = np.zeros((m, 2**m, batch))
        for j in range(m):
            # The last 2**j sets lack none but alternatives before j; now take j out of them too.
            with_j, without_j = 2**m - 2**j, 2**m - 2 ** (j + 1)
            np.add(step[:, with_j:], over[:, j, None], out=step[:, without_j:with_j])
        above = np.full((2**m, batch), np.inf)
        below = above.copy()
        above[0] = below[-1] = 0.0
        for i, before, after, _ in _steps(m, batch):
            above[after] = np.minimum(above[after], above[before] + step[i, before])
        for i, before, after, _ in _steps(m, batch, backwards=True):
            below[before] = np.minimum(below[before], below[after] + step[i, before])
        return cls(step, above, below)

    def excess(self, i: int, before: Sets, after: Sets) -> FloatArray:
        """How much more than the optimum the best order that takes a step costs."""
        through = self.above[before] + self.step[i, before] + self.below[after]
        return np.asarray(through - self.above[-1])


def _steps(m: int, batch: int, backwards: bool = False) -> Iterator[tuple[int, Sets, Sets, int]]:
    """Give every way to put an alternative below a set: i, the set, the set with i, its size.

    Large batches get one set at a time, as a slice (a view); small ones all sets of one size.
    """
    sets = np.arange(2**m)
    sizes = np.zeros(1, dtype=np.intp)
    for _ in range(m):
        sizes = np.concatenate([sizes, sizes + 1])
    for size in range(m - 1, -1, -1) if backwards else range(m):
        of_size = sets[sizes == size]
        for i in range(m):
            before = of_size[of_size >> i & 1 == 0]
            if batch < _FEW_AT_ONCE:
                yield i, before, before | 1 << i, size
                continue
            for subset in before.tolist():
                grown = subset | 1 << i
                yield i, slice(subset, subset + 1), slice(grown, grown + 1), size


def _positions_by_sets(costs: FloatArray) -> IntArray:
    batch, m, _ = costs.shape
    at_once = max(1, min(_MOST_STATES_AT_ONCE // (m * 2**m), _MOST_AT_ONCE))
    best = np.empty((batch, m), dtype=np.intp)
    for start in range(0, batch, at_once):
        some = costs[start : start + at_once]
        tables = _SetCosts.of(some)
        best_of_some = np.full((m, len(some)), m)
        for i, before, after, size in _steps(m, len(some), backwards=True):
            optimal = (tables.excess(i, before, after) <= TIE_TOLERANCE).any(axis=0)
            np.copyto(best_of_some[i], size + 1, where=optimal)
        best[start : start + at_once] = best_of_some.T
    return best


def _optima_by_sets(costs: FloatArray) -> Part:
    m = len(costs)
    tables = _SetCosts.of(costs[None])
    optimal = np.zeros((m, 2**m), dtype=np.bool_)
    n_orders = np.zeros(2**m, dtype=np.int64)
    n_orders[-1] = 1
    gap = math.inf
    for i, before, after, _ in _steps(m, 1, backwards=True):
        excess = tables.excess(i, before, after)[:, 0]
        optimal[i, before] = excess <= TIE_TOLERANCE
        n_orders[before] += n_orders[after] * optimal[i, before]
        # An order made only of optimal steps is optimal, so the runner-up takes another step,
        # and no order through that step is optimal: it is the best of them.
        gap = min(gap, float(excess[excess > TIE_TOLERANCE].min(initial=math.inf)))
    return Part(
        orders=_listed(optimal),
        n_orders=int(n_orders[0]),
        all_counted=True,
        gap=gap,
        first=[i for i in range(m) if optimal[i, 0]],
        last=[i for i in range(m) if optimal[i, -1 - (1 << i)]],
    )


def _listed(optimal: BoolArray) -> list[Order]:
    """List orders made of optimal steps, the first MOST_ORDERS_LISTED; optimal (m, 2**m)."""
    m = len(optimal)
    orders: list[Order] = []
    unfinished: list[Order] = [()]
    while unfinished and len(orders) < MOST_ORDERS_LISTED:
        start = unfinished.pop()
        if len(start) == m:
            orders.append(start)
        following = np.flatnonzero(optimal[:, sum(1 << i for i in start)])
        unfinished += [(*start, i) for i in following[::-1].tolist()]
    return orders
