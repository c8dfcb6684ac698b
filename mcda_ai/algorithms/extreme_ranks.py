"""What holds under every admissible weighting, under some, and at the extremes: on arrays.

For methods that are linear in the weights: ``scores = weights @ criterion_scores``, higher is
better. The admissible weights form a polytope, so that each question is a linear programme, or
for ranks a few mixed-integer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from mcda_ai.algorithms.linear_programmes import (
    SIMPLEX,
    TOUCHES,
    AdmissibleWeights,
    Rows,
    extreme_values,
    widest_margin,
)
from mcda_ai.algorithms.solver import SOLVED, integer_programme
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import (
    TIE_TOLERANCE,
    BoolArray,
    FloatArray,
    IntArray,
    ranks_from_scores,
)

_fault = faults_of("algorithms")

_SLACK = 1e-9  # lets in a little too much: what is found is checked afterwards


class PairwisePreference(NamedTuple):
    """What holds between each pair of alternatives; all of shape (m, m), [i, j] is i against j."""

    least_difference: FloatArray
    """Least of the score of i less that of j; the greatest is ``-least_difference.T``."""
    necessary: BoolArray
    """i is at least as good as j under all admissible weights."""
    possible: BoolArray
    """i is at least as good as j under some."""
    necessary_strict: BoolArray
    """i is better than j under all."""
    possible_strict: BoolArray
    """i is better than j under some."""


def pairwise_preference(
    criterion_scores: FloatArray, weight_set: AdmissibleWeights = SIMPLEX, unit: float = 1.0
) -> PairwisePreference:
    """Tell who is at least as good as whom, or better, under all and under some weights.

    Parameters
    ----------
    criterion_scores, weight_set, unit
        As in `greatest_leads`.

    Notes
    -----
    Necessary and possible preference of Greco, S., Mousseau, V. and Słowiński, R. (2008). Ordinal
    regression revisited: multiple criteria ranking using a set of additive value functions.
    European Journal of Operational Research 191(2), 416-436. There the value functions are
    unknown as well; here only the weights are.

    Examples
    --------
    The first leads on both criteria; on the second it ties with the last.

    >>> found = pairwise_preference(np.array([[2.0, 1.0, 0.0], [1.0, 0.0, 1.0]]))
    >>> found.necessary.astype(int)
    array([[1, 1, 1],
           [0, 1, 0],
           [0, 0, 1]])
    """
    tolerance = TIE_TOLERANCE * unit
    m = criterion_scores.shape[1]
    upper, lower = np.triu_indices(m, 1)
    forms = (criterion_scores[:, upper] - criterion_scores[:, lower]).T
    bounds = extreme_values(forms, weight_set)
    least = np.zeros((m, m))
    least[upper, lower], least[lower, upper] = bounds[:, 0], -bounds[:, 1]
    greatest = -least.T
    return PairwisePreference(
        least_difference=least,
        necessary=least >= -tolerance,
        possible=greatest >= -tolerance,
        necessary_strict=least > tolerance,
        possible_strict=greatest > tolerance,
    )


class Leading(NamedTuple):
    """Which alternatives can lead, and where by most."""

    can_lead: BoolArray
    """Under some admissible weights nobody is better; shape (m,)."""
    can_lead_alone: BoolArray
    """Under some, everybody else is worse; shape (m,)."""
    margins: FloatArray
    """Greatest lead over the strongest rival; negative for one that cannot lead, infinite if
    there are no rivals; shape (m,)."""
    weights: FloatArray
    """Weights that give this lead, often not the only ones; shape (m, n_criteria)."""


def greatest_leads(
    criterion_scores: FloatArray, weight_set: AdmissibleWeights = SIMPLEX, unit: float = 1.0
) -> Leading:
    """Find for each alternative the weights under which it leads by most, if it can lead.

    Parameters
    ----------
    criterion_scores : array of shape (n_criteria, n_alternatives)
    weight_set : AdmissibleWeights
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` of each other are tied.

    Examples
    --------
    The middle one is never first: it is between the others on both criteria, and too low.

    >>> found = greatest_leads(np.array([[2.0, 0.5, 0.0], [0.0, 0.5, 2.0]]))
    >>> found.can_lead.tolist(), found.margins.tolist()
    ([True, False, True], [1.5, -0.5, 1.5])
    """
    m = criterion_scores.shape[1]
    found = [widest_margin(_leads(criterion_scores, a), weight_set) for a in range(m)]
    margins = np.array([each.value for each in found])
    return Leading(
        can_lead=margins >= -TIE_TOLERANCE * unit,
        can_lead_alone=margins > TIE_TOLERANCE * unit,
        margins=margins,
        weights=np.array([each.weights for each in found]),
    )


def where_leading(
    criterion_scores: FloatArray,
    alternative: int,
    weight_set: AdmissibleWeights = SIMPLEX,
    unit: float = 1.0,
    margin: float | None = None,
) -> AdmissibleWeights | None:
    """Narrow a weight set down to where an alternative leads, alone or with others.

    Parameters
    ----------
    criterion_scores, weight_set, unit
        As in `greatest_leads`.
    alternative : int
    margin : float, optional
        Its greatest lead, which `greatest_leads` gives; looked for unless given.

    Returns
    -------
    AdmissibleWeights or None
        None if it leads nowhere.

    Examples
    --------
    >>> region = where_leading(np.array([[2.0, 0.0], [0.0, 1.0]]), 1)
    >>> region.contains(np.array([0.3, 0.7])), region.contains(np.array([0.4, 0.6]))
    (True, False)
    """
    forms = _leads(criterion_scores, alternative)
    if margin is None:
        margin = widest_margin(forms, weight_set).value
    if margin < -TIE_TOLERANCE * unit:
        return None
    return weight_set.within(-forms, np.full(len(forms), max(0.0, -margin)))


def can_lead_ahead_of(
    criterion_scores: FloatArray,
    alternative: int,
    others: Sequence[int],
    weight_set: AdmissibleWeights = SIMPLEX,
    unit: float = 1.0,
    margin: float | None = None,
) -> bool:
    """Tell whether an alternative can lead, alone or not, with all of some others behind it.

    Parameters
    ----------
    criterion_scores, weight_set, unit, margin
        As in `where_leading`.
    alternative : int
    others : sequence of int

    Examples
    --------
    The last two are equal: neither leads alone, and both can take the lead from the first.

    >>> scores = np.array([[2.0, 0.0, 0.0], [0.0, 1.0, 1.0]])
    >>> can_lead_ahead_of(scores, 1, [0]), can_lead_ahead_of(scores, 1, [2])
    (True, False)
    """
    if margin is not None and margin > TIE_TOLERANCE * unit:  # it can lead alone
        return alternative not in others
    region = where_leading(criterion_scores, alternative, weight_set, unit, margin)
    if region is None:
        return False
    leads = (criterion_scores[:, [alternative]] - criterion_scores[:, list(others)]).T
    return bool(widest_margin(leads, region).value > TIE_TOLERANCE * unit)


def weight_ranges_when_leading(
    criterion_scores: FloatArray,
    alternative: int,
    parts: BoolArray | None = None,
    weight_set: AdmissibleWeights = SIMPLEX,
    unit: float = 1.0,
    margin: float | None = None,
) -> FloatArray:
    """Find the least and the greatest weight of criteria, or of layers, where one leads.

    Parameters
    ----------
    criterion_scores, weight_set, unit, margin
        As in `where_leading`.
    alternative : int
        The one that leads, alone or with others.
    parts : bool array of shape (n_parts, n_criteria), optional
        Which criteria belong to each part, such as a layer; else each criterion by itself.

    Returns
    -------
    array of shape (n_parts, 2)
        Least and greatest; NaN if it leads nowhere.

    Examples
    --------
    >>> weight_ranges_when_leading(np.array([[2.0, 0.0], [0.0, 1.0]]), 0).round(3).tolist()
    [[0.333, 1.0], [0.0, 0.667]]
    """
    forms = np.eye(len(criterion_scores)) if parts is None else parts.astype(np.float64)
    region = where_leading(criterion_scores, alternative, weight_set, unit, margin)
    return np.full((len(forms), 2), np.nan) if region is None else extreme_values(forms, region)


def _leads(criterion_scores: FloatArray, alternative: int) -> FloatArray:
    """Lead of an alternative over each other, on each criterion; (m - 1, n_criteria)."""
    others = np.delete(criterion_scores, alternative, axis=1)
    return np.asarray((criterion_scores[:, [alternative]] - others).T)


class ExtremeRanks(NamedTuple):
    """The best and the worst rank of each alternative, and weights that give them."""

    best: IntArray
    worst: IntArray
    """Shape (m,); 1 + the number strictly better."""
    best_weights: FloatArray
    worst_weights: FloatArray
    """Shape (m, n_criteria); often not the only ones."""


def extreme_ranks(
    criterion_scores: FloatArray, weight_set: AdmissibleWeights = SIMPLEX, unit: float = 1.0
) -> ExtremeRanks:
    """Find the best and the worst rank of each alternative over the admissible weights.

    Parameters
    ----------
    criterion_scores, weight_set, unit
        As in `greatest_leads`.

    Returns
    -------
    ExtremeRanks
        Each rank is the one that the scores under the weights beside it give.

    Notes
    -----
    Kadziński, M., Greco, S. and Słowiński, R. (2012). Extreme ranking analysis in robust ordinal
    regression. Omega 40(4), 488-501.

    For the best rank of a, as many leads ``s_a - s_j`` as possible must be at least 0; for the
    worst, as many ``s_j - s_a`` as possible above 0. With z_j = 1 for those that are::

        maximise sum z   subject to   form_j(w) >= least_j * (1 - z_j),   w admissible

    Here least_j is the least value of the form over the weight set, so that z_j = 0 demands
    nothing: the "big M" is exact. A smaller one would cut off admissible weights; a larger one,
    as big as is usual, would only weaken the relaxation.

    The programme cannot tell "above 0" from "at least 0", nor either from a little less. So the
    forms that it chose are put to `widest_margin`. If they cannot all be met together, its
    multipliers name some that cannot: not all of these may be chosen again. (That is a
    combinatorial Benders cut: Codato, G. and Fischetti, M. (2006), Operations Research 54(4),
    756-766.) The first choice that can be met is the largest that can: ties are exact, without
    the small positive number that stands for "above 0" in the article.

    Examples
    --------
    >>> found = extreme_ranks(np.array([[2.0, 0.5, 0.0], [0.0, 0.5, 2.0]]))
    >>> found.best.tolist(), found.worst.tolist()
    ([1, 2, 1], [3, 3, 3])
    """
    pairs = pairwise_preference(criterion_scores, weight_set, unit)
    tolerance = TIE_TOLERANCE * unit
    m = criterion_scores.shape[1]
    best, worst = [], []
    for a in range(m):
        others = np.delete(np.arange(m), a)
        leads = _leads(criterion_scores, a)
        ahead = _Demands(leads, pairs.least_difference[a, others], -tolerance, weight_set)
        behind = _Demands(-leads, pairs.least_difference[others, a], tolerance, weight_set)
        best.append(ahead.weights_meeting_most(pairs.possible[a, others]))
        worst.append(behind.weights_meeting_most(pairs.possible_strict[others, a]))
    at_best, at_worst = np.array(best), np.array(worst)
    return ExtremeRanks(
        best=np.diagonal(ranks_from_scores(at_best @ criterion_scores, unit)).copy(),
        worst=np.diagonal(ranks_from_scores(at_worst @ criterion_scores, unit)).copy(),
        best_weights=at_best,
        worst_weights=at_worst,
    )


class _Demands(NamedTuple):
    """Linear forms of the weights, as many of which as possible are to exceed a threshold."""

    forms: FloatArray
    least: FloatArray
    """Of each form over the weight set."""
    threshold: float
    """Just below 0: ties will do; just above: they will not."""
    weight_set: AdmissibleWeights

    def weights_meeting_most(self, possible: BoolArray) -> FloatArray:
        """Give weights under which most forms meet the demand; see `extreme_ranks`."""
        chosen = possible
        conflicts: list[BoolArray] = []
        while True:
            weights, found = self._conflicts(chosen)
            if not found:
                return weights
            conflicts += found
            chosen = self._largest_choice(possible, conflicts)

    def _conflicts(self, chosen: BoolArray) -> tuple[FloatArray, list[BoolArray]]:
        """Find disjoint sets of forms that cannot all be met, until what is left can be."""
        left = chosen.copy()
        conflicts: list[BoolArray] = []
        while True:
            margin = widest_margin(self.forms[left], self.weight_set)
            if self._is_met(margin.value):
                return margin.weights, conflicts
            conflict = np.zeros_like(left)
            conflict[left] = margin.multipliers > TOUCHES
            if self._is_met(widest_margin(self.forms[conflict], self.weight_set).value):
                conflict = left.copy()  # some multiplier was too small to see
            conflicts.append(conflict)
            left &= ~conflict

    def _is_met(self, value: float) -> bool:
        return value > self.threshold if self.threshold > 0 else value >= self.threshold

    def _largest_choice(self, possible: BoolArray, conflicts: list[BoolArray]) -> BoolArray:
        """Choose as many forms as the mixed-integer programme allows."""
        n_forms, n_criteria = self.forms.shape
        scale = np.abs(self.forms).max() or 1.0
        rows = Rows.of(self.weight_set, n_criteria, n_criteria + n_forms)
        demands = np.column_stack([self.forms, np.diag(self.least)]) / scale
        cuts = np.pad(np.array(conflicts, dtype=np.float64), ((0, 0), (n_criteria, 0)))
        result = integer_programme(
            np.repeat([0.0, -1.0], [n_criteria, n_forms]),
            integrality=np.repeat([0, 1], [n_criteria, n_forms]),
            bounds=Bounds(0, np.append(np.ones(n_criteria), possible)),
            constraints=[
                LinearConstraint(rows.a_ub, -np.inf, rows.b_ub + _SLACK),
                LinearConstraint(rows.a_eq, rows.b_eq - _SLACK, rows.b_eq + _SLACK),
                LinearConstraint(demands, self.least / scale - _SLACK, np.inf),
                LinearConstraint(cuts, -np.inf, cuts.sum(axis=1) - 1),
            ],
            options={"mip_rel_gap": 0},
        )
        if result.status != SOLVED:
            raise ProblemError(_fault("extreme ranks", reason=str(result.message)))
        return np.asarray(result.x[n_criteria:] > 0.5)
