"""The smallest change that lets a rival lead: of weights, or of judgements. On arrays.

For methods that are linear in the weights: ``scores = weights @ criterion_scores``.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from mcda_ai.algorithms import all_orders
from mcda_ai.algorithms.linear_programmes import (
    SIMPLEX,
    AdmissibleWeights,
    least_over,
    widest_margin,
)
from mcda_ai.algorithms.solver import OUT_OF_TIME, SOLVED, integer_programme
from mcda_ai.messages.faults import ProblemError, faults_of
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray, average_ranks

_fault = faults_of("algorithms")

MOST_ALTERNATIVES_TO_REJUDGE = 5
"""In a judgement flip: 541 weak orders of them are weighed up on each criterion."""
SECONDS_FOR_A_FLIP = 10.0
"""That the solver may take for the fewest judgements, and again for the nearest of so few."""
_MOST_CHOICES_COMPARED = 2_000
"""Of judgements that can be replaced: of more, not the first but any flip as good is given."""

_LEAST_LEAD = 1e-5  # units: well above the tolerance of the solver, so that ties do not pass


class WeightFlip(NamedTuple):
    """The nearest weights under which a rival leads."""

    points: float
    """Per cent of the weight that has to move: 100 * (1/2) * sum |change|. Infinite if it leads
    under no admissible weights."""
    weights: FloatArray
    """Shape (n_criteria,); NaN if it leads nowhere."""


def weight_flip(
    criterion_scores: FloatArray,
    weights: FloatArray,
    rival: int,
    weight_set: AdmissibleWeights = SIMPLEX,
    unit: float = 1.0,
    margin: float | None = None,
) -> WeightFlip:
    """Move as little weight as possible until a rival is at least as good as everybody.

    Parameters
    ----------
    criterion_scores : array of shape (n_criteria, n_alternatives)
    weights : array of shape (n_criteria,)
        At least 0, sum 1.
    rival : int
    weight_set : AdmissibleWeights
        Where the weights may move to.
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` of each other are tied.
    margin : float, optional
        The greatest lead of the rival, which `mcda_ai.algorithms.extreme_ranks.greatest_leads`
        gives; looked for unless given.

    Returns
    -------
    WeightFlip
        At the first tie for the lead; a little further the rival leads alone, if it can. 0 points
        if it leads already, at weights that are admissible.

    Examples
    --------
    >>> flip = weight_flip(np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.8, 0.2]), 1)
    >>> round(flip.points, 9), flip.weights.round(9).tolist()
    (30.0, [0.5, 0.5])
    """
    n_criteria = len(weights)
    leads = (criterion_scores[:, [rival]] - np.delete(criterion_scores, rival, axis=1)).T
    tolerance = TIE_TOLERANCE * unit
    if (leads @ weights >= -tolerance).all() and weight_set.contains(weights):
        return WeightFlip(0.0, weights.copy())
    if margin is None:
        margin = widest_margin(leads, weight_set).value
    if margin < -tolerance:
        return WeightFlip(np.inf, np.full(n_criteria, np.nan))
    scale = np.abs(leads).max() or 1.0
    eye = np.eye(n_criteria)
    rows = np.block(
        [
            [-leads / scale, np.zeros((len(leads), n_criteria))],
            [eye, -eye],  # the change is at least the weight less what it was,
            [-eye, -eye],  # and what it was less the weight
        ]
    )
    # A rival that can only just tie does so at one point: do not ask for more than it can.
    reach = min(margin, 0.0) / scale
    limits = np.concatenate([np.full(len(leads), -reach), weights, -weights])
    objective = np.repeat([0.0, 1.0], n_criteria)
    moved = least_over(weight_set, n_criteria, objective, rows, limits).values[:n_criteria]
    return WeightFlip(50.0 * float(np.abs(moved - weights).sum()), moved)


class OutOfTimeError(ProblemError):
    """No answer within the limit of time: whether there is one is not known."""


class JudgementFlip(NamedTuple):
    """The fewest judgements that, replaced, let a rival lead alone."""

    options: IntArray
    """Which option of the menu each criterion takes, -1 as it is; shape (n_criteria,)."""
    distance: float
    """Of the new judgements from the old: see `distances`. NaN if the solver does not tell in time
    which of the fewest are nearest."""

    @property
    def changed(self) -> BoolArray:
        """Which criteria are judged anew; shape (n_criteria,)."""
        return np.asarray(self.options >= 0)


def judgement_flip(
    criterion_scores: FloatArray,
    menu: FloatArray,
    menu_distances: FloatArray,
    weights: FloatArray,
    rival: int,
    unit: float = 1.0,
) -> JudgementFlip | None:
    """Replace as few judgements as possible, and those by as little, so that a rival leads alone.

    Parameters
    ----------
    criterion_scores : array of shape (n_criteria, n_alternatives)
        Under the judgements as they are.
    menu : array of shape (n_options, n_alternatives)
        Scores that a criterion gives under each judgement that can take the place of its own.
    menu_distances : array of shape (n_criteria, n_options)
        From the judgement of each criterion to each option.
    weights : array of shape (n_criteria,)
    rival : int
    unit : float
        Scores within ``TIE_TOLERANCE * unit`` of each other are tied.

    Returns
    -------
    JudgementFlip or None
        None if no judgements let it lead alone. Nothing changed if it does already. Of several
        as good, those of the criteria and options that come first: of the least sum of places,
        and of the least sum of their products where criteria can exchange their options. Where
        there are very many to choose from, any that is as good.

    Raises
    ------
    OutOfTimeError
        If the solver does not find the fewest in `SECONDS_FOR_A_FLIP`.
    ProblemError
        If the solver fails.

    Notes
    -----
    One 0-1 variable for each criterion and option, in five integer programmes: the fewest
    criteria first, then the least distance with no more of them, then the first of these. A lead
    of less than 1e-5 units is not looked for: solvers cannot tell it from a tie. The result is
    checked on the scores themselves.

    Examples
    --------
    Two criteria of three put the first ahead; one of them the other way round is enough.

    >>> scores = np.array([[1.0, -1.0], [1.0, -1.0], [-1.0, 1.0]])
    >>> menu = np.array([[1.0, -1.0], [-1.0, 1.0], [0.0, 0.0]])
    >>> apart = np.array([[0.0, 2.0, 1.0], [0.0, 2.0, 1.0], [2.0, 0.0, 1.0]])
    >>> flip = judgement_flip(scores, menu, apart, np.full(3, 1 / 3), rival=1)
    >>> int(flip.changed.sum()), flip.distance
    (1, 2.0)
    """
    n_criteria = len(menu_distances)
    own, leads = _leads_of(criterion_scores, rival), _leads_of(menu, rival)
    if (own.T @ weights > TIE_TOLERANCE * unit).all():
        return JudgementFlip(np.full(n_criteria, -1, dtype=np.intp), 0.0)
    now = own.T @ weights
    with_weight = np.flatnonzero(weights > 0)
    places, numbers = np.nonzero(_worth_taking(leads, menu_distances[with_weight]))
    where = with_weight[places]
    columns = (weights[where, None] * (leads[numbers] - own[where])).T / unit
    one_each = (np.arange(len(with_weight))[:, None] == places).astype(np.float64)
    distances = menu_distances[where, numbers]
    ahead = LinearConstraint(columns, _LEAST_LEAD - now / unit, np.inf)
    at_most_one = LinearConstraint(one_each, 0, 1)
    fewest = _solved(np.ones(columns.shape[1]), [ahead, at_most_one])
    if fewest is None:
        return None
    # Several can be as good: which of them is shown must not hang on the version of the solver.
    chosen, limits, is_nearest = fewest, [ahead, at_most_one], True
    # Criteria that say the same can exchange their options: their sums do not tell these apart,
    # their products do.
    objectives: list[FloatArray] = [np.ones_like(distances), distances]
    if len(distances) <= _MOST_CHOICES_COMPARED:
        objectives += [each.astype(np.float64) for each in (places, numbers, places * numbers)]
    for before, objective in pairwise(objectives):
        limits.append(LinearConstraint(before[None], 0, before @ chosen))
        try:
            nearer = _solved(objective, limits)
        except OutOfTimeError:
            is_nearest = chosen is not fewest
            break
        chosen = chosen if nearer is None else nearer
    options = np.full(n_criteria, -1, dtype=np.intp)
    options[where[chosen]] = numbers[chosen]
    new = np.where((options >= 0)[:, None], menu[options], criterion_scores)
    if not (_leads_of(new, rival).T @ weights > TIE_TOLERANCE * unit).all():
        raise ProblemError(_fault("lead too narrow"))
    changed = np.flatnonzero(options >= 0)
    distance = float(menu_distances[changed, options[changed]].sum())
    return JudgementFlip(options, distance if is_nearest else np.nan)


def _leads_of(scores: FloatArray, rival: int) -> FloatArray:
    """Lead of the rival over each other; shape (n, m - 1)."""
    return np.asarray(scores[:, [rival]] - np.delete(scores, rival, axis=1))


def _worth_taking(leads: FloatArray, distances: FloatArray) -> BoolArray:
    """Tell which options a criterion can take, of shape (n_criteria, n_options).

    Not one beside which another gives no smaller lead over anybody, and is nearer, or as near and
    comes before: it is in no flip of the fewest and least changes.
    """
    no_worse = (leads[:, None] >= leads[None]).all(axis=2)
    before = no_worse & np.tri(len(leads), k=-1, dtype=np.bool_).T
    kept = np.empty(distances.shape, dtype=np.bool_)
    for row, apart in zip(kept, distances, strict=True):
        nearer, as_near = apart[:, None] < apart, apart[:, None] == apart
        row[:] = ~((no_worse & nearer) | (before & as_near)).any(axis=0)
    return kept


def _solved(objective: FloatArray, constraints: list[LinearConstraint]) -> BoolArray | None:
    result = integer_programme(
        objective,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0, "time_limit": SECONDS_FOR_A_FLIP},
    )
    if result.status == OUT_OF_TIME:
        raise OutOfTimeError(_fault("judgement flip", reason=str(result.message)))
    if result.x is None:
        return None
    if result.status != SOLVED:
        raise ProblemError(_fault("judgement flip", reason=str(result.message)))
    return np.asarray(np.round(result.x) > 0)


@cache
def weak_orders(n_alternatives: int) -> tuple[tuple[float, ...], ...]:
    """List every weak order of some alternatives, as average ranks.

    Raises
    ------
    ProblemError
        For more than `MOST_ALTERNATIVES_TO_REJUDGE`.

    Examples
    --------
    >>> len(weak_orders(3)), weak_orders(2)
    (13, ((1.0, 2.0), (1.5, 1.5), (2.0, 1.0)))
    """
    if n_alternatives > MOST_ALTERNATIVES_TO_REJUDGE:
        raise ProblemError(
            _fault("too many to judge again", n=n_alternatives, most=MOST_ALTERNATIVES_TO_REJUDGE)
        )
    ranks = average_ranks(all_orders.weak_orders(n_alternatives).astype(np.float64))
    return tuple(sorted(tuple(row) for row in ranks.tolist()))
