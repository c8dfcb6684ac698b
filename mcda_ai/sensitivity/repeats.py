"""Criteria whose rankings are equal: who is preferred to whom, and which pairs are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from mcda_ai.orders.partial_order import Order
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, WeakOrder
from mcda_ai.problem.decision_problem import DecisionProblem


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
        tables = [problem.preferences.values, problem.ahead.values, problem.comparable.values]
        said = [
            (part, *(_digest(table[criterion]) for table in tables))
            for part, criterion in zip(part_of, np.flatnonzero(problem.scored), strict=True)
        ]
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


def order_said_by(problem: DecisionProblem, criteria: Sequence[str]) -> Order | None:
    """Give the order of criteria that say the same: as one of them ranks, else by their values.

    None where differences between values count by their size, which no order tells.
    """
    for name in criteria:
        if (order := problem.judgement(name).order) is not None:
            return order
    place = problem.criterion_names.index(criteria[0])
    if not np.array_equal(problem.ahead.values[place], problem.preferences.values[place]):
        return None
    ranks = dict(zip(problem.alternative_names, problem.ranks[place].tolist(), strict=True))
    return WeakOrder.from_ranks({name: rank for name, rank in ranks.items() if rank == rank})


def _digest(table: FloatArray | BoolArray) -> bytes:
    """Stand for a table: those of many options and criteria are too large to lie side by side."""
    return sha256((table + 0.0).tobytes()).digest()  # in which 0 is written as -0 is
