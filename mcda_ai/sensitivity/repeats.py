"""Criteria whose rankings are equal: who is preferred to whom, and which pairs are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mcda_ai.orders.partial_order import Order
from mcda_ai.orders.weak_order import IntArray, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.equal_rankings import rankings_said


@dataclass(frozen=True, eq=False)
class Repeats:
    """Which of the scored criteria have equal rankings."""

    group_of: IntArray
    part_of: IntArray
    """What keeps its total weight: the whole, or each layer."""

    @classmethod
    def of(cls, problem: DecisionProblem, scope: str) -> Repeats:
        """Compare preferences and compared pairs, over the problem or within its layers."""
        layer_of = np.unique(problem.layer_of[problem.scored], return_inverse=True)[1]
        part_of = layer_of if scope == "layer" else np.zeros_like(layer_of)
        said = list(zip(part_of.tolist(), rankings_said(problem).values(), strict=True))
        groups = {each: group for group, each in enumerate(dict.fromkeys(said))}
        return cls(np.array([groups[each] for each in said]), part_of)

    @classmethod
    def none(cls, problem: DecisionProblem) -> Repeats:
        """Take no two criteria for equal: ballots that are alike are voters who agree."""
        each = np.arange(int(problem.scored.sum()))
        return cls(each, np.zeros_like(each))

    @property
    def sizes(self) -> IntArray:
        """How many criteria say the same as each, with itself."""
        return np.asarray(np.bincount(self.group_of)[self.group_of])

    @property
    def n_alike(self) -> int:
        """How many criteria say the same as another."""
        return int((self.sizes > 1).sum())

    @property
    def first_alike(self) -> IntArray:
        """For each criterion the first one that says the same."""
        return np.asarray(np.unique(self.group_of, return_index=True)[1][self.group_of])

    @property
    def firsts(self) -> IntArray:
        """The first criterion of each group."""
        return np.unique(self.first_alike)


def ranking_on(problem: DecisionProblem, criterion: str) -> Order | None:
    """Give the order on a criterion: as it is stated, or as its levels or values make it.

    None where these are no ranking, as with a threshold or a level that is left open.
    """
    stated = problem.judgement(criterion).order
    if stated is not None:
        return stated
    k = problem.criterion_names.index(criterion)
    ranks = problem.ranks[k]
    is_ranked = ~np.isnan(ranks)
    compared = is_ranked[:, None] & is_ranked & ~np.eye(len(ranks), dtype=np.bool_)
    is_ranking = np.array_equal(problem.preferences.values[k], ranks[:, None] < ranks)
    if not is_ranking or not np.array_equal(problem.comparable.values[k], compared):
        return None
    return order_from_ranks(ranks, problem.alternative_names)
