"""What would change the answer: weights, judgements, criteria, readings. For one weighting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from mcda_ai.algorithms.all_orders import distances
from mcda_ai.algorithms.along_one_weight import Walk, walk
from mcda_ai.algorithms.extreme_ranks import (
    Leading,
    can_lead_ahead_of,
    extreme_ranks,
    greatest_leads,
    pairwise_preference,
    weight_ranges_when_leading,
)
from mcda_ai.algorithms.flips import (
    MOST_ALTERNATIVES_TO_REJUDGE,
    OutOfTimeError,
    WeightFlip,
    judgement_flip,
    weak_orders,
    weight_flip,
)
from mcda_ai.algorithms.linear_programmes import AdmissibleWeights
from mcda_ai.algorithms.side_by_side import checked_workers, side_by_side
from mcda_ai.messages.arguments import Whole, checks_arguments
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.methods.view import View
from mcda_ai.orders.weak_order import FloatArray, WeakOrder, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Judgement
from mcda_ai.sensitivity.stability_of_evidence import (
    disputed_otherwise,
    layers_alone,
    layers_and_criteria,
    other_versions,
    without_parts,
)
from mcda_ai.sensitivity.stability_of_points import points_for_places
from mcda_ai.sensitivity.stability_result import Stability
from mcda_ai.weights import Ordered, SpaceLike, Uniform, WeightsLike, WeightSpace, resolve, space
from mcda_ai.weights.names import scored_names
from mcda_ai.weights.polytope import admissible_weights, check_not_empty

MOST_IN_WEIGHT_RANGES = 5_000_000
"""Coefficients of all programmes that bound the weights of parts: so many take some seconds."""

_STRETCH = ("kind", "part", "from", "to", "leaders", "leaders at from", "leaders at to",
            "from admissible", "to admissible", "admissible from", "admissible to")  # fmt: skip
Stretch: TypeAlias = tuple[float, float, str, str, str]
"""Of one weight: from, to, who leads in it, and who at either end."""


@checks_arguments
def stability(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
    *,
    within: SpaceLike = None,
    workers: Whole | None = None,
) -> Stability:
    """Ask how far weights, judgements and criteria can change before the answer does.

    Parameters
    ----------
    problem : DecisionProblem
    method : str, Method or callable, optional
    weights : None, "equal", "layer-equal", name of a weight set, mapping or array, optional
        See `mcda_ai.weights.resolve`.
    options : mapping of str to str, optional
    within : WeightSpace or text, optional
        The admissible weights, for what holds under all or some of them and for flips; all
        weights unless stated. Only its constraints count, no distribution. Text in any form that
        `mcda_ai.weights.space` takes.
    workers : int, optional
        Threads that solve linear programmes side by side, as many as there are cores unless
        given; they change no figure.

    Returns
    -------
    Stability

    Raises
    ------
    ProblemError
        For an unknown method or option, weights or a number of workers that cannot be used, or an
        empty weight space.

    Notes
    -----
    Who ties for the lead leads. At a break point and after a flip the old and the new leader are
    tied; a little further the new one leads. What unscored cells do is the method's affair; an
    unscored criterion has no weight, and is neither moved nor left out. Judgement flips rank all
    alternatives on a criterion, also those it did not score, and let one lead clearly: by more
    than 1e-5 of the most that one criterion can add.

    Points for places are those of ``"dowdall"`` with other numbers: tied alternatives share the
    mean of their places, a criterion that ranks fewer gives the points of so many first places, and
    all count from the mean of those that it ranks, so that an unscored cell neither helps nor
    harms. Of a measured criterion the order of the values counts, whatever the thresholds.

    References
    ----------
    Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid. European
    Journal of Operational Research 33(1), 54-64.
    Fishburn, P. C. (1971). A comparative analysis of group decision methods. Behavioral Science
    16(6), 538-544.
    Kadziński, M., Greco, S., Słowiński, R. (2012). Extreme ranking analysis in robust ordinal
    regression. Omega 40(4), 488-501.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> result = stability(problem, weights={"cost": 3, "reach": 2})
    >>> print(result.sentences[0])
    the smallest shift of weight that lets another option lead is 10.0 points: B
    """
    n_workers = checked_workers(workers)
    found = registry.find(method)
    problem = found.problem_for(problem, options)
    evaluator = found.on(problem, options)
    ranking = rank(problem, found, weights, options)
    vector: FloatArray = resolve(weights, problem)
    allowed = space(Uniform() if within is None else within, problem, narrowed=Uniform())
    polytope = allowed.constraints(problem)
    check_not_empty(allowed.name, polytope)
    admissible = admissible_weights(polytope, _corners(allowed, problem))
    scored = vector[problem.scored]
    tables: dict[str, Any] = {}
    if evaluator.criterion_scores is not None:
        asked = _Linear.of(problem, evaluator, admissible, n_workers)
        tables = {
            **asked.over_all_weights(),
            "weight_ranges": asked.weight_ranges(),
            **_along_one_weight(problem, evaluator, scored, admissible),
            **asked.weight_flips(scored, ranking),
            "judgement_flips": _judgement_flips(problem, found, evaluator, scored),
        }
    return Stability(
        ranking,
        within=allowed,
        conditions=polytope.conditions,
        outside=not admissible.contains(scored),
        **tables,
        **without_parts(problem, found, vector, options, ranking),
        layers=layers_alone(problem, found, vector, options),
        **points_for_places(problem, scored),
        versions=other_versions(problem, found, weights, options, ranking),
        disputed=disputed_otherwise(problem, found, weights, options, ranking),
    )


def _corners(allowed: WeightSpace, problem: DecisionProblem) -> FloatArray | None:
    """Give the corners of a full order of importance; all else takes linear programmes."""
    if not isinstance(allowed, Ordered):
        return None
    try:
        return allowed.vertices(problem)[:, problem.scored]
    except ProblemError:  # it orders some of them only, which may leave no simplex
        return None


# --- over all admissible weights -----------------------------------------------------------------


class _Linear(NamedTuple):
    """A method that is linear in the weights, and how far each alternative can lead by it."""

    problem: DecisionProblem
    scores: FloatArray
    unit: float
    admissible: AdmissibleWeights
    leads: Leading
    workers: int

    @classmethod
    def of(
        cls,
        problem: DecisionProblem,
        evaluator: Evaluator,
        admissible: AdmissibleWeights,
        workers: int,
    ) -> _Linear:
        """Find the greatest lead of each alternative, from which all else goes on."""
        scores, unit = evaluator.linear_scores, evaluator.unit
        leads = greatest_leads(scores, admissible, unit)
        return cls(problem, scores, unit, admissible, leads, workers)

    @property
    def names(self) -> list[str]:
        """The alternatives."""
        return list(self.problem.alternative_names)

    def over_all_weights(self) -> dict[str, pd.DataFrame]:
        """Tell what holds under all admissible weights and under some."""
        names, leads = self.names, self.leads
        pairs = pairwise_preference(self.scores, self.admissible, self.unit)
        ranks = extreme_ranks(self.scores, self.admissible, self.unit)
        rows = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
        index = pd.MultiIndex.from_tuples(
            [(names[i], names[j]) for i, j in rows], names=["alternative", "versus"]
        )
        return {
            "preference": pd.DataFrame(
                {
                    "necessary": [pairs.necessary[pair] for pair in rows],
                    "necessary strictly": [pairs.necessary_strict[pair] for pair in rows],
                    "possible": [pairs.possible[pair] for pair in rows],
                    "possible strictly": [pairs.possible_strict[pair] for pair in rows],
                },
                index=index,
            ),
            "extreme_ranks": pd.DataFrame({"best": ranks.best, "worst": ranks.worst}, index=names),
            "leading": pd.DataFrame(
                {
                    "can lead": leads.can_lead,
                    "can lead alone": leads.can_lead_alone,
                    "greatest lead": leads.margins,
                },
                index=names,
            ),
            "best_weights": pd.DataFrame(
                leads.weights, index=names, columns=list(scored_names(self.problem))
            ),
        }

    def weight_ranges(self) -> pd.DataFrame:
        """Bound the weight of each part where an alternative leads; of many parts, of layers."""
        parts = list(layers_and_criteria(self.problem))
        if len(parts) * len(self.names) * self.scores.size > MOST_IN_WEIGHT_RANGES:
            parts = [part for part in parts if part[0] == "layer"]
        masks = np.array([mask for *_, mask in parts])
        index = pd.MultiIndex.from_tuples(
            [(kind, part) for kind, part, _ in parts], names=["kind", "part"]
        )
        margins = self.leads.margins.tolist()
        ranges = side_by_side(
            lambda place: weight_ranges_when_leading(
                self.scores, place, masks, self.admissible, self.unit, margins[place]
            ),
            range(len(margins)),
            self.workers,
        )
        tables = {
            name: pd.DataFrame(each, index=index, columns=["least", "greatest"])
            for name, each in zip(self.names, ranges, strict=True)
        }
        return pd.concat(tables, names=["alternative"])

    def weight_flips(self, weights: FloatArray, now: Ranking) -> dict[str, pd.DataFrame]:
        """Find the nearest weights under which each leads, and whether ahead of who leads now."""
        names, margins = self.names, self.leads.margins.tolist()
        leaders = [names.index(name) for name in now.leaders]

        def of(rival: int) -> tuple[WeightFlip, bool]:
            given = self.admissible, self.unit, margins[rival]
            flip = weight_flip(self.scores, weights, rival, *given)
            return flip, can_lead_ahead_of(self.scores, rival, leaders, *given)

        found = side_by_side(of, range(len(names)), self.workers)
        points = {"points": [flip.points for flip, _ in found],
                  "takes over": [takes_over for _, takes_over in found]}  # fmt: skip
        return {
            "weight_flips": pd.DataFrame(points, index=names),
            "flip_weights": pd.DataFrame(
                [flip.weights for flip, _ in found],
                index=names,
                columns=list(scored_names(self.problem)),
            ),
        }


# --- along one weight ----------------------------------------------------------------------------


def _along_one_weight(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weights: FloatArray,
    admissible: AdmissibleWeights,
) -> dict[str, pd.DataFrame]:
    names = list(problem.alternative_names)
    intervals, ends = [], []
    points: list[tuple[object, ...]] = []
    for kind, part, mask in layers_and_criteria(problem):
        now = float(weights[mask].sum())
        try:
            found = walk(evaluator.linear_scores, weights, mask, evaluator.unit)
        except ProblemError:  # it has all the weight: nothing to put in proportion
            intervals.append((kind, part, now, *[np.nan] * 4))
            ends += [(kind, part, name, np.nan, np.nan) for name in names]
            continue
        intervals.append(
            (kind, part, now, *found.interval_of_leaders(now), *found.interval_of_ranking(now))
        )
        scores = zip(names, found.at_zero.tolist(), found.at_one.tolist(), strict=True)
        ends += [(kind, part, *each) for each in scores]
        points += [
            (kind, part, *stretch, *_admissible_in(stretch, found, admissible))
            for stretch in _stretches(found, names)
        ]
    columns = ["kind", "part", "weight", "leader from", "leader to", "ranking from", "ranking to"]
    return {
        "intervals": pd.DataFrame(intervals, columns=columns).set_index(["kind", "part"]),
        "break_points": pd.DataFrame(points, columns=list(_STRETCH)),
        "end_scores": pd.DataFrame(ends, columns=["kind", "part", "alternative", "at 0", "at 1"]),
    }


def _admissible_in(
    stretch: Stretch, found: Walk, admissible: AdmissibleWeights
) -> tuple[bool, bool, float, float]:
    """Tell whether the ends of a stretch are admissible, and from where to where weights in it."""
    start, end, *_ = stretch
    at_ends = (admissible.contains(found.weights_at(at)) for at in (start, end))
    low, high = admissible.between(found.weights_at(0.0), found.weights_at(1.0)) or (2.0, -1.0)
    low, high = max(low, start), min(high, end)
    return (*at_ends, *((low, high) if low <= high else (np.nan, np.nan)))  # type: ignore[return-value]


def _stretches(found: Walk, names: Sequence[str]) -> Iterator[Stretch]:
    """Join neighbouring cells in which the same lead: from, to, who, and who at either end."""
    between, at_points = found.leading_between, found.leading_at_points
    changes = 1 + np.flatnonzero((between[1:] != between[:-1]).any(axis=1))
    starts = [0, *changes.tolist()]
    for first, end in pairwise([*starts, len(between)]):
        told = (between[first], at_points[first], at_points[end])
        texts = [leaders_text([names[i] for i in np.flatnonzero(each).tolist()]) for each in told]
        yield (float(found.points[first]), float(found.points[end]), *texts)  # type: ignore[misc]


# --- judgements -----------------------------------------------------------------------------------


def _judgement_flips(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, weights: FloatArray
) -> pd.DataFrame:
    if len(problem.alternatives) > MOST_ALTERNATIVES_TO_REJUDGE:
        return pd.DataFrame()
    orders = np.array(weak_orders(len(problem.alternatives)))
    names = list(problem.alternative_names)
    written = [order_from_ranks(order, names) for order in orders]
    texts = [str(order) for order in written]
    menu = method.on(_of_orders(problem, written), evaluator.options).linear_scores
    seen = View(problem, frozenset({"pairwise"}))
    apart = distances(seen.above, seen.comparable, orders)
    criteria, scores = list(scored_names(problem)), evaluator.linear_scores
    rows: dict[str, tuple[float, float, dict[str, str]]] = {}
    for rival, name in enumerate(names):
        with suppress(OutOfTimeError):  # of whom nothing is known there is no row
            flip = judgement_flip(scores, menu, apart, weights, rival, evaluator.unit)
            if flip is None:
                rows[name] = (np.nan, np.nan, {})
                continue
            changed = {criteria[k]: texts[flip.options[k]] for k in np.flatnonzero(flip.changed)}
            rows[name] = (len(changed), flip.distance, changed)
    columns = ["criteria", "distance", "judgements"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _of_orders(problem: DecisionProblem, orders: Sequence[WeakOrder]) -> DecisionProblem:
    """Make a problem with a criterion for each order: a linear method scores each by itself."""
    criterion, reading = problem.criteria[0], problem.readings[0]
    by_name = {f"order {place}": Judgement(order) for place, order in enumerate(orders)}
    return derived(
        problem,
        criteria=tuple(replace(criterion, name=name, scale=None) for name in by_name),
        readings=(reading,),
        judgements={reading.name: by_name},
        scenarios=(),
        own_weights=None,
        weight_sets=(),
        active_reading=reading.name,
        active_scenarios=(),
    )
