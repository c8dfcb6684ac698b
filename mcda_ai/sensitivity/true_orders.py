"""How likely each alternative is first, where what is true of judgements is drawn or added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from mcda_ai.algorithms.all_orders import weak_orders
from mcda_ai.algorithms.mallows import StatedOrder
from mcda_ai.algorithms.sums_on_a_grid import MOST_POINTS, on_a_grid, sum_distribution
from mcda_ai.messages.faults import ProblemError, faults_of
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

_MOST_EXACT = 3
_AT_ONCE = 2**22  # numbers

_fault = faults_of("sensitivity")


def scored_ranks(problem: DecisionProblem) -> FloatArray:
    """Give the ranks on the scored criteria."""
    return np.asarray(problem.ranks, dtype=np.float64)[problem.scored]


class TrueOrders(NamedTuple):
    """Every order that may be true of any judgement, as criteria of one problem."""

    evaluator: Evaluator
    judgements: Sequence[StatedOrder]
    columns: Sequence[IntArray]
    """Of each judgement: where its orders stand among these criteria, the stated one first."""

    @classmethod
    def of(
        cls,
        problem: DecisionProblem,
        method: Method,
        options: Mapping[str, str] | None,
        judgements: Sequence[StatedOrder],
    ) -> TrueOrders:
        """List all orders of the options that a judgement ranks, once for all that rank these."""
        names = np.array(problem.alternative_names)
        is_ranked = ~np.isnan(scored_ranks(problem))
        starts: dict[tuple[bool, ...], int] = {}
        rankings: dict[str, dict[str, int]] = {}
        columns = []
        for ranked, judgement in zip(is_ranked, judgements, strict=True):
            if tuple(ranked) not in starts:
                starts[tuple(ranked)] = len(rankings)
                for order in weak_orders(int(ranked.sum())).tolist():
                    levels = (level + 1 for level in order)
                    pairs = zip(names[ranked].tolist(), levels, strict=True)
                    rankings[str(len(rankings))] = dict(pairs)
            columns.append(starts[tuple(ranked)] + judgement.places)
        orders = from_rankings(rankings, alternatives=list(names))
        return cls(method.on(orders, options), judgements, columns)

    def check_scores(self, evaluator: Evaluator, method: str) -> None:
        """Refuse a method that takes more of a judgement than its order."""
        if evaluator.criterion_scores is None or self.evaluator.criterion_scores is None:
            return
        stated = self.evaluator.criterion_scores[[column[0] for column in self.columns]]
        if np.abs(stated - evaluator.criterion_scores).max() > TIE_TOLERANCE * evaluator.unit:
            raise ProblemError(_fault("more than orders", method=method))

    def ranks(self, states: IntArray, weights: FloatArray) -> IntArray:
        """Rank the alternatives by what is true of each judgement.

        Parameters
        ----------
        states : array of int, shape (n_draws, n_judgements)
        weights : array of shape (n_judgements,) or (n_draws, n_judgements)
        """
        evaluator, rows = self.evaluator, np.arange(len(states))
        judged = list(zip(self.columns, weights.T, states.T, strict=True))
        if (of_order := evaluator.criterion_scores) is not None:
            scores = np.zeros((len(states), evaluator.view.n_alternatives))
            for column, weight, state in judged:
                scores += np.reshape(weight, (-1, 1)) * of_order[column[state]]
            return ranks_from_scores(scores, evaluator.unit)
        # Each true order weighs what the judgements weigh of which it is true.
        weighed = np.zeros((len(states), evaluator.view.n_criteria))
        for column, weight, state in judged:
            weighed[rows, column[state]] += weight
        return evaluator.ranks(weighed)


class Firsts(NamedTuple):
    """How likely it is to be first.

    Attributes
    ----------
    alone, level : arrays of shape (m,)
        Each alternative alone, and alone or level with others.
    stays : array of shape (2,)
        One of those who lead as the judgements stand, under the same weights: alone, and at all.
    """

    alone: FloatArray
    level: FloatArray
    stays: FloatArray


@dataclass(frozen=True, eq=False)
class ErringTogether:
    """Judgements of which those with the same source are right or wrong together.

    Attributes
    ----------
    orders : TrueOrders
    weights : array of shape (n_judgements,) or (n_draws, n_judgements)
        Fixed ones, or of each draw its own.
    leads : array of bool, shape (m,) or (n_draws, m)
        Who leads under these weights as the judgements stand.
    source : array of int, shape (n_judgements,)
        Of each judgement the first with which it is right or wrong.
    n_draws, seed : int
    """

    orders: TrueOrders
    weights: FloatArray
    leads: BoolArray
    source: IntArray
    n_draws: int
    seed: int

    @property
    def is_exact(self) -> bool:
        """Whether nothing is drawn."""
        return self._grid is not None

    def firsts(self, thetas: Sequence[float], right: int | None = None) -> Firsts:
        """Find how likely it is to be first, with errors so large.

        Parameters
        ----------
        thetas : sequence of float
            Of each judgement, see `mcda_ai.algorithms.mallows`; those that are right or wrong
            together are so as the least sure of them.
        right : int, optional
            A source whose judgements are all right.
        """
        least = [np.min(np.array(thetas)[self.source == k]) for k in self.source]
        judged = zip(self.orders.judgements, least, self.source, strict=True)
        chances = [
            judgement.chances(theta) if source != right else np.eye(1, judgement.n_orders).ravel()
            for judgement, theta, source in judged
        ]
        return self._counted(chances) if self._grid is None else self._summed(chances)

    # --- exactly

    @cached_property
    def _grid(self) -> list[IntArray] | None:
        """What each order adds to the lead of the first alternative over each, by source."""
        scores = self.orders.evaluator.criterion_scores
        if scores is None or scores.shape[1] > _MOST_EXACT or self.weights.ndim > 1:
            return None
        leads = scores[:, [0]] - scores
        parts = on_a_grid([self.weights[self.source == k].sum() * leads[self.orders.columns[k]]
                           for k in self._sources])  # fmt: skip
        if parts is None:
            return None
        n_points = np.prod(1.0 + sum(np.ptp(each, axis=0) for each in parts))
        return parts if n_points <= MOST_POINTS else None

    @cached_property
    def _sources(self) -> list[int]:
        return sorted(set(self.source.tolist()))

    def _summed(self, chances: Sequence[FloatArray]) -> Firsts:
        """Add up what each judgement gives to the leads, of up to three alternatives."""
        found = sum_distribution(self._grid or (), [chances[k] for k in self._sources])
        assert found is not None  # the grid is small enough
        shares, lowest = found
        behind = np.moveaxis(np.indices(shares.shape), 0, -1) + lowest
        first, shares = behind == behind.min(axis=-1, keepdims=True), shares[..., None]
        alone = first & (first.sum(axis=-1, keepdims=True) == 1)
        n_axes = tuple(range(shares.ndim - 1))
        of_each = [(shares * each).sum(axis=n_axes) for each in (alone, first)]
        stays = [shares[(each & self.leads).any(axis=-1)].sum() for each in (alone, first)]
        return Firsts(of_each[0], of_each[1], np.array(stays))

    # --- by draws

    def _counted(self, chances: Sequence[FloatArray]) -> Firsts:
        """Count over draws: the same for every error, for both ways to err, and where one is right.

        So a judgement that is right is drawn as often as any, however seldom it is.
        """
        evaluator, n = self.orders.evaluator, len(self.source)
        ends = [np.cumsum(each)[:-1] for each in chances]
        generator = np.random.default_rng(self.seed)
        block = max(1, _AT_ONCE // max(evaluator.view.n_criteria, n))
        totals = np.zeros((2, evaluator.view.n_alternatives))
        stays = np.zeros(2)
        for start in range(0, self.n_draws, block):
            some = slice(start, min(start + block, self.n_draws))
            drawn = generator.random((some.stop - start, n))[:, self.source]
            states = np.column_stack([np.searchsorted(end, u, side="right")
                                      for end, u in zip(ends, drawn.T, strict=True)])  # fmt: skip
            weights = self.weights[some] if self.weights.ndim > 1 else self.weights
            leads = self.leads[some] if self.leads.ndim > 1 else self.leads
            first = self.orders.ranks(states, weights) == 1
            alone = first & (first.sum(axis=1, keepdims=True) == 1)
            totals += np.stack([alone.sum(axis=0), first.sum(axis=0)])
            stays += [(each & leads).any(axis=1).sum() for each in (alone, first)]
        return Firsts(totals[0] / self.n_draws, totals[1] / self.n_draws, stays / self.n_draws)
