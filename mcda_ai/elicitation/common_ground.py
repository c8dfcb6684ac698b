"""Named weight sets side by side: where they agree, and what each would have to move to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from mcda_ai.algorithms.flips import weight_flip
from mcda_ai.algorithms.linear_programmes import SIMPLEX, least_over, widest_margin
from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.claims import Claim, Points, claims_of
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, raise_any, shown
from mcda_ai.messages.figures import in_short, points_text
from mcda_ai.messages.provenance import Provenance, versions
from mcda_ai.messages.result import Part, ShownResult
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.orders.weak_order import TIE_TOLERANCE, FloatArray
from mcda_ai.problem.circumstances import doubted_with
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.sensitivity.nearest_rival import nearest
from mcda_ai.weights import WeightsLike, resolve
from mcda_ai.weights.names import scored_names

_ROUNDING = 1e-9

_claim = claims_of("elicitation.common_ground")
_fault = faults_of("elicitation")
_MOST_TOLD = 12
_POINTS = (
    "points of weight that each set has to move before an alternative is first, alone or level"
)


@dataclass(frozen=True, eq=False, repr=False)
class CommonGround(ShownResult):
    """What one method makes of several weight sets.

    Attributes
    ----------
    table : DataFrame, weight sets x ("order", "leaders", "lead")
        "lead" is how far the leader's score is ahead of the next (0 where several lead; NaN where
        the method gives no scores).
    rankings : dict of weight set to Ranking
    agreed : DataFrame, (alternative, versus) x ("relation",)
        The pairs that all weight sets put in the same relation: "ahead", "behind" or "tied".
    compromises : DataFrame, alternatives x ("points",)
        Another question, of one weighting for all. For methods that are linear in the weights,
        else empty: the weights nearest to all sets that let the alternative lead, alone or with
        others, as the most points of weight that any set would have to move to them
        (100 * (1/2) * sum |change|). Infinite if no weights let it lead.
    moves : DataFrame, alternatives x weight sets
        The points that each set would have to move to that common weighting.
    weights : DataFrame, alternatives x criteria
        That common weighting. Exact.
    method : Method
    problem : DecisionProblem
    provenance : Provenance
    distances : DataFrame, alternatives x weight sets
        For methods that are linear in the weights, else empty: the points of weight that each set
        by itself has to move before the alternative is first, alone or level. 0 where it is;
        infinite where no weights put it first.
    """

    made_by: ClassVar[str] = "mcda_ai.common_ground"
    table: pd.DataFrame
    rankings: Mapping[str, Ranking]
    agreed: pd.DataFrame
    compromises: pd.DataFrame
    moves: pd.DataFrame
    weights: pd.DataFrame
    method: Method
    problem: DecisionProblem
    provenance: Provenance
    distances: pd.DataFrame = field(default_factory=pd.DataFrame)

    def _claims(self) -> Iterator[Claim]:
        """Say who leads, what each set has to move for whom, and how its weights were made."""
        yield from self._who_leads()
        for name, ranking in self.rankings.items():
            for how in ranking.making_told:
                yield _claim("made", set=name, how=how.values["how"])

    def _who_leads(self) -> Iterator[Claim]:
        """Say who leads under which weights, and if not the same, what has to move for whom."""
        led: dict[tuple[str, ...], list[str]] = {}
        for name, ranking in self.rankings.items():
            led.setdefault(tuple(ranking.leaders), []).append(name)
        if len(led) == 1:
            (who,) = led
            yield _claim("agreed", sets=tuple(led[who]), n=len(self.rankings), who=who)
            return
        for who, sets in led.items():
            yield _claim("lead", sets=tuple(sets), who=who)
        yield from self._what_is_asked()

    def _what_is_asked(self) -> Iterator[Claim]:
        """Say which alternatives ask least of who has to move most, and what each asks of whom."""
        if self.distances.empty:
            return
        most = self.distances.max(axis=1)
        least = nearest(most)
        if least is not None:
            yield _claim("least", who=tuple(least.names), points=Points(least.points))
        asked = [str(name) for name in most.sort_values(kind="stable").index if most[name] < np.inf]
        for name in asked[:_MOST_TOLD]:
            yield _claim("asks", who=name, parts=tuple(self._moves(name)))
        if len(asked) > _MOST_TOLD:
            yield _claim("others", n=len(asked) - _MOST_TOLD)
        if never := tuple(str(name) for name in most.index if most[name] == np.inf):
            yield _claim("cannot", who=never)

    def _moves(self, alternative: str) -> Iterator[Claim]:
        """Say what each set has to move for an alternative, those that need not move together."""
        by_set = self.distances.loc[[alternative]].to_dict(orient="records")[0]
        if at_rest := tuple(str(name) for name, points in by_set.items() if points == 0):
            yield _claim("stays", who=at_rest)
        for name, points in by_set.items():
            if points > 0:
                yield _claim("moves", who=str(name), points=Points(points))

    def to_frame(self) -> pd.DataFrame:
        """One row a weight set."""
        return self.table.rename_axis("weight set").reset_index()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data; the keys are the attribute names."""
        return {
            "table": self.table.to_dict(orient="index"),
            "rankings": {name: each.to_dict() for name, each in self.rankings.items()},
            "agreed": self.agreed.reset_index().to_dict(orient="records"),
            "compromises": self.compromises.to_dict(orient="index"),
            "moves": self.moves.to_dict(orient="index"),
            "weights": self.weights.to_dict(orient="index"),
            "distances": self.distances.to_dict(orient="index"),
            "sentences": list(self.sentences),
            "claims": [claim.to_dict() for claim in self.claims],
            "provenance": self.provenance.to_dict(),
        }

    def _shown(self) -> pd.DataFrame:
        """Write the table as text; the lead is in the score units of the method."""
        leads = [in_short(lead) if np.isfinite(lead) else "-" for lead in self.table["lead"]]
        shown = self.table[["order", "leaders"]].assign(**{"lead (score)": leads})
        return shown if "-" not in leads else shown.drop(columns="lead (score)")

    def _parts(self) -> Iterator[Part]:
        yield from (str(self.provenance), self._shown(), "", self._findings_said)
        if not self.distances.empty:
            yield from ("", _POINTS, self.distances.map(_points_shown))


