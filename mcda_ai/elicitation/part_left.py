"""How large a part of a weight space statements leave: proven, exact, or drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from mcda_ai.algorithms.cut_simplices import probability_all_positive
from mcda_ai.algorithms.linear_programmes import (
    TOUCHES,
    AdmissibleWeights,
    extreme_values,
    widest_margin,
)
from mcda_ai.algorithms.shares import neither_all_nor_nothing
from mcda_ai.algorithms.simplex_volumes import FLAT_SIMPLEX, NotSettledError, without_traces
from mcda_ai.messages.claims import Share
from mcda_ai.messages.faults import ProblemError
from mcda_ai.orders.weak_order import BoolArray, FloatArray
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.weights import Limit, Polytope, WeightSpace
from mcda_ai.weights.drawing import draw_blocks
from mcda_ai.weights.names import scored_names
from mcda_ai.weights.polytope import admissible_weights

_MOST_CORNERS_TO_CUT = 8
_MOST_FORMS_AT_ONCE = 2
_MOST_OPTIONS_EXACT = 12
_MOST_EXACT = 300
"""Criteria: of more, exact shares take longer than drawn ones."""

Follows: TypeAlias = Literal["", "weights", "before"]
"""Whether a statement says nothing new: it follows from the weights that are looked at, or from
what stands before it."""


class Forms(NamedTuple):
    """Linear forms of the weights that are at least 0, or 0, where a statement holds."""

    rows: FloatArray
    """Shape (n_rows, n_scored); the largest coefficient of each is 1."""
    is_level: BoolArray
    """Which of them are 0; shape (n_rows,)."""

    @classmethod
    def of(cls, limits: Sequence[Limit], n: int) -> Forms:
        """Turn what is at most 0 around."""
        counted = [row for row in limits if row.coefficients is not None]
        rows = np.array([row.coefficients for row in counted]).reshape(len(counted), n)
        return cls(-rows, np.array([row.sense == "=" for row in counted], dtype=np.bool_))

    def hold(self, weights: FloatArray) -> BoolArray:
        """Tell under which weights, of shape (..., n_scored), all of them hold."""
        values = weights @ self.rows.T
        values = np.where(self.is_level, -np.abs(values), values)
        return np.asarray((values >= -TOUCHES).all(axis=-1))

    def hold_throughout(self, weight_set: AdmissibleWeights) -> BoolArray:
        """Tell which hold under every weighting of a set, but for a border of no share."""
        least, greatest = extreme_values(self.rows, weight_set).T
        return np.asarray((least >= -TOUCHES) & (~self.is_level | (greatest <= TOUCHES)))

    def only(self, which: BoolArray) -> Forms:
        """Keep some of them."""
        return Forms(self.rows[which], self.is_level[which])


def all_of(several: Sequence[Forms]) -> Forms:
    """Put the forms of several statements together."""
    rows, level = zip(*several, strict=True)
    return Forms(np.concatenate(rows), np.concatenate(level))


class PartLeft(NamedTuple):
    """What statements leave of a weight space."""

    together: Share
    alone: tuple[Share, ...]
    """What each by itself leaves."""
    is_slice: bool
    """Whether what they leave together is flat within the space, so that it has no share."""


def part_left(
    problem: DecisionProblem,
    given: WeightSpace,
    limits: Sequence[Sequence[Limit]],
    size: int,
    generator: np.random.Generator,
) -> PartLeft:
    """Measure what statements, which do not conflict, leave of a weight space.

    Parameters
    ----------
    problem : DecisionProblem
    given : WeightSpace
    limits : sequence of sequences of Limit
        Of each statement.
    size : int
        How many weightings to draw where a part is not known exactly.
    generator : numpy.random.Generator

    Notes
    -----
    1. What holds throughout leaves everything, and what leaves no room on every side a slice, which
       has no share: by linear programmes.
    2. Of a simplex, one or two inequalities that are left cut off an exact volume, and few corners
       any number of them.
    3. Else the share of the draws under which they hold.
    """
    statements = [Forms.of(each, int(problem.scored.sum())) for each in limits]
    weight_set = admissible_weights(given.constraints(problem))
    everything = [*statements, all_of(statements)]
    known = [_known(problem, given, weight_set, forms) for forms in everything]
    counted = [place for place, share in enumerate(known) if share is None]
    counts = _counts(problem, given, [everything[place] for place in counted], size, generator)
    shares = [Share(0.0) if share is None else Share(share) for share in known]
    for place, count in zip(counted, counts, strict=True):
        shares[place] = Share(count / size, size)
    *alone, together = shares
    return PartLeft(together, tuple(alone), known[-1] == 0.0)


def first_exactly(
    problem: DecisionProblem,
    given: WeightSpace,
    limits: Sequence[Sequence[Limit]],
    scores: FloatArray,
) -> list[float] | None:
    """Give how often each option is first, alone or level, of what statements leave; if known.

    Parameters
    ----------
    problem, given, limits
        As for `part_left`.
    scores : array of shape (n_scored, n_options)
        What all weight on one criterion gives, in units of the method.

    Notes
    -----
    The part in which the statements hold and an option is first, of the part in which they hold;
    both exact, as in `part_left`.
    """
    n, m = scores.shape
    if m > _MOST_OPTIONS_EXACT:
        return None
    weight_set = admissible_weights(given.constraints(problem))
    stated = all_of([Forms.of(each, n) for each in limits])
    whole = _known(problem, given, weight_set, stated)
    if not whole:
        return None
    left = weight_set.within(-stated.rows, np.zeros(len(stated.rows)))
    shares = []
    for option in range(m):
        rows = (scores[:, [option]] - np.delete(scores, option, axis=1)).T
        leads = Forms(rows, np.zeros(m - 1, dtype=np.bool_))
        part = _known(problem, given, weight_set, all_of([stated, leads]))
        if part is None:
            return None
        always = bool(leads.hold_throughout(left).all())
        shares.append(1.0 if always else neither_all_nor_nothing(part / whole) if part else 0.0)
    return shares


def nothing_new(
    problem: DecisionProblem, given: WeightSpace, limits: Sequence[Sequence[Limit]]
) -> Iterator[Follows]:
    """Tell of each statement whether it follows from the weights, or from those before it too."""
    statements = [Forms.of(each, int(problem.scored.sum())) for each in limits]
    names, own = scored_names(problem), given.limits(problem)
    alone = admissible_weights(Polytope.of(names, own))
    for place, forms in enumerate(statements):
        before = Polytope.of(names, [*own, *chain.from_iterable(limits[:place])])
        if forms.hold_throughout(alone).all():
            yield "weights"
        elif place and forms.hold_throughout(admissible_weights(before)).all():
            yield "before"
        else:
            yield ""


def _known(
    problem: DecisionProblem, given: WeightSpace, weight_set: AdmissibleWeights, forms: Forms
) -> float | None:
    """Give the part in which forms hold, if that is known without a draw."""
    cut = forms.only(~forms.hold_throughout(weight_set))
    if not len(cut.rows):
        return 1.0
    if given.has_density:
        if cut.is_level.any() or widest_margin(cut.rows, weight_set).value <= TOUCHES:
            return 0.0
        return _exact(problem, given, _without_implied(cut.rows, weight_set))
    return None


def _without_implied(rows: FloatArray, weight_set: AdmissibleWeights) -> FloatArray:
    """Leave out forms that are at least 0 wherever the others are."""
    for place in reversed(range(len(rows))):
        others = np.delete(rows, place, axis=0)
        where = weight_set.within(-others, np.zeros(len(others))) if len(others) else weight_set
        if extreme_values(rows[[place]], where)[0, 0] >= -TOUCHES:
            rows = others
    return rows


def _exact(problem: DecisionProblem, given: WeightSpace, rows: FloatArray) -> float | None:
    """Give the part of a simplex in which forms are above 0, where that can be calculated."""
    if rows.shape[1] > _MOST_EXACT:
        return None
    with suppress(ProblemError, NotSettledError):
        corners, volumes = given.simplex(problem)
        forms = [without_traces(form) for form in rows @ corners[:, problem.scored].T]
        if len(forms) <= _MOST_FORMS_AT_ONCE:
            return volumes.probability_all_positive(forms)
        if volumes is FLAT_SIMPLEX and len(corners) <= _MOST_CORNERS_TO_CUT:
            return probability_all_positive(np.array(forms))
    return None


def _counts(
    problem: DecisionProblem,
    given: WeightSpace,
    several: Sequence[Forms],
    size: int,
    generator: np.random.Generator,
) -> list[int]:
    """Count the draws under which each of several sets of forms hold."""
    counts = [0] * len(several)
    if several:
        bound, layer_of = given.bound_to(problem), problem.layer_of[problem.scored]
        for block in draw_blocks(bound, layer_of, size, generator):
            for place, forms in enumerate(several):
                counts[place] += int(np.count_nonzero(forms.hold(block)))
    return counts
