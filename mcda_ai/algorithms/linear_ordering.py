"""The linear ordering problem: the strict orders of least total pair cost, and all their ties.

Given the cost of putting i above j for every pair, find the strict orders of all alternatives
whose costs sum to the least; Kemeny, QUALIFLEX and Slater ask for nothing else. The answer is
proven, and ties are never broken silently: orders that cost at most `TIE_TOLERANCE` more than the
least are all optimal. The alternatives are first split into components that stand in the same
order in every optimum (Truchon 1998). Of many matrices of costs at once, all components of up to
12 go through one dynamic programme over sets (Held and Karp 1962). Any other component is searched
for its optima and its runner-up once, whoever asks (`ordering_search`), or goes through integer
programming if that would take too long (Grötschel, Jünger and Reinelt 1984).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise, product
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.ordering_by_integer_programme import (
    SECONDS_FOR_TIES,
    SECONDS_TO_PROVE,
    optima_by_programmes,
)
from mcda_ai.algorithms.ordering_by_sets import positions_by_sets
from mcda_ai.algorithms.ordering_search import (
    MOST_IN_COMPONENT,
    MOST_ORDERS_LISTED,
    Order,
    Part,
    cost_of_order,
    optima_by_search,
)
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray

_fault = faults_of("algorithms")

MOST_ALTERNATIVES_TO_ORDER = 60
"""More are refused, however they are to be solved."""
MOST_BY_DYNAMIC_PROGRAMMING = 12
"""Up to this many alternatives, batches are solved together."""
MOST_LARGE_COMPONENTS = 200  # in a call
MOST_STATES = 2**33  # sets times members in a call beyond 12 alternatives: some ten minutes

_MOST_UNDIVIDED = 5  # splitting them would take longer
_ALONE = Part([(0,)], 0.0, 1, True, math.inf, [0], [0], np.ones(1, dtype=np.intp))
_PARTS_KEPT = 64  # of 60 alternatives and 1,000 orders: half a megabyte each


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
    """Cost of the best order that is not optimal; NaN if there is none or it is not known. Right to
    1e-9 of the largest margin where integer programmes found it."""
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
    1. Split each matrix into components that stand one below the other in every optimum (Truchon).
    2. Components of up to 12: tabulate the least cost of every set on top (Held and Karp), and see
       which steps from one set to the next are part of an optimum.
    3. Larger ones, and those of a single matrix: as `optimal_orders`, each different one once.
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
    if len(costs) == 1:
        return _positions_in(costs[0])[None]
    if m <= _MOST_UNDIVIDED:
        return positions_by_sets(costs)
    if m > MOST_BY_DYNAMIC_PROGRAMMING:
        distinct, which = _distinct(costs)
        return _positions_by_components(distinct)[which]
    return _positions_by_components(costs)


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
    _check_size(len(costs))
    blocks, parts = _solved(costs)  # 1, 2
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


class _Components(NamedTuple):
    """Components of one size: in which matrix, how many stand above, and which members."""

    row: IntArray
    n_above: IntArray
    members: IntArray
    """Rising; shape (n, size)."""

    def taken_from(self, costs: FloatArray) -> FloatArray:
        """Give the costs within each; shape (n, size, size)."""
        row = self.row[:, None, None]
        return costs[row, self.members[:, :, None], self.members[:, None, :]]


def _components(costs: FloatArray) -> list[_Components]:
    """Split the alternatives so that all of an earlier part beat all of a later one, by size.

    If some order puts a member of a later part above one of an earlier, sorting it by part
    (stably) makes it cheaper; so in every optimal order the parts stand one below the other
    (extended Condorcet criterion, Truchon 1998).

    If k alternatives beat all m - k others, those k have the largest scores, wins less losses; and
    the scores of any k, in which what happens between them cancels out, sum to k (m - k) only if
    they do.
    """
    m = costs.shape[-1]
    beats = np.swapaxes(costs, -1, -2) - costs > TIE_TOLERANCE
    scores = beats.sum(axis=2) - beats.sum(axis=1)
    by_score = np.argsort(-scores, axis=1, kind="stable")
    n_top = np.arange(m)
    of_top = np.take_along_axis(scores, by_score, axis=1).cumsum(axis=1)
    of_top = np.column_stack([np.zeros(len(costs), dtype=np.intp), of_top[:, :-1]])
    starts = np.flatnonzero(of_top == n_top * (m - n_top))
    sizes = np.diff(starts, append=by_score.size)
    found = []
    for size in np.unique(sizes).tolist():
        first = starts[sizes == size]
        members = by_score.ravel()[first[:, None] + np.arange(size)]
        found.append(_Components(first // m, first % m, np.sort(members, axis=1)))
    return found


def _positions_by_components(costs: FloatArray) -> IntArray:
    found = _components(costs)
    inner = [_distinct(each.taken_from(costs)) for each in found]
    _check_effort([len(matrix) for matrices, _ in inner for matrix in matrices])
    positions = np.empty(costs.shape[:2], dtype=np.intp)
    for each, (matrices, which) in zip(found, inner, strict=True):
        within = _positions_within(matrices)[which]
        positions[each.row[:, None], each.members] = each.n_above[:, None] + within
    return positions


def _positions_within(costs: FloatArray) -> IntArray:
    size = costs.shape[-1]
    if size <= MOST_BY_DYNAMIC_PROGRAMMING:
        return positions_by_sets(costs)
    return np.array([_best_of(_part(matrix)) for matrix in costs])


def _positions_in(costs: FloatArray) -> IntArray:
    positions = np.empty(len(costs), dtype=np.intp)
    n_above = 0
    for block, part in zip(*_solved(costs), strict=True):
        positions[block] = n_above + _best_of(part)
        n_above += len(block)
    return positions


def _best_of(part: Part) -> IntArray:
    if part.best is None:
        raise ProblemError(_undecided(part))
    return part.best


def _undecided(part: Part) -> Fault:
    """Say how far the search came."""
    seconds = SECONDS_TO_PROVE if part.doubt else SECONDS_FOR_TIES
    cost, least = (float(f"{each:.6g}") for each in (part.cost, part.cost - part.doubt))
    return _fault("orders not decided", n=len(part.orders[0]), seconds=seconds, cost=cost,
                  least=least, most=MOST_IN_COMPONENT)  # fmt: skip


def _check_effort(sizes: list[int]) -> None:
    large = [size for size in sizes if size > MOST_BY_DYNAMIC_PROGRAMMING]
    n_largest = sum(size > MOST_IN_COMPONENT for size in large)
    n_states = sum(size * 2**size for size in large if size <= MOST_IN_COMPONENT)
    if n_largest > MOST_LARGE_COMPONENTS or n_states > MOST_STATES:
        raise ProblemError(
            _fault(
                "too many in cycles",
                n=len(large),
                largest=max(large),
                most=MOST_BY_DYNAMIC_PROGRAMMING,
            )
        )


def _solved(costs: FloatArray) -> tuple[list[list[int]], list[Part]]:
    """Give the components of one matrix, best first, and what is known of each."""
    found = sorted(
        (n_above, members)
        for each in _components(costs[None])
        for n_above, members in zip(each.n_above.tolist(), each.members.tolist(), strict=True)
    )
    blocks = [members for _, members in found]
    return blocks, [_part(costs[np.ix_(block, block)]) for block in blocks]


def _part(costs: FloatArray) -> Part:
    if len(costs) == 1:
        return _ALONE
    return _part_kept(len(costs), np.ascontiguousarray(costs, dtype=np.float64).tobytes())


@lru_cache(maxsize=_PARTS_KEPT)
def _part_kept(m: int, costs: bytes) -> Part:
    """Solve a component once for all who ask: a method's ranks, its detail, and its equals."""
    matrix = np.frombuffer(costs).reshape(m, m)
    return optima_by_search(matrix) or optima_by_programmes(matrix)