@checks_arguments
def common_ground(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weight_sets: Mapping[str, WeightsLike] | None = None,
    options: Mapping[str, str] | None = None,
) -> CommonGround:
    """Rank under several weight sets, and find what each has to move before another is first.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weight_sets : mapping of name to weights, optional
        In any form that `mcda_ai.weights.resolve` takes; the problem's own named sets unless
        given.
    options : mapping of str to str, optional

    Returns
    -------
    CommonGround

    Raises
    ------
    ProblemError
        For an unknown method or option, if there is no weight set, or if one cannot be used; all
        faults of the sets at once.

    Notes
    -----
    Who ties for the lead leads. What unscored cells do is the method's affair; an unscored
    criterion has no weight in any set.

    How far a set is from an alternative: half the sum of |change| over the criteria, made as small
    as can be over all weights under which nobody is better. One linear programme each.

    One weighting for all is another question: over the same weights, first the largest distance
    from a weight set is made as small as can be, then the sum of them. Two linear programmes.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"cost": "A > B", "reach": "B > A"},
    ...     weight_sets={"board": {"cost": 3, "reach": 1}, "city": {"cost": 2, "reach": 3}},
    ... )
    >>> for sentence in common_ground(problem).sentences:
    ...     print(sentence)
    board: A first
    city: B first
    A asks least of who has to move most: 10.0 points of weight
    for A to be first, alone or level, the set 'board' has to move nothing and the set 'city' has to move 10.0 points of weight
    for B to be first, alone or level, the set 'city' has to move nothing and the set 'board' has to move 25.0 points of weight
    """  # noqa: E501  (what is shown)
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    given = _weight_sets(problem, weight_sets)
    vectors = _resolved(problem, given)
    for each in given.values():
        problem = doubted_with(problem, each)
    rankings = {name: rank(problem, found, each, options) for name, each in given.items()}
    evaluator = found.on(problem, options)
    compromises, moves, weights = pd.DataFrame(), pd.DataFrame(), pd.DataFrame()
    distances = pd.DataFrame()
    if evaluator.criterion_scores is not None:
        compromises, moves, weights = _compromises(
            problem, evaluator.criterion_scores, evaluator.unit, vectors
        )
        distances = _distances(problem, evaluator.criterion_scores, evaluator.unit, vectors)
    sets = f"weight sets {', '.join(vectors)}"
    provenance = Provenance.of(problem, found.name, evaluator.options, sets, versions=versions())
    return CommonGround(
        table=pd.DataFrame.from_dict(
            {name: _row(result) for name, result in rankings.items()},
            orient="index",
            columns=["order", "leaders", "lead"],
        ),
        rankings=rankings,
        agreed=_agreed(problem, rankings),
        compromises=compromises,
        moves=moves,
        weights=weights,
        method=found,
        problem=problem,
        provenance=provenance,
        distances=distances,
    )


def _weight_sets(
    problem: DecisionProblem, wanted: Mapping[str, WeightsLike] | None
) -> dict[str, WeightsLike]:
    """Give the weights of each set: of those asked for, or of the problem's own."""
    given: Mapping[str, WeightsLike] = {each.name: each.by_name for each in problem.weight_sets}
    if wanted is not None:
        given = wanted
    if not isinstance(given, Mapping):
        raise ProblemError(
            _fault(
                "sets no mapping", given=shown(given), example="{'board': 'equal', 'city': {...}}"
            )
        )
    if not given:
        raise ProblemError(_fault("no sets").within(problem.name))
    return {str(name): weights for name, weights in given.items()}


