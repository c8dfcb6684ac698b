"""What majorities alone tell of how often each of two or three alternatives leads."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd

from mcda_ai.algorithms.entropy import entropy
from mcda_ai.algorithms.simplex_volumes import NotSettledError
from mcda_ai.algorithms.majority_indices import MajorityIndices, majority_indices
from mcda_ai.algorithms.majority_shares import majority_shares
from mcda_ai.messages.faults import ProblemError
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.majority_outcomes import MOST_ALTERNATIVES, majority_outcomes
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import WeightSpace


def majorities_decide(method: Method, evaluator: Evaluator) -> bool:
    """Tell whether who beats whom decides, among so few that their shares are known."""
    return method.by_majority and evaluator.view.n_alternatives <= MOST_ALTERNATIVES


def indices_by_majorities(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, weight_space: WeightSpace
) -> MajorityIndices | None:
    """Tell what can be told without a draw; None if shares of the weight space can only be drawn.

    Notes
    -----
    1. By how much one alternative beats another is linear in the weights.
    2. The shares of the majority relations follow, but for which way round a cycle goes.
    3. What follows from each is what the method makes of it.
    """
    try:
        corners, volumes = weight_space.simplex(problem)
    except ProblemError:
        weight_space.bound_to(problem)  # a fault of the space itself is told
        return None
    corners = corners[:, problem.scored]
    ahead = evaluator.view.ahead.astype(np.float64)
    margins = np.tensordot(corners, ahead - np.swapaxes(ahead, 1, 2), axes=1)  # 1
    try:
        shares = majority_shares(margins, 1.0, volumes)  # 2
    except NotSettledError:
        return None
    outcomes = majority_outcomes(method, evaluator.options, shares.beats)  # 3
    return majority_indices(shares, *outcomes, corners)
