"""A robustness analysis without draws: where every share, or every pair, is known exactly."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

import numpy as np
import pandas as pd

from mcda_ai.algorithms import exact_orders
from mcda_ai.algorithms.simplex_volumes import Volumes
from mcda_ai.algorithms.smaa_indices import Indices, mean_rank
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_labels import first_at_central_weights, labelled, provenance_of
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import WeightSpace

MOST_ALTERNATIVES_EXACT = 3

_EVERYTHING = (
    "rank_acceptability",
    "pairwise_winning",
    "relations",
    "central_weights",
    "confidence_factors",
    "cross_confidence",
    "expected_rank",
    "leader_sets",
    "order_shares",
    "entropy",
)

_fault = faults_of("sensitivity")


class ExactSimplex(NamedTuple):
    """What a linear method makes of a weight space whose shares can be exact."""

    corners: FloatArray
    """Weights of the scored criteria, shape (n_corners, n_scored)."""
    scores: FloatArray
    """Of the alternatives at the corners, shape (n_corners, n_alternatives)."""
    unit: float
    volumes: Volumes


def exact_simplex(
    problem: DecisionProblem, evaluator: Evaluator, weight_space: WeightSpace
) -> ExactSimplex | None:
    """Give the scores at the corners, if the method is linear and the space known exactly."""
    if evaluator.criterion_scores is None:
        return None
    try:
        corners, volumes = weight_space.simplex(problem)
    except ProblemError:
        weight_space.bound_to(problem)  # a fault of the space itself is told
        return None
    corners = corners[:, problem.scored]
    return ExactSimplex(corners, corners @ evaluator.criterion_scores, evaluator.unit, volumes)


def exactness_refused(
    problem: DecisionProblem, evaluator: Evaluator, simplex: ExactSimplex | None
) -> Fault | None:
    """Say why not every figure is exact, if so."""
    if evaluator.criterion_scores is None:
        return _fault("not linear with these options", method=evaluator.name)
    if simplex is None:
        return _fault("no simplex")
    n = len(problem.alternatives)
    if n > MOST_ALTERNATIVES_EXACT:
        return _fault("too many to be exact", n=n, most=MOST_ALTERNATIVES_EXACT)
    return None


def exact_robustness(
    problem: DecisionProblem, evaluator: Evaluator, weight_space: WeightSpace, simplex: ExactSimplex
) -> Robustness:
    """Give every index of at most three alternatives exactly."""
    corners, scores, unit, volumes = simplex
    # The means first: they take the most, and what follows is a part of them.
    central_weights = exact_orders.mean_weights_where_first(scores, corners, unit, volumes)
    winning = exact_orders.pairwise_winning(scores, unit, volumes)
    indices = Indices(
        rank_acceptability=exact_orders.rank_acceptability(scores, unit, volumes),
        ahead=winning,
        tied=_tied(winning),
        central_weights=central_weights,
        orders=exact_orders.order_probabilities(scores, unit, volumes),
        central_weights_error=np.zeros_like(central_weights),
        size=0,
    )
    provenance = provenance_of(problem, evaluator, weight_space, 0, None)
    first = first_at_central_weights(evaluator, indices.central_weights, None)
    nothing = np.zeros_like(winning, dtype=np.bool_)
    found = labelled(problem, indices, first, provenance, indices.bounds(nothing))
    return replace(found, exact=True, exact_fields=_EVERYTHING)


def _tied(winning: FloatArray) -> FloatArray:
    """Share in which a pair is tied: all, if neither is ever ahead, or none."""
    return np.asarray((winning == 0) & (winning.T == 0), dtype=np.float64)


def with_exact_winning(found: Robustness, simplex: ExactSimplex) -> Robustness:
    """Put exact pairwise winning, and the mean ranks that it gives, in the place of counts."""
    names = list(found.pairwise_winning.index)
    winning = exact_orders.pairwise_winning(simplex.scores, simplex.unit, simplex.volumes)
    tied = _tied(winning)
    relations = found.relations.copy()
    for (i, first), (j, second) in permutations(enumerate(names), 2):
        relations.loc[(first, second)] = [
            winning[i, j], winning[j, i], tied[i, j], 0.0]  # fmt: skip
    return replace(
        found,
        pairwise_winning=pd.DataFrame(winning, names, names),
        relations=relations,
        expected_rank=pd.Series(mean_rank(winning), index=names),
        standard_error=replace(
            found.standard_error,
            pairwise_winning=pd.DataFrame(0.0, names, names),
            expected_rank=pd.Series(0.0, index=names),
        ),
        exact_fields=("pairwise_winning", "relations", "expected_rank"),
    )
