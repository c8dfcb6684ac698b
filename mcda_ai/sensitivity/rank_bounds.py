"""What the ranking could be if every cell were scored: bounds over all completions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.messages.claims import Claim, claims_of
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.provenance import Provenance
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.ranking import provenance_of
from mcda_ai.orders.weak_order import TIE_TOLERANCE, BoolArray, FloatArray, IntArray
from mcda_ai.problem.completions import (
    MOST_WAYS_OF_A_CRITERION,
    completions,
    n_completions,
    ways_to_fill,
    with_gaps,
)
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Judgement
from mcda_ai.weights import WeightsLike, resolve

MOST_COMPLETIONS = 5_000
"""How many ways to fill all gaps are tried one by one."""

_claim = claims_of("sensitivity.rank_bounds")


@dataclass(frozen=True, eq=False, repr=False)
class RankBounds(ShownResult):
    """The ranks that alternatives can have over all ways to fill in the cells nobody scored.

    Attributes
    ----------
    table : DataFrame, alternatives x ("best rank", "worst rank", "always leads", "can lead")
    n_completions : int
        In how many ways the cells can be filled; 1 if every cell is scored.
    exact : bool
        Whether every figure was found by trying all ways. If not, and unless `distances_count`,
        "always leads" is exact all the same, and the others are outer bounds: a rank outside them
        is impossible, one inside them need not be possible.
    distances_count : bool
        Whether distances count on a measured criterion with gaps: then a missing measurement was
        tried at some values only, and "always leads" is not exact.
    method : Method
    problem : DecisionProblem
    weights : Series of float by criterion, or None
        None in a result that was saved without them.
    options : mapping of str to str
    """

    table: pd.DataFrame
    n_completions: int
    exact: bool
    distances_count: bool
    method: Method
    problem: DecisionProblem
    weights: pd.Series[float] | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def survivors(self) -> list[str]:
        """The alternatives that lead however the cells are filled."""
        return [str(name) for name in self.table.index[self.table["always leads"]]]

    def _claims(self) -> Iterator[Claim]:
        """Say whether somebody leads however the cells are filled."""
        ways = self.n_completions
        if ways == 1:
            yield _claim("all scored")
        elif self.survivors:
            tried = not self.distances_count
            yield _claim("always", who=tuple(self.survivors), ways=ways, exact=tried)
        else:
            able = tuple(str(name) for name in self.table.index[self.table["can lead"]])
            yield _claim("not always", ways=ways, who=able, sure=self.exact)

    @property
    def provenance(self) -> Provenance:
        """What it rests on: problem, method and the weights themselves, if they are known."""
        if self.weights is None:
            return Provenance.of(self.problem, self.method.name, self.options)
        return provenance_of(self.problem, self.method, self.options, self.weights)

    def to_frame(self) -> pd.DataFrame:
        """One row an alternative."""
        return self.table.rename_axis("alternative").reset_index()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "table": self.table.to_dict(orient="index"),
            "n_completions": self.n_completions,
            "survivors": self.survivors,
            "exact": self.exact,
            "distances_count": self.distances_count,
            "method": self.method.name,
            "reading": self.problem.active_reading,
            "claims": [claim.to_dict() for claim in self.claims],
            "sentence": self.sentence,
        }

    def _parts(self) -> Iterator[Part]:
        yield from (f"{self.method.label}: {self.sentence}", self.table)


def rank_bounds(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
) -> RankBounds:
    """Bound the ranks over all ways to fill in the cells that nobody scored.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", mapping or array, optional
        See `mcda_ai.weights.resolve`.
    options : mapping of str to str, optional
        Named options of the method; "unscored" plays no part, for no cell is left open.

    Returns
    -------
    RankBounds
        By trying all completions where there are at most 5,000 (see
        `mcda_ai.problem.completions.ways_to_fill` for what a cell can be). Beyond, a method that is
        linear in the weights is still bounded: the difference between two alternatives is a sum
        over criteria, so its extremes are the sums of the extremes on each criterion.

    Raises
    ------
    ProblemError
        For an unknown method or option, weights that cannot be used, or more completions than
        can be tried.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> rankings = {"cost": "A > B > C", "reach": "A > B > C", "trust": "B > A"}
    >>> rank_bounds(mcda.from_rankings(rankings), "borda")
    Borda: A leads in all of the 5 ways to fill in the unscored cells (exact)
       best rank  worst rank  always leads  can lead
    A          1           1          True      True
    B          1           2         False      True
    C          3           3         False     False
    """
    found = registry.find(method)
    by_criterion = resolve(weights, problem)
    resolved = by_criterion[problem.scored]
    ways = n_completions(problem)
    by_trying = ways <= MOST_COMPLETIONS
    if by_trying:
        table = _by_trying(problem, found, resolved, options)
    elif found.linear:
        table = _by_margins(problem, found, resolved, options)
    else:
        raise ProblemError(
            f"the unscored cells can be filled in {ways:,} ways; allowed for method "
            f"'{found.name}': up to {MOST_COMPLETIONS:,}, or a method that is linear in the weights"
        )
    labelled = pd.DataFrame(table, index=list(problem.alternative_names))
    open_criteria = zip(problem.criteria, with_gaps(problem), problem.values, strict=True)
    distances_count = any(
        gaps
        and not np.isnan(values).all()
        and (criterion.preference.kind != "usual" or "values" in found.needs)
        for criterion, gaps, values in open_criteria
    )
    exact = by_trying and not distances_count
    weight_of = pd.Series(by_criterion, index=list(problem.criterion_names), name="weight")
    asked = dict(options or {})
    return RankBounds(labelled, ways, exact, distances_count, found, problem, weight_of, asked)


def _by_trying(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
) -> dict[str, IntArray | BoolArray]:
    ranks = np.array([method.on(each, options).ranks(weights) for each in completions(problem)])
    return {
        "best rank": ranks.min(axis=0),
        "worst rank": ranks.max(axis=0),
        "always leads": (ranks == 1).all(axis=0),
        "can lead": (ranks == 1).any(axis=0),
    }


def _by_margins(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
) -> dict[str, IntArray | BoolArray]:
    """Bound ranks by the least and greatest difference between each pair."""
    evaluator = method.on(problem, {**(options or {}), "unscored": "worst"})
    scores = _linear_scores(evaluator)
    margins = scores[:, :, None] - scores[:, None, :]
    least, greatest = margins.copy(), margins.copy()
    row_of = dict(zip(np.array(problem.criterion_names)[problem.scored], range(len(weights)),
                      strict=True))  # fmt: skip
    for name, judgements in ways_to_fill(problem).items():
        each = _scores_of_ways(problem, method, name, judgements, options)
        differences = each[:, :, None] - each[:, None, :]
        least[row_of[name]] = differences.min(axis=0)
        greatest[row_of[name]] = differences.max(axis=0)
    tolerance = TIE_TOLERANCE * evaluator.unit
    surely_ahead = np.tensordot(weights, least, axes=1) > tolerance
    maybe_ahead = np.tensordot(weights, greatest, axes=1) > tolerance
    return {
        "best rank": 1 + surely_ahead.sum(axis=0),
        "worst rank": 1 + maybe_ahead.sum(axis=0),
        "always leads": ~np.asarray(maybe_ahead.any(axis=0)),
        "can lead": ~np.asarray(surely_ahead.any(axis=0)),
    }


def _scores_of_ways(
    problem: DecisionProblem,
    method: Method,
    name: str,
    judgements: list[Judgement],
    options: Mapping[str, str] | None,
) -> FloatArray:
    """Scores under all weight on one criterion, filled in each way; (n_ways, m).

    All ways stand side by side as criteria of one problem, for a linear method scores each
    criterion by itself.
    """
    if len(judgements) > MOST_WAYS_OF_A_CRITERION:
        raise ProblemError(
            f"criterion '{name}': its unscored cells can be filled in {len(judgements):,} ways; "
            f"allowed: up to {MOST_WAYS_OF_A_CRITERION:,}"
        )
    (criterion,) = (each for each in problem.criteria if each.name == name)
    copies = {f"{name} {number}": each for number, each in enumerate(judgements)}
    side_by_side = derived(
        problem,
        criteria=tuple(replace(criterion, name=copy) for copy in copies),
        readings=problem.readings[:1],
        judgements={problem.readings[0].name: copies},
        active_reading=problem.readings[0].name,
        scenarios=(),
        active_scenarios=(),
        own_weights=None,
        weight_sets=(),
    )
    return _linear_scores(method.on(side_by_side, options))


def _linear_scores(evaluator: Evaluator) -> FloatArray:
    assert evaluator.criterion_scores is not None  # the method is linear
    return evaluator.criterion_scores
