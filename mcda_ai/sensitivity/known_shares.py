"""What is known of shares of a linear method without draws: exactly, or between what they lie.

Up to three alternatives that are not always level with one another everything is exact; see
`mcda_ai.sensitivity.smaa`. Of more, of weights that are flat: all shares of ranks of four; first
places of any number by few criteria; and bounds of other first places.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

import numpy as np
import pandas as pd

from mcda_ai.algorithms.certified_shares import certified_first_shares
from mcda_ai.algorithms.cut_simplices import probability_all_positive
from mcda_ai.algorithms.entropy import entropy
from mcda_ai.algorithms.exact_orders import (
    always_level,
    always_tied,
    differences,
    pairwise_winning,
)
from mcda_ai.algorithms.four_alternatives import rank_acceptability_of_four
from mcda_ai.algorithms.shares import neither_all_nor_nothing, rows_made_whole
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, NotSettledError, Volumes
from mcda_ai.algorithms.smaa_indices import mean_rank
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.orders.weak_order import FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.smaa_result import Robustness
from mcda_ai.weights import WeightSpace

MOST_ALTERNATIVES_EXACT = 3
MOST_CRITERIA_EXACT = 300
"""The time for exact shares grows with the third power of these: 300 take a second or two."""
MOST_PAIRS_EXACT = 200_000
"""Pairs of alternatives times criteria: so many take a second or two."""
_FOUR = 4

_fault = faults_of("sensitivity")


class Simplex(NamedTuple):
    """What a linear method makes of a weight space whose shares are known exactly."""

    corners: FloatArray
    """Weights of the scored criteria, shape (n_corners, n_scored)."""
    scores: FloatArray
    """Of the alternatives at the corners, shape (n_corners, n_alternatives)."""
    unit: float
    volumes: Volumes

    @property
    def n_apart(self) -> int:
        """Number of alternatives, but for those that are always level with another."""
        return len(set(always_tied(differences(self.scores, self.unit))))


def simplex_of(
    problem: DecisionProblem, evaluator: Evaluator, weight_space: WeightSpace
) -> Simplex | None:
    """Give the scores at the corners, if the method is linear and the space known exactly.

    None too if there are more criteria than figures can be exact for.
    """
    if evaluator.criterion_scores is None or evaluator.view.n_criteria > MOST_CRITERIA_EXACT:
        return None
    if _has_many_pairs(evaluator):
        return None
    try:
        corners, volumes = weight_space.simplex(problem)
    except ProblemError:
        weight_space.bound_to(problem)  # a fault of the space itself is told
        return None
    corners = corners[:, problem.scored]
    return Simplex(corners, corners @ evaluator.criterion_scores, evaluator.unit, volumes)


def exactness_refused(
    problem: DecisionProblem, evaluator: Evaluator, simplex: Simplex | None
) -> Fault | None:
    """Say why not every figure is exact, if so."""
    if evaluator.criterion_scores is None:
        return _fault("not linear with these options", method=evaluator.name)
    if evaluator.view.n_criteria > MOST_CRITERIA_EXACT:
        most = MOST_CRITERIA_EXACT
        return _fault("too many criteria to be exact", n=evaluator.view.n_criteria, most=most)
    is_large = _has_many_pairs(evaluator)
    if simplex is None and not is_large:
        return _fault("no simplex")
    n, most = len(problem.alternatives), MOST_ALTERNATIVES_EXACT
    if simplex is not None and simplex.n_apart <= most:
        return None
    if n > most:
        return _fault("too many to be exact", n=n, pairs=not is_large, most=most)
    return None


def _has_many_pairs(evaluator: Evaluator) -> bool:
    """Tell whether exact figures of pairs would take longer than all draws together."""
    m, n = evaluator.view.n_alternatives, evaluator.view.n_criteria
    return m * (m - 1) // 2 * n > MOST_PAIRS_EXACT


def with_best_known(found: Robustness, simplex: Simplex) -> Robustness:
    """Put what is known without draws in the place of what was drawn."""
    found = _with_exact_winning(found, simplex)
    if simplex.volumes is FLAT_SIMPLEX:
        with suppress(NotSettledError):
            if simplex.n_apart == _FOUR:
                return _with_exact_ranks(found, simplex)
            return _with_exact_first_places(found, simplex)
    return _with_certified_first_places(found, simplex)


def _with_exact_winning(found: Robustness, simplex: Simplex) -> Robustness:
    """Put exact pairwise winning, and the mean ranks that it gives, in the place of counts."""
    names = list(found.pairwise_winning.index)
    winning = pairwise_winning(simplex.scores, simplex.unit, simplex.volumes)
    tied = always_level(winning)
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


def _with_exact_ranks(found: Robustness, simplex: Simplex) -> Robustness:
    """Put exact shares of all ranks, of four that are not always level, in the place of counts."""
    shares, _ = rank_acceptability_of_four(simplex.scores, simplex.unit)
    return _with_shares(found, simplex, shares, ("rank_acceptability", "leader_sets"))


def _with_exact_first_places(found: Robustness, simplex: Simplex) -> Robustness:
    """Put exact shares of first places, of weights between few corners, in the place of counts."""
    ahead = differences(simplex.scores, simplex.unit)
    stands_for = always_tied(ahead)
    apart = sorted(set(stands_for))
    shares = found.rank_acceptability.to_numpy().copy()
    for i in apart:
        shares[i, 0] = probability_all_positive(ahead[i, [j for j in apart if j != i]])
    shares[:, 0] = shares[stands_for, 0]
    return _with_shares(found, simplex, shares, ("leader_sets",))


def _with_shares(
    found: Robustness, simplex: Simplex, shares: FloatArray, fields: tuple[str, ...]
) -> Robustness:
    """Put exact shares in the place of counts: of all ranks if that is a field, or of the first."""
    n_ranks = len(shares) if "rank_acceptability" in fields else 1
    names = list(found.rank_acceptability.index)
    lower, upper = (found.bounds[side].to_numpy().reshape(shares.shape).copy()
                    for side in ("lower", "upper"))  # fmt: skip
    drawn = found.rank_acceptability.to_numpy()
    known = np.where(lower == upper, drawn, np.vectorize(neither_all_nor_nothing)(shares))
    table, error = drawn.copy(), found.standard_error.rank_acceptability.copy()
    for part in (table, lower, upper):
        part[:, :n_ranks] = known[:, :n_ranks]
    table = rows_made_whole(table, lower == upper)
    error.iloc[:, :n_ranks] = 0.0
    stands_for = always_tied(differences(simplex.scores, simplex.unit))
    leaders = pd.Series(
        {
            leaders_text([names[j] for j, of in enumerate(stands_for) if of == i]): table[i, 0]
            for i in sorted(set(stands_for))
            if table[i, 0] > 0
        },
        dtype=np.float64,
    ).sort_values(ascending=False, kind="stable")
    bits, bits_error = found.entropy.copy(), found.standard_error.entropy.copy()
    bits["leader"], bits_error["leader"] = entropy(leaders.tolist(), 0)
    bounds = pd.DataFrame({"lower": lower.ravel(), "upper": upper.ravel()}, found.bounds.index)
    return replace(
        found,
        rank_acceptability=pd.DataFrame(table, names, found.rank_acceptability.columns),
        leader_sets=leaders,
        entropy=bits,
        bounds=bounds,
        standard_error=replace(found.standard_error, rank_acceptability=error, entropy=bits_error),
        exact_fields=(*found.exact_fields, *fields),
    )


def _with_certified_first_places(found: Robustness, simplex: Simplex) -> Robustness:
    """Add between what shares of first places lie for certain."""
    scores, unit = simplex.scores, simplex.unit
    drawn = found.bounds.xs(1, level="rank")
    bounds = certified_first_shares(
        scores,
        unit,
        simplex.volumes,
        found.pairwise_winning.to_numpy(),
        found.rank_acceptability[1].to_numpy(),
        (drawn["upper"] - drawn["lower"]).to_numpy(),
    )
    bounds[(drawn["lower"] == drawn["upper"]).to_numpy()] = np.nan  # 0 or 1: exact already
    names = list(found.rank_acceptability.index)
    return replace(found, certified=pd.DataFrame(bounds, names, ["lower", "upper"]))
