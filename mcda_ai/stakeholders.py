"""Named weight sets side by side: where they agree, and how near they are to agreeing."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai import registry
from mcda_ai.aggregation import Ranking, rank
from mcda_ai.contract import Method, MethodFunction
from mcda_ai.faults import ProblemError
from mcda_ai.problem import DecisionProblem
from mcda_ai.programmes import SIMPLEX, least_over, widest_margin
from mcda_ai.ranking import TIE_TOLERANCE, FloatArray
from mcda_ai.weights import WeightsLike, resolve

_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False, repr=False)
class CommonGround:
    """What one method makes of several weight sets.

    Attributes
    ----------
    table : DataFrame, weight sets x ("order", "leaders", "lead")
        "lead" is how far the leader's score is ahead of the next (0 where several lead; NaN where
        the method gives no scores).
    rankings : dict of weight set to Ranking
    agreed : DataFrame, (alternative, versus) x ("relation",)
        The pairs that all weight sets put in the same relation: "ahead", "behind" or "tied".
    compromises : DataFrame, alternatives x ("points", weight sets)
        For methods that are linear in the weights: the weights nearest to all sets that let the
        alternative lead, as the points of weight that each set would have to move (100 * (1/2) *
        sum |change|), and the most that any has to ("points"). Infinite if no weights let it lead.
    weights : DataFrame, alternatives x criteria
        Those weights. Exact.
    method : Method
    problem : DecisionProblem
    """

    table: pd.DataFrame
    rankings: Mapping[str, Ranking]
    agreed: pd.DataFrame
    compromises: pd.DataFrame
    weights: pd.DataFrame
    method: Method
    problem: DecisionProblem

    @property
    def sentences(self) -> list[str]:
        """Say who leads under which weights, and which leader costs all of them least."""
        led: dict[str, list[str]] = {}
        for name, row in self.table.to_dict(orient="index").items():
            led.setdefault(row["leaders"], []).append(str(name))
        if len(led) == 1:
            return [f"all {len(self.table)} weight sets put {next(iter(led))} first"]
        told = [f"{', '.join(names)}: {leaders} first" for leaders, names in led.items()]
        points = self.compromises["points"] if len(self.compromises) else pd.Series(dtype=float)
        if len(points) and np.isfinite(points.min()):
            nearest = str(points.idxmin())
            moves = self.compromises.loc[nearest].drop("points")
            each = ", ".join(f"{name} {moved:.1f}" for name, moved in moves.items())
            told.append(
                f"the smallest common ground is {nearest}: nobody has to move more than "
                f"{points.min():.1f} points of weight ({each})"
            )
        return told

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
            "weights": self.weights.to_dict(orient="index"),
            "sentences": self.sentences,
        }

    def __repr__(self) -> str:
        return "\n".join([self.table.to_string(), "", *self.sentences])

    def _repr_html_(self) -> str:
        told = "".join(f"<li>{html.escape(each)}</li>" for each in self.sentences)
        table: str = self.table.to_html()
        return f"{table}<ul>{told}</ul>"


def common_ground(
    problem: DecisionProblem,
    weight_sets: Mapping[str, WeightsLike] | None = None,
    method: str | Method | MethodFunction = "borda",
    options: Mapping[str, str] | None = None,
) -> CommonGround:
    """Rank under several weight sets, and look for the weights nearest to all of them.

    Parameters
    ----------
    problem : DecisionProblem
    weight_sets : mapping of name to weights, optional
        In any form that `mcda_ai.weights.resolve` takes; the problem's own named sets unless
        given.
    method : str, Method or callable, optional
    options : mapping of str to str, optional

    Returns
    -------
    CommonGround

    Raises
    ------
    ProblemError
        If there is no weight set, or one cannot be used; all faults at once.

    Notes
    -----
    The compromise for an alternative: over all weights under which nobody is better, first the
    largest L1 distance from a weight set is made as small as can be, then the sum of them. Two
    linear programmes.

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
    the smallest common ground is A: nobody has to move more than 17.5 points of weight (board 17.5, city 17.5)
    """  # noqa: E501  (what is shown)
    given: Mapping[str, WeightsLike] = (
        {each.name: each.by_name for each in problem.weight_sets}
        if weight_sets is None
        else weight_sets
    )
    vectors = _resolved(problem, given)
    found = registry.find(method)
    rankings = {name: rank(problem, found, vector, options) for name, vector in vectors.items()}
    evaluator = found.on(problem, options)
    compromises, weights = pd.DataFrame(), pd.DataFrame()
    if evaluator.criterion_scores is not None:
        compromises, weights = _compromises(
            problem, evaluator.criterion_scores, evaluator.unit, vectors
        )
    return CommonGround(
        table=pd.DataFrame.from_dict(
            {name: _row(result) for name, result in rankings.items()},
            orient="index",
            columns=["order", "leaders", "lead"],
        ),
        rankings=rankings,
        agreed=_agreed(problem, rankings),
        compromises=compromises,
        weights=weights,
        method=found,
        problem=problem,
    )


def _resolved(problem: DecisionProblem, given: Mapping[str, WeightsLike]) -> dict[str, FloatArray]:
    vectors, faults = {}, []
    for name, weights in given.items():
        try:
            vectors[name] = resolve(weights, problem)
        except ProblemError as error:
            faults += [f"weight set '{name}': {fault}" for fault in error.faults]
    if not given:
        faults.append(f"{problem.name} has no weight sets; allowed: name some")
    if faults:
        raise ProblemError(*faults)
    return vectors


def _row(result: Ranking) -> tuple[str, str, float]:
    lead = float("nan")
    if result.scores is not None:
        best, *others = sorted(result.scores.tolist(), reverse=True)
        lead = 0.0 if len(result.leaders) > 1 else best - others[0]
    return result.headline, ", ".join(result.leaders), lead


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


def _compromises(
    problem: DecisionProblem,
    criterion_scores: FloatArray,
    unit: float,
    vectors: Mapping[str, FloatArray],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    sets = np.array([vector[problem.scored] for vector in vectors.values()])
    found = [_nearest(criterion_scores, unit, sets, a) for a in range(len(problem.alternatives))]
    moved = 50.0 * np.array([np.abs(weights - sets).sum(axis=1) for weights in found])
    moved[np.isnan(moved)] = np.inf
    names = list(problem.alternative_names)
    table = pd.DataFrame(moved, index=names, columns=list(vectors))
    table.insert(0, "points", moved.max(axis=1))
    scored = np.array(problem.criterion_names)[problem.scored].tolist()
    return table, pd.DataFrame(found, index=names, columns=scored)


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
