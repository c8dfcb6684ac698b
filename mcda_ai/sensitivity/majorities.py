"""What majorities alone tell of how often each of two or three alternatives leads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from mcda_ai.algorithms.entropy import entropy
from mcda_ai.algorithms.majority_indices import Bounds, MajorityIndices, majority_indices
from mcda_ai.algorithms.majority_shares import majority_shares
from mcda_ai.algorithms.shares import rows_made_whole
from mcda_ai.algorithms.simplex_volumes import NotSettledError
from mcda_ai.messages.faults import Fault, ProblemError, faults_of
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods.contract import Method
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.majority_outcomes import MOST_ALTERNATIVES, majority_outcomes
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.known_shares import MOST_CRITERIA_EXACT
from mcda_ai.sensitivity.smaa_result import Robustness, bounds_by_rank
from mcda_ai.weights import WeightSpace

_fault = faults_of("sensitivity")


def majorities_decide(method: Method, evaluator: Evaluator) -> bool:
    """Tell whether who beats whom decides, among so few that their shares are known."""
    asks_only_that = method.by_majority and not evaluator.draws_numbers
    return asks_only_that and evaluator.view.n_alternatives <= MOST_ALTERNATIVES


def indices_by_majorities(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, weight_space: WeightSpace
) -> tuple[MajorityIndices | None, Fault | None]:
    """Tell what can be told without a draw, if anything; and why that is not everything, if so.

    Notes
    -----
    1. By how much one alternative beats another is linear in the weights.
    2. The shares of the majority relations follow, but for which way round a cycle goes.
    3. What follows from each is what the method makes of it.
    """
    if (n := evaluator.view.n_criteria) > MOST_CRITERIA_EXACT:
        return None, _fault("too many criteria to be exact", n=n, most=MOST_CRITERIA_EXACT)
    try:
        corners, volumes = weight_space.simplex(problem)
    except ProblemError:
        weight_space.bound_to(problem)  # a fault of the space itself is told
        return None, _fault("no simplex")
    corners = corners[:, problem.scored]
    ahead = problem.ahead.values[problem.scored].astype(np.float64)
    margins = np.tensordot(corners, ahead - np.swapaxes(ahead, 1, 2), axes=1)  # 1
    try:
        shares = majority_shares(margins, 1.0, volumes)  # 2
    except NotSettledError:
        return None, _fault("not settled")
    outcomes = majority_outcomes(method, evaluator.options, shares.beats)  # 3
    found = majority_indices(shares, *outcomes, corners)
    told = None if found.are_exact else _fault("not told by majorities", method=method.name)
    return found, told


def with_majorities(drawn: Robustness, exact: Robustness, known: MajorityIndices) -> Robustness:
    """Put what majorities tell beside what was drawn: exact figures, and certain bounds of shares.

    Parameters
    ----------
    drawn, exact : Robustness
        By draws, and by integrals; of the second only the figures count that `known` has exactly.
    known : MajorityIndices
    """
    fields = known.exact_figures
    shares, bounds = _between(drawn, known.rank_acceptability)
    is_exact = known.rank_acceptability.lower == known.rank_acceptability.upper
    errors = {name: getattr(exact.standard_error, name) for name in fields
              if hasattr(exact.standard_error, name)}  # fmt: skip
    errors["rank_acceptability"] = drawn.standard_error.rank_acceptability.mask(is_exact, 0.0)
    first = {side: ends[:, 0] for side, ends in known.rank_acceptability._asdict().items()}
    certified = pd.DataFrame(first, list(shares.index))
    certified.loc[is_exact[:, 0]] = np.nan
    figures = {name: getattr(exact, name) for name in fields}
    if "expected_rank" in fields:  # which pairs need not tell: see `MajorityShares`
        figures["expected_rank"] = shares @ shares.columns.to_numpy()
    if "leader_sets" in fields:  # which whole rankings need not tell
        figures["leader_sets"] = _leader_sets(known, list(shares.index))
        bits, bits_error = drawn.entropy.copy(), drawn.standard_error.entropy.copy()
        bits["leader"], bits_error["leader"] = entropy(figures["leader_sets"].tolist(), 0)
        figures["entropy"], errors["entropy"] = bits, bits_error
    return replace(
        drawn,
        **{**figures, "rank_acceptability": shares},
        bounds=bounds,
        certified=certified,
        standard_error=replace(drawn.standard_error, **errors),
        exact_fields=fields,
    )


def _leader_sets(known: MajorityIndices, names: list[str]) -> pd.Series[float]:
    """Give the share that each set of leaders has, the largest first."""
    shares = zip(known.leader_sets, known.leader_shares.lower.tolist(), strict=True)
    by_name = {leaders_text([names[i] for i in leaders]): share for leaders, share in shares}
    return pd.Series(by_name, dtype=np.float64).sort_values(ascending=False, kind="stable")


def _between(drawn: Robustness, known: Bounds) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give drawn shares of ranks, and their bounds, as far as what is known allows.

    What is exact takes the place of what was drawn; the others of its row keep their proportions.
    """
    is_exact = known.lower == known.upper
    counted = np.where(is_exact, known.lower, drawn.rank_acceptability.to_numpy())
    shares = np.clip(rows_made_whole(counted, is_exact), *known)
    is_at_end = (shares == known.lower) | (shares == known.upper)  # what is not makes up for it
    shares = np.clip(rows_made_whole(shares, is_at_end), *known)
    lower, upper = (drawn.bounds[side].to_numpy().reshape(shares.shape).clip(*known)
                    for side in ("lower", "upper"))  # fmt: skip
    apart = ~is_exact & (lower >= upper)  # where draws are that far off
    ends = np.where(apart, known.lower, lower), np.where(apart, known.upper, upper)
    tables = [pd.DataFrame(values, drawn.rank_acceptability.index, drawn.rank_acceptability.columns)
              for values in (shares, *ends)]  # fmt: skip
    return tables[0], bounds_by_rank(*tables[1:])
