"""Which shares of ranks are 0 or 1 for certain, whatever is drawn, by any method."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mcda_ai.algorithms.certain_shares import certain_pairs, certain_shares
from mcda_ai.algorithms.linear_programmes import AdmissibleWeights
from mcda_ai.algorithms.smaa_indices import Indices
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.foreign_code import is_our_own
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightSpace
from mcda_ai.weights.body import corner_points
from mcda_ai.weights.polytope import admissible_weights

_MOST_CRITERIA = 1_000
"""Conditions on so many weights take the square of that in numbers; of more all is drawn."""
_MOST_CORNERS = 300
"""Of a weight space, where they are listed: more take longer than the programmes they spare."""


def certain_ranks(
    problem: DecisionProblem,
    method: Method,
    evaluator: Evaluator,
    weight_space: WeightSpace,
    indices: Indices | None = None,
) -> BoolArray:
    """Tell which shares of ranks are 0 or 1, as draws show, whatever is drawn; shape (m, m).

    Parameters
    ----------
    indices : Indices, optional
        What was drawn, to look further into what is linear; without it the first column, of first
        ranks, says no more than pairs of alternatives tell.

    Notes
    -----
    1. Where there is one weighting, or all criteria say the same and copies of a criterion count
       as that one, nothing depends on the weights.
    2. A method that is linear: by the least and greatest differences of scores.
    3. Who beats every other one under every weighting leads alone by a method that puts such a
       winner first; whom every criterion ranks below one and the same other does not lead by a
       method that keeps to Pareto.
    """
    m = len(problem.alternatives)
    nothing = np.zeros((m, m), dtype=np.bool_)
    if evaluator.draws_numbers or evaluator.view.n_criteria > _MOST_CRITERIA:
        return nothing
    polytope = weight_space.constraints(problem)
    try:
        corners = corner_points(polytope, _MOST_CORNERS)
    except ProblemError:  # programmes have to do without
        corners = None
    axioms = _theorems(method, evaluator.options)
    alone = corners is not None and len(corners) == 1
    if alone or ("splitting a criterion" in axioms and _say_the_same(problem)):  # 1
        return ~nothing
    weight_set = admissible_weights(polytope, corners)
    if evaluator.criterion_scores is not None:  # 2
        return certain_shares(
            evaluator.criterion_scores,
            weight_set,
            evaluator.unit,
            nothing.astype(np.float64) if indices is None else indices.ahead,
            np.ones((m, m)) if indices is None else indices.rank_acceptability,
            weight_space.has_density,
        ).ranks
    ahead = problem.ahead.values[problem.scored]
    if "condorcet winner" in axioms:  # 3
        wins = _always_ahead(ahead, weight_set, weight_space.has_density)
        nothing[wins.all(axis=1)] = True
        nothing[:, 0] |= wins.all(axis=1).any()
    if "pareto" in axioms:
        nothing[:, 0] |= ahead.all(axis=0).any(axis=0)
    return nothing


def _theorems(method: Method, options: Mapping[str, str]) -> frozenset[str]:
    """Give the axioms that are known to hold, for a method with options.

    Of a method of somebody else they are not theorems, but what somebody states.
    """
    return method.claims(options).satisfies if is_our_own(method.function) else frozenset()


def _say_the_same(problem: DecisionProblem) -> bool:
    """Tell whether all criteria that count say the same of every pair."""
    tables = problem.preferences, problem.ahead, problem.comparable
    scored = (table.values[problem.scored] for table in tables)
    return all(bool((each == each[0]).all()) for each in scored)


def _always_ahead(ahead: BoolArray, weight_set: AdmissibleWeights, has_density: bool) -> BoolArray:
    """[i, j]: i beats j under every weighting, but for some with no share; or is j itself."""
    m = ahead.shape[1]
    one, other = np.triu_indices(m, 1)
    margins = ahead.astype(np.float64) - np.swapaxes(ahead, 1, 2)
    forms: FloatArray = margins[:, one, other].T
    return np.asarray(
        certain_pairs(forms, (one, other), m, weight_set, TIE_TOLERANCE, has_density).always
        | np.eye(m, dtype=np.bool_)
    )
