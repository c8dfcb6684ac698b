"""Orders that may be true of judgements, and how a method ranks by them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.algorithms.mallows import MOST_LISTED, OrderInList, StatedOrder
from mcda_ai.algorithms.mallows_by_ties import MOST_OPTIONS, MOST_STEPS, OrderByTies, n_steps
from mcda_ai.messages.faults import ProblemError, faults_of, raise_any
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    ranks_from_scores,
)
from mcda_ai.problem.construction import from_rankings
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights.names import scored_names

_MOST_ORDERS = 20_000
_SURE_TO_DO = 12
"""Of so many options any order can be drawn."""

Drawn: TypeAlias = FloatArray | IntArray
"""Of a judgement, by draw: the scores that its true order gives; or which order that is."""

_fault = faults_of("sensitivity")


class TrueOrders(ABC):
    """Orders that may be true of judgements, and the method at work on them.

    Attributes
    ----------
    evaluator : Evaluator
        Of a problem that has true orders as its criteria.
    judgements : sequence of StatedOrder
    """

    evaluator: Evaluator
    judgements: Sequence[StatedOrder]

    @abstractmethod
    def draw(self, k: int, theta: float, generator: np.random.Generator, size: int) -> Drawn:
        """Draw what is true of a judgement, so many times."""

    @abstractmethod
    def stated(self, k: int) -> Drawn:
        """Give what was stated, as one draw."""

    @property
    def numbers_at_a_time(self) -> int:
        """How many numbers each draw takes, about."""
        if self.evaluator.criterion_scores is None:
            return self.evaluator.view.n_criteria
        return len(self.judgements) * self.evaluator.view.n_alternatives

    def ranks(self, drawn: Sequence[Drawn], weights: FloatArray) -> IntArray:
        """Rank the alternatives by what is true of each judgement.

        Parameters
        ----------
        drawn : sequence of arrays, each of n_draws or of one
        weights : array of shape (n_draws or 1, n_judgements)
        """
        size, evaluator = max(len(weights), *map(len, drawn)), self.evaluator
        judged = zip(drawn, weights.T, strict=True)
        if evaluator.criterion_scores is not None:
            scores = np.zeros((size, evaluator.view.n_alternatives))
            for of_each, weight in judged:
                scores += weight[:, None] * of_each
            return ranks_from_scores(scores, evaluator.unit)
        # Each true order weighs what the judgements weigh of which it is true.
        weighed, rows = np.zeros((size, evaluator.view.n_criteria)), np.arange(size)
        for order, weight in judged:
            weighed[rows, order] += weight
        return evaluator.ranks(weighed)

    def check_scores(self, evaluator: Evaluator, method: str) -> None:
        """Refuse a method that takes more of a judgement than its order."""
        if evaluator.criterion_scores is None or self.evaluator.criterion_scores is None:
            return
        stated = np.vstack([self.stated(k) for k in range(len(self.judgements))])
        if np.abs(stated - evaluator.criterion_scores).max() > TIE_TOLERANCE * evaluator.unit:
            raise ProblemError(_fault("more than orders", method=method))


@dataclass(frozen=True, eq=False)
class ListedOrders(TrueOrders):
    """Every order that may be true of any judgement."""

    evaluator: Evaluator
    judgements: Sequence[OrderInList]
    columns: Sequence[IntArray]
    """Of each judgement: where its orders stand among the criteria, the stated one first."""

    @classmethod
    def of(
        cls, problem: DecisionProblem, method: Method, options: Mapping[str, str] | None
    ) -> ListedOrders:
        """List all orders of the options that a judgement ranks, once for all that rank these."""
        ranks = scored_ranks(problem)
        starts: dict[tuple[bool, ...], int] = {}
        rows: list[FloatArray] = []
        judgements, columns = [], []
        for row, ranked in zip(ranks, ~np.isnan(ranks), strict=True):
            if tuple(ranked) not in starts:
                starts[tuple(ranked)] = len(rows)
                rows += rows_of_orders(ranked, weak_orders(int(ranked.sum())))
            judgements.append(OrderInList.of(row[ranked]))
            columns.append(starts[tuple(ranked)] + judgements[-1].places)
        return cls(on_orders(problem, method, options, rows), judgements, columns)

    def draw(self, k: int, theta: float, generator: np.random.Generator, size: int) -> Drawn:
        """Draw what is true of a judgement: see `TrueOrders`."""
        return self._of(self.columns[k][self.judgements[k].draw(theta, generator, size)])

    def stated(self, k: int) -> Drawn:
        """Give what was stated: see `TrueOrders`."""
        return self._of(self.columns[k][:1])

    def _of(self, orders: IntArray) -> Drawn:
        scores = self.evaluator.criterion_scores
        return orders if scores is None else scores[orders]


@dataclass(frozen=True, eq=False)
class OrdersByPlace(TrueOrders):
    """Places that options have in true orders, for methods whose scores follow from these alone."""

    evaluator: Evaluator
    judgements: Sequence[OrderByTies]
    is_ranked: BoolArray
    scores: Mapping[int, FloatArray]
    """By how many options are ranked: the score of one with so many above and so many level with
    it; of one that is not ranked where none is level."""

    @classmethod
    def of(
        cls, problem: DecisionProblem, method: Method, options: Mapping[str, str] | None
    ) -> OrdersByPlace:
        """Ask the method what each place gives, in two orders each that differ in the rest."""
        ranks = scored_ranks(problem)
        is_ranked = ~np.isnan(ranks)
        numbers = np.unique(is_ranked.sum(axis=1)).tolist()
        places = [(n, above, level) for n in numbers for above in range(n)
                  for level in range(1, n - above + 1)]  # fmt: skip
        first = [np.arange(is_ranked.shape[1]) < n for n, _, _ in places]
        orders = [rows for place, ranked in zip(places, first, strict=True)
                  for rows in rows_of_orders(ranked, _apart_and_tied(*place))]  # fmt: skip
        evaluator = on_orders(problem, method, options, orders)
        of_order = evaluator.linear_scores.reshape(len(places), 2, -1)
        tables = {n: np.zeros((n + 1, n + 1)) for n in numbers}
        for (n, above, level), (one, other) in zip(places, of_order, strict=True):
            if abs(one[above] - other[above]) > TIE_TOLERANCE * evaluator.unit:
                raise ProblemError(_fault("more than places", method=method.name))
            tables[n][above, level] = one[above]
            tables[n][:, 0] = one[-1]
        judgements = [OrderByTies.of(row[~np.isnan(row)]) for row in ranks]
        return cls(evaluator, judgements, is_ranked, tables)

    def draw(self, k: int, theta: float, generator: np.random.Generator, size: int) -> Drawn:
        """Draw what is true of a judgement: see `TrueOrders`."""
        return self._of(k, self.judgements[k].draw(theta, generator, size))

    def stated(self, k: int) -> Drawn:
        """Give what was stated: see `TrueOrders`."""
        return self._of(k, self.judgements[k].stated[None])

    def _of(self, k: int, places: IntArray) -> FloatArray:
        table = self.scores[places.shape[1]]
        scores = np.full((len(places), self.is_ranked.shape[1]), table[0, 0])
        scores[:, self.is_ranked[k]] = table[places[..., 0], places[..., 1]]
        return scores


def true_orders_of(
    problem: DecisionProblem, method: Method, options: Mapping[str, str] | None, *, linear: bool
) -> TrueOrders:
    """List the orders that may be true, or look at places where these are too many.

    Raises
    ------
    ProblemError
        If judgements are no rankings, or too long.
    """
    ranks, names = scored_ranks(problem), scored_names(problem)
    by_rank = ranks[:, :, None] < ranks[:, None, :]
    told = problem.preferences.values[problem.scored]
    odd = [name for name, same in zip(names, (told == by_rank).all(axis=(1, 2)), strict=True)
           if not same]  # fmt: skip
    raise_any([_fault("no rankings", criteria=tuple(odd))] if odd else [])
    is_ranked = ~np.isnan(ranks)
    counts, ranked_once = is_ranked.sum(axis=1), np.unique(is_ranked, axis=0).sum(axis=1)
    if counts.max() <= MOST_LISTED:
        n_orders = sum(len(weak_orders(n)) for n in ranked_once.tolist())
        if n_orders <= _MOST_ORDERS or not linear:
            return ListedOrders.of(problem, method, options)
    long = [name for name, n in zip(names, counts, strict=True) if n > MOST_LISTED]
    if not linear:
        raise ProblemError(_fault("long rankings", criteria=tuple(long), most=MOST_LISTED))
    longest = [name for name, row, n in zip(names, ranks, counts, strict=True)
               if n > MOST_OPTIONS or n_steps(row[~np.isnan(row)]) > MOST_STEPS]  # fmt: skip
    if longest:
        raise ProblemError(_fault("longest rankings", criteria=tuple(longest), most=_SURE_TO_DO))
    return OrdersByPlace.of(problem, method, options)


def scored_ranks(problem: DecisionProblem) -> FloatArray:
    """Give the ranks on the scored criteria."""
    return np.asarray(problem.ranks, dtype=np.float64)[problem.scored]


def rows_of_orders(ranked: BoolArray, orders: IntArray) -> list[FloatArray]:
    """Give ranks of all alternatives, NaN where not ranked."""
    rows = np.full((len(orders), len(ranked)), np.nan)
    rows[:, ranked] = orders + 1
    return list(rows)


def _apart_and_tied(n: int, above: int, level: int) -> IntArray:
    """Give two orders in which those from place `above` on are level: others apart, and tied."""
    place = np.arange(n)
    apart = np.where(place < above, place, np.maximum(above, place - level + 1))
    tied = np.where(place < above, 0, np.where(place < above + level, 1, 2))
    return np.array([apart, tied])


def on_orders(
    problem: DecisionProblem,
    method: Method,
    options: Mapping[str, str] | None,
    rows: Sequence[FloatArray],
) -> Evaluator:
    """Put a method to work on orders, each a criterion."""
    names = list(problem.alternative_names)
    table = pd.DataFrame(np.array(rows), [str(k) for k in range(len(rows))], names)
    return method.on(from_rankings(table, alternatives=names), options)
