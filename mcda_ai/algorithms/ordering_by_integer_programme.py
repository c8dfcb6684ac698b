"""Orders of least cost of one large set of alternatives, by integer programming."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array

from mcda_ai.algorithms.ordering_search import (
    MOST_ORDERS_LISTED,
    Order,
    Part,
    cost_of_order,
    improved,
    move_costs,
    moved,
)
from mcda_ai.algorithms.solver import INFEASIBLE, SOLVED, integer_programme
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray, IntArray

MOST_OPTIMA_ENUMERATED = 50
"""Beyond this nobody looks for further optima one by one."""
SECONDS_TO_PROVE = 30.0
SECONDS_FOR_TIES = 60.0

_LARGEST_MARGIN = 2.0**20
_BROKEN = 1e-6
_WHOLE = 1e-6
_MOST_ADDED = 1_000
_SLACK = 1e-9


class _Answer(NamedTuple):
    """What one integer programme gave."""

    order: Order | None
    bound: float
    """No order that it allows costs less."""
    decided: bool
    """Whether it ran to its end."""


def optima_by_programmes(costs: FloatArray) -> Part:
    """Find optimal orders of costs of shape (m, m), within limits of time."""
    return Search(costs).optima()


class Search:
    """Finds the optimal orders of one large component by one integer programme after another.

    HiGHS stops once its order is within 1e-6 of its bound. Margins are scaled so that the largest
    is 2^20, which makes that 1e-12 of it; its own tolerances are too coarse to tell a tie from a
    near tie, though. So all orders within a slack of 1e-9 of the largest margin are asked for, and
    their costs summed here.
    """

    def __init__(self, costs: FloatArray) -> None:
        """Look for one optimal order, of costs of shape (m, m), for `SECONDS_TO_PROVE` at most."""
        self.costs = costs
        self.m = len(costs)
        self.margins = costs.T - costs
        largest = float(np.abs(self.margins).max())
        self.unit = largest / _LARGEST_MARGIN or 1.0
        self.slack = max(_SLACK * largest, 2 * TIE_TOLERANCE)
        self.pairs = np.triu_indices(self.m, 1)
        self.column = np.zeros((self.m, self.m), dtype=np.intp)
        self.column[self.pairs] = np.arange(len(self.pairs[0]))
        self.triangles = np.zeros((self.m,) * 3, dtype=np.bool_)
        self.complete = False
        self.found: dict[Order, float] = {}
        proof = self._cheapest(SECONDS_TO_PROVE, cut=False)
        candidates = [improved(self.margins, tuple(range(self.m)))] + (
            [proof.order] if proof.order else []
        )
        self._keep(min(candidates, key=lambda order: cost_of_order(costs, order)))
        least = math.fsum(np.minimum(costs, costs.T)[self.pairs].tolist())
        refuted = proof.bound > self.optimum + self.slack / 100
        doubt = self.optimum - (least if refuted else max(proof.bound, least))
        self.doubt = doubt if doubt > self.slack / 100 else 0.0
        self.stop_at = time.monotonic() + SECONDS_FOR_TIES

    @property
    def optimum(self) -> float:
        """Cost of the best order found."""
        return min(self.found.values())

    @property
    def optimal(self) -> list[Order]:
        """The orders found that cost no more than the best of them."""
        most = self.optimum + TIE_TOLERANCE
        return sorted(order for order, cost in self.found.items() if cost <= most)

    def optima(self) -> Part:
        """Give the optimal orders, all of them if they are few."""
        gap = math.nan if self.doubt else self._enumerate()
        best = None if self.doubt else self._best_positions()
        orders = self.optimal
        return Part(
            orders=orders,
            cost=self.optimum,
            n_orders=len(orders),
            all_counted=self.complete,
            gap=gap,
            first=sorted({order[0] for order in orders}),
            last=sorted({order[-1] for order in orders}),
            best=best,
            doubt=self.doubt,
        )

    def _best_positions(self) -> IntArray | None:
        """Give the best position of each member over all optimal orders, if there is time."""
        ruled_out = np.zeros(self.m, dtype=np.intp)  # nobody optimal stands here or higher
        while True:
            best = np.argsort(self.optimal, axis=1).min(axis=0) + 1
            open_cases = np.flatnonzero(best - 1 > ruled_out)
            if self.complete or not len(open_cases):
                return np.asarray(best)
            who = int(open_cases[0])
            highest = int(best[who]) - 1
            enough = self.optimum + self.slack
            answer = self._cheapest(self._seconds_left(), who=who, lowest=highest, enough=enough)
            if answer.bound > self.optimum + self.slack:
                ruled_out[who] = highest
            elif answer.order is None or not answer.decided:
                return None
            else:
                self._keep(answer.order)

    def _enumerate(self) -> float:
        """Keep optimal orders until there are no more, or many; give the gap to the next best."""
        while len(self.found) < MOST_OPTIMA_ENUMERATED:
            answer = self._cheapest(self._seconds_left())
            if answer.bound > self.optimum + self.slack:
                self.complete = True
                return self._gap_to(answer)
            if answer.order is None or not answer.decided:
                break
            self._keep(answer.order)
        return math.nan

    def _gap_to(self, best_of_rest: _Answer) -> float:
        dearer = [cost for cost in self.found.values() if cost > self.optimum + TIE_TOLERANCE]
        if best_of_rest.order is not None:
            dearer.append(cost_of_order(self.costs, best_of_rest.order))
        least = min(dearer, default=math.inf)
        known = best_of_rest.decided or least <= best_of_rest.bound
        return least - self.optimum if known else math.nan

    def _keep(self, order: Order) -> None:
        """Keep an order, and if none is better those reached from it by moves that cost nothing."""
        self.found[order] = cost_of_order(self.costs, order)
        unfollowed = [order] if order in self.optimal else []
        while unfollowed:
            order = unfollowed.pop()
            free = np.abs(move_costs(self.margins, order)) <= TIE_TOLERANCE
            for start, end in np.argwhere(free).tolist():
                other = moved(order, start, end)
                if len(self.found) >= MOST_ORDERS_LISTED:
                    return
                if other not in self.found:
                    self.found[other] = cost_of_order(self.costs, other)
                    unfollowed.append(other)

    def _seconds_left(self) -> float:
        return min(SECONDS_TO_PROVE, self.stop_at - time.monotonic())

    def _cheapest(
        self,
        seconds: float,
        *,
        cut: bool = True,
        who: int | None = None,
        lowest: int = 0,
        enough: float = math.inf,
    ) -> _Answer:
        """Find the cheapest order not kept yet, among those with `who` at `lowest` or higher.

        Unless all of them are seen to cost more than is `enough`.
        """
        if seconds <= 0:
            return _Answer(None, -math.inf, decided=False)
        rows = self._rows_against_kept(who, lowest) if cut else []
        if who is not None:
            above = ((other, who) for other in range(self.m) if other != who)
            rows.append(self._at_most(above, lowest - 1))
        status, x, bound = self._solved(rows, time.monotonic() + seconds, enough)
        if status == INFEASIBLE:
            return _Answer(None, math.inf, decided=True)
        order = self._order(x)
        if order is not None:
            bound = min(bound, cost_of_order(self.costs, order))
        fresh = order is not None and not (cut and order in self.found)
        return _Answer(order, bound, decided=status == SOLVED and fresh)

    def _solved(
        self, rows: list[LinearConstraint], stop_at: float, enough: float
    ) -> tuple[int, FloatArray | None, float]:
        """Solve with the triangles that matter; give status, answer, and what no order is below.

        A triangle i, j, k asks that x[i, j] + x[j, k] - x[i, k] is 0 or 1, as it is in an order.
        Few of them bind, and those that an answer breaks are asked for from then on, by all
        programmes to come. The linear relaxation finds nearly all of them, in little time, and
        mostly has a whole answer (Grötschel, Jünger and Reinelt 1984).
        """
        none_above = math.fsum(self.costs.T[self.pairs].tolist())
        bound = -math.inf
        for whole in (False, True):
            while True:
                result = integer_programme(
                    -self.margins[self.pairs] / self.unit,
                    integrality=np.full(len(self.pairs[0]), int(whole)),
                    bounds=Bounds(0, 1),
                    constraints=[*self._asked(), *rows],
                    options={"mip_rel_gap": 0, "time_limit": max(stop_at - time.monotonic(), 0.0)},
                )
                told = result.mip_dual_bound if whole else result.fun
                if told is not None and (whole or result.status == SOLVED):
                    bound = max(bound, none_above + self.unit * float(told))
                if result.status != SOLVED:
                    return result.status, result.x if whole else None, bound
                if bound > enough:
                    return SOLVED, None, bound
                if not self._add_broken(result.x):
                    break
            if np.abs(result.x - np.round(result.x)).max() < _WHOLE:
                break
        return SOLVED, result.x, bound

    def _asked(self) -> list[LinearConstraint]:
        """Give the triangles asked for so far."""
        i, j, k = np.nonzero(self.triangles)
        if not len(i):
            return []
        columns = np.stack([self.column[i, j], self.column[j, k], self.column[i, k]], axis=1)
        columns = columns.astype(np.int32)  # the only indices that HiGHS takes in SciPy < 1.15
        values = np.tile([1.0, 1.0, -1.0], len(columns))
        starts = 3 * np.arange(len(columns) + 1, dtype=np.int32)
        shape = (len(columns), len(self.pairs[0]))
        return [LinearConstraint(csr_array((values, columns.ravel(), starts), shape=shape), 0, 1)]

    def _add_broken(self, x: FloatArray) -> bool:
        """Ask for the triangles that an answer breaks, the worst first; tell whether there are."""
        above = np.zeros((self.m, self.m))
        above[self.pairs] = x
        around = above[:, :, None] + above[None] - above[:, None, :]
        broken = np.maximum(around - 1, -around)
        i, j, k = np.ogrid[: self.m, : self.m, : self.m]
        broken[~((i < j) & (j < k)) | self.triangles] = 0
        worst = np.sort(broken, axis=None)[-min(_MOST_ADDED, broken.size)]
        added = broken > max(_BROKEN, worst - _BROKEN)
        self.triangles |= added
        return bool(added.any())

    def _rows_against_kept(self, who: int | None, lowest: int) -> list[LinearConstraint]:
        """Rule out each order kept, as far as it has `who` at `lowest` or higher.

        An order that puts every neighbour of a kept order below the same neighbour is that order.
        """
        return [
            self._at_most(pairwise(order), self.m - 2)
            for order in self.found
            if who is None or order.index(who) < lowest
        ]

    def _order(self, x: FloatArray | None) -> Order | None:
        """Read a solution; None if there is none, or it is no strict order."""
        if x is None:
            return None
        above = np.zeros((self.m, self.m))
        above[self.pairs] = np.round(x)
        above.T[self.pairs] = 1 - above[self.pairs]
        n_below = above.sum(axis=1)
        order = np.argsort(-n_below)
        strict = (n_below[order] == np.arange(self.m)[::-1]).all()
        return tuple(order.tolist()) if strict else None

    def _at_most(self, above: Iterable[tuple[int, int]], most: int) -> LinearConstraint:
        """Ask that at most so many of these pairs (i, j) have i above j."""
        row = np.zeros(len(self.pairs[0]))
        limit = float(most)
        for i, j in above:
            row[self.column[min(i, j), max(i, j)]] = 1 if i < j else -1
            limit -= i > j
        return LinearConstraint(csr_array(row[None]), -math.inf, limit)
