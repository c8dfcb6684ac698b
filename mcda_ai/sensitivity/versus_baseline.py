"""How often, over all weightings, each option is better than the baseline, and whether always."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms.linear_programmes import extreme_values
from mcda_ai.messages.claims import Claim, Share, certainty_of, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray
from mcda_ai.weights.body import corner_points
from mcda_ai.weights.polytope import admissible_weights

if TYPE_CHECKING:
    from mcda_ai.methods.evaluator import Evaluator
    from mcda_ai.problem.decision_problem import DecisionProblem
    from mcda_ai.sensitivity.smaa_result import Robustness
    from mcda_ai.weights import WeightSpace

Always: TypeAlias = Literal[
    "better", "not worse", "level", "not better", "worse", "not comparable", ""
]
"""How an option stands to the baseline under every weighting; "" if now so, now otherwise."""
_MOST_CRITERIA = 1_000
"""Conditions on so many weights take the square of that in numbers."""
_MOST_CORNERS = 300
_NEVER_BETTER = {"level", "not better", "worse", "not comparable"}

_claim = claims_of("sensitivity.versus_baseline")


def always_versus_baseline(
    problem: DecisionProblem, evaluator: Evaluator, weight_space: WeightSpace
) -> pd.Series[str]:
    """Tell of each other option how it stands to the baseline under every weighting of a space.

    Notes
    -----
    Of a method that is linear in the weights: the least and the greatest difference of scores are
    at corners of the space, or those of a linear programme. Of others only what one weighting says,
    where the space holds no more.
    """
    baseline = problem.baseline
    others = [name for name in problem.alternative_names if name != baseline]
    unknown = pd.Series("", index=others, dtype=object)
    if baseline is None or evaluator.draws_numbers or evaluator.view.n_criteria > _MOST_CRITERIA:
        return unknown if baseline else unknown[:0]
    polytope = weight_space.constraints(problem)
    try:
        corners = corner_points(polytope, _MOST_CORNERS)
    except ProblemError:  # programmes have to do without
        corners = None
    places = [problem.alternative_names.index(name) for name in others]
    place = problem.alternative_names.index(baseline)
    if evaluator.criterion_scores is None:
        if corners is None or len(corners) > 1:
            return unknown
        return _at_one_weighting(evaluator.relation(corners[0]), place, others)
    of_baseline = evaluator.criterion_scores[:, place]
    leads = evaluator.criterion_scores[:, places].T - of_baseline
    extremes = extreme_values(leads, admissible_weights(polytope, corners)).tolist()
    tolerance = TIE_TOLERANCE * evaluator.unit
    stands = [_always(least, greatest, tolerance) for least, greatest in extremes]
    return pd.Series(stands, index=others, dtype=object)


def _at_one_weighting(relation: BoolArray, place: int, others: list[str]) -> pd.Series[str]:
    """Tell how the others stand by a relation "at least as good as"."""
    words = {(True, False): "better", (False, True): "worse", (True, True): "level"}
    above, below = (
        np.delete(side, place).tolist() for side in (relation[:, place], relation[place])
    )
    stands = [words.get(each, "not comparable") for each in zip(above, below, strict=True)]
    return pd.Series(stands, index=others, dtype=object)


def _always(least: float, greatest: float, tolerance: float) -> Always:
    if least > tolerance:
        return "better"
    if greatest < -tolerance:
        return "worse"
    if least >= -tolerance:
        return "not worse" if greatest > tolerance else "level"
    return "" if greatest > tolerance else "not better"


def claims_versus_baseline(found: Robustness) -> Iterator[Claim]:
    """Say how often each option is better than the baseline, first of who is first most often.

    If that is the baseline itself, it is told before all else, with who is of the others.
    """
    baseline = found.provenance.baseline
    if not baseline:
        return
    leaders = found.most_often_first
    yield from _baseline_first(found, baseline) if baseline in leaders else ()
    over = "voters" if found.provenance.over_voters else "weightings"
    always, shares = found.always_versus_baseline, shares_better(found)
    if len(always) and set(always) <= _NEVER_BETTER:
        yield _claim("nothing better", baseline=baseline, over=over)
        return
    alike: dict[str, list[str]] = {}
    for name in sorted(shares, key=lambda name: (name not in leaders, -shares[name].value)):
        alike.setdefault(always.get(name, "") or f"share of {name}", []).append(name)
    for names in alike.values():
        stands, share = always.get(names[0], ""), shares[names[0]]
        known = certainty_of(share) if stands == "" else "exact"
        yield _claim("stands", known, who=tuple(names), baseline=baseline, always=stands,
                     share=share, over=over)  # fmt: skip


def shares_better(found: Robustness) -> dict[str, Share]:
    """Give of each other option the share of the weightings in which it is better."""
    baseline, always = found.provenance.baseline, found.always_versus_baseline
    size = 0 if found.exact or "pairwise_winning" in found.exact_fields else found.size
    winning = found.pairwise_winning[baseline].drop(baseline)
    shares = {str(name): Share(float(share), size) for name, share in winning.items()}
    sure = {"better": Share(1.0), **dict.fromkeys(_NEVER_BETTER, Share(0.0))}
    return {name: sure.get(always.get(name, ""), share) for name, share in shares.items()}


def _baseline_first(found: Robustness, baseline: str) -> Iterator[Claim]:
    """Say that the baseline is first most often, and who of the others is."""
    names = [str(name) for name in found.rank_acceptability.index if name != baseline]
    shares = {name: found.share_of(name) for name in names}
    most = max(shares.values(), key=lambda share: share.in_order)
    is_any = most.value > 0 or most.size > 0
    following = tuple(name for name in names if is_any and shares[name] == most)
    over = "voters" if found.provenance.over_voters else "weightings"
    together = len(found.most_often_first) > 1
    yield _claim("baseline first", certainty_of(most), baseline=baseline, next=following,
                 share=most, together=together, over=over)  # fmt: skip
