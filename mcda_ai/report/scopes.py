"""The sets of criteria that the report answers for: all, and all but the preconditions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mcda_ai import weights
from mcda_ai.messages.claims import Claim
from mcda_ai.methods.ranking import Ranking
from mcda_ai.orders.weak_order import BoolArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.sensitivity.stability_result import Stability


@dataclass(frozen=True, eq=False)
class Scope:
    """The answer for one set of criteria: all of them, or all but the preconditions.

    Attributes
    ----------
    problem : DecisionProblem
    rankings : dict of (method name, weights) to Ranking
    robustness : dict of (method name, weight space name) to Robustness
    stability : Stability
        Of Borda, under the weights that `Answer.weights` names.
    """

    problem: DecisionProblem
    rankings: dict[tuple[str, str], Ranking]
    robustness: dict[tuple[str, str], Robustness]
    stability: Stability

    @cached_property
    def findings(self) -> tuple[Claim, ...]:
        """What is said of its stability: several parts of the report tell some of it."""
        return self.stability.findings

    @property
    def weighs_preconditions(self) -> bool:
        """Whether a precondition is scored, so that it counts in the figures."""
        return bool((self.problem.scored & of_preconditions(self.problem)).any())

    def in_space(self, space: str) -> list[Robustness]:
        """Give the results of all methods for one weight space."""
        return [result for (_, name), result in self.robustness.items() if name == space]


def without_preconditions(problem: DecisionProblem) -> list[DecisionProblem]:
    """Give the problem without its preconditions, if it has any and something else counts."""
    is_precondition = problem.scored & of_preconditions(problem)
    counts = problem.scored & ~is_precondition
    if problem.own_weights is not None:  # which may leave nothing to the others
        counts &= weights.resolve(None, problem) > 0
    if not is_precondition.any() or not counts.any():
        return []
    return [problem.without_preconditions()]


def of_preconditions(problem: DecisionProblem) -> BoolArray:
    """Tell of each criterion whether it is in a layer of preconditions."""
    roles = np.array([layer.role for layer in problem.layers])[problem.layer_of]
    return np.asarray(roles == "precondition", dtype=np.bool_)