def _resolved(problem: DecisionProblem, given: Mapping[str, WeightsLike]) -> dict[str, FloatArray]:
    """Give the vector of each weight set."""
    vectors: dict[str, FloatArray] = {}
    faults: list[Fault] = []
    for name, weights in given.items():
        try:
            vectors[name] = resolve(weights, problem)
        except ProblemError as error:
            where = _fault("of a set", name=name)
            faults += [fault.within(where) for fault in error.faults]
    raise_any(faults)
    return vectors


def _row(result: Ranking) -> tuple[str, str, float]:
    lead = float("nan")
    if result.scores is not None:
        best, *others = sorted(result.scores.tolist(), reverse=True)
        lead = 0.0 if len(result.leaders) > 1 else best - others[0]
    return result.headline, leaders_text(result.leaders), lead


def _points_shown(points: float) -> str:
    return "cannot" if points == np.inf else points_text(points)


def _agreed(problem: DecisionProblem, rankings: Mapping[str, Ranking]) -> pd.DataFrame:
    rows = {}
    for pair in combinations(problem.alternative_names, 2):
        signs = {
            int(np.sign(each.ranks[pair[0]] - each.ranks[pair[1]])) for each in rankings.values()
        }
        if len(signs) == 1:
            rows[pair] = ({-1: "ahead", 0: "tied", 1: "behind"}[signs.pop()],)
    index = pd.MultiIndex.from_tuples(list(rows), names=["alternative", "versus"]) if rows else None
    return pd.DataFrame(list(rows.values()), index=index, columns=["relation"])


def _distances(
    problem: DecisionProblem,
    criterion_scores: FloatArray,
    unit: float,
    vectors: Mapping[str, FloatArray],
) -> pd.DataFrame:
    """Find the points that each set has to move before an alternative is first."""
    points = np.full((len(problem.alternatives), len(vectors)), np.inf)
    for row in range(len(points)):
        for column, vector in enumerate(vectors.values()):
            flip = weight_flip(criterion_scores, vector[problem.scored], row, unit=unit)
            if flip.points == np.inf:  # from anywhere
                break
            points[row, column] = flip.points
    return pd.DataFrame(points, index=list(problem.alternative_names), columns=list(vectors))


def _compromises(
    problem: DecisionProblem,
    criterion_scores: FloatArray,
    unit: float,
    vectors: Mapping[str, FloatArray],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    sets = np.array([vector[problem.scored] for vector in vectors.values()])
    found = [_nearest(criterion_scores, unit, sets, a) for a in range(len(problem.alternatives))]
    moved = 50.0 * np.array([np.abs(weights - sets).sum(axis=1) for weights in found])
    moved[np.isnan(moved)] = np.inf
    names = list(problem.alternative_names)
    return (
        pd.DataFrame({"points": moved.max(axis=1)}, index=names),
        pd.DataFrame(moved, index=names, columns=list(vectors)),
        pd.DataFrame(found, index=names, columns=list(scored_names(problem))),
    )


def _nearest(
    criterion_scores: FloatArray, unit: float, sets: FloatArray, alternative: int
) -> FloatArray:
    """Weights nearest to all sets under which nobody is better; NaN if there are none."""
    n_sets, n_criteria = sets.shape
    leads = criterion_scores[:, [alternative]] - np.delete(criterion_scores, alternative, axis=1)
    best = widest_margin(leads.T, SIMPLEX)
    if best.value < -TIE_TOLERANCE * unit:
        return np.full(n_criteria, np.nan)
    scale, reach = np.abs(leads).max() or 1.0, min(best.value, 0.0)
    n_changes = n_sets * n_criteria
    eye, copies = np.eye(n_criteria), np.eye(n_changes)
    each = np.tile(eye, (n_sets, 1))
    of_set = np.kron(np.eye(n_sets), np.ones(n_criteria))
    rows = np.block(
        [
            [-leads.T / scale, np.zeros((leads.shape[1], n_changes + 1))],
            [each, -copies, np.zeros((n_changes, 1))],  # a change is at least the weight less the
            [-each, -copies, np.zeros((n_changes, 1))],  # set's, and the set's less the weight;
            [np.zeros((n_sets, n_criteria)), of_set, -np.ones((n_sets, 1))],  # t at least each sum
        ]
    )
    limits = np.concatenate(
        [np.full(leads.shape[1], -reach / scale), sets.ravel(), -sets.ravel(), np.zeros(n_sets)]
    )
    largest = np.append(np.zeros(n_criteria + n_changes), 1.0)
    least = least_over(SIMPLEX, n_criteria, largest, rows, limits).values[-1]
    total = np.concatenate([np.zeros(n_criteria), np.ones(n_changes), [0.0]])
    rows, limits = np.vstack([rows, largest]), np.append(limits, least + _ROUNDING)
    return least_over(SIMPLEX, n_criteria, total, rows, limits).values[:n_criteria]
