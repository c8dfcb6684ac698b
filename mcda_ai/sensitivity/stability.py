"""What would change the answer: weights, judgements, criteria, readings. For one weighting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from mcda_ai.algorithms.along_one_weight import Walk, leaders_of, ranking_of, walk
from mcda_ai.algorithms.extreme_ranks import (
    can_lead_ahead_of,
    extreme_ranks,
    greatest_leads,
    pairwise_preference,
    weight_ranges_when_leading,
)
from mcda_ai.algorithms.flips import (
    MOST_ALTERNATIVES_TO_REJUDGE,
    distances,
    judgement_flip,
    weak_orders,
    weight_flip,
)
from mcda_ai.algorithms.linear_programmes import AdmissibleWeights
from mcda_ai.messages.faults import ProblemError
from mcda_ai.messages.wording import leaders_text
from mcda_ai.methods import registry
from mcda_ai.methods.contract import Method, MethodFunction
from mcda_ai.methods.evaluator import Evaluator
from mcda_ai.methods.ranking import Ranking, rank
from mcda_ai.orders.weak_order import BoolArray, FloatArray, WeakOrder, order_from_ranks
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.evidence import Judgement
from mcda_ai.problem.narrowing import Part
from mcda_ai.sensitivity.stability_result import Stability
from mcda_ai.sensitivity.stability_tables import PRECONDITIONS
from mcda_ai.weights import Ordered, Uniform, WeightsLike, WeightSpace, resolve, space
from mcda_ai.weights.names import scored_names
from mcda_ai.weights.polytope import admissible_weights, check_not_empty

NONE_LEFT = "nothing left"
_STRETCH = ("kind", "part", "from", "to", "leaders", "leaders at from", "leaders at to",
            "from admissible", "to admissible")  # fmt: skip


def stability(
    problem: DecisionProblem,
    method: str | Method | MethodFunction = "borda",
    weights: WeightsLike = None,
    options: Mapping[str, str] | None = None,
    *,
    within: WeightSpace | str | None = None,
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

    Returns
    -------
    Stability

    Raises
    ------
    ProblemError
        For an unknown method or option, weights that cannot be used, or an empty weight space.

    Notes
    -----
    Who ties for the lead leads. At a break point and after a flip the old and the new leader are
    tied; a little further the new one leads. What unscored cells do is the method's affair; an
    unscored criterion has no weight, and is neither moved nor left out. Judgement flips rank all
    alternatives on a criterion, also those it did not score.

    References
    ----------
    Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid. European
    Journal of Operational Research 33(1), 54-64.
    Kadziński, M., Greco, S., Słowiński, R. (2012). Extreme ranking analysis in robust ordinal
    regression. Omega 40(4), 488-501.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> result = stability(problem, weights={"cost": 3, "reach": 2})
    >>> print(result.sentences[0])
    another lead takes at least 10.0 points of the weight: to B
    """
    found = registry.find(method)
    evaluator = found.on(problem, options)
    ranking = rank(problem, found, weights, options)
    vector: FloatArray = resolve(weights, problem)
    allowed = space(Uniform() if within is None else within, problem)
    polytope = allowed.constraints(problem)
    check_not_empty(allowed.name, polytope)
    # An order of importance has corners in closed form; others are found by linear programmes.
    corners = allowed.vertices(problem)[:, problem.scored] if isinstance(allowed, Ordered) else None
    admissible = admissible_weights(polytope, corners)
    scored = vector[problem.scored]
    tables: dict[str, Any] = {}
    if evaluator.criterion_scores is not None:
        tables = {
            **_over_all_weights(problem, evaluator, admissible),
            **_along_one_weight(problem, evaluator, scored, admissible),
            **_weight_flips(problem, evaluator, scored, admissible, ranking),
            "judgement_flips": _judgement_flips(problem, found, evaluator, scored),
        }
    return Stability(
        ranking,
        within=allowed,
        conditions=polytope.conditions,
        outside=not admissible.contains(scored),
        **tables,
        **_left_out(problem, found, vector, options, ranking),
        layers=_layers(problem, found, vector, options),
        versions=_versions(problem, found, weights, options, ranking),
        disputed=_disputed(problem, found, weights, options, ranking),
    )


# --- over all admissible weights -----------------------------------------------------------------


def _over_all_weights(
    problem: DecisionProblem, evaluator: Evaluator, admissible: AdmissibleWeights
) -> dict[str, pd.DataFrame]:
    scores, unit = _scores(evaluator), evaluator.unit
    names = list(problem.alternative_names)
    pairs = pairwise_preference(scores, admissible, unit)
    ranks = extreme_ranks(scores, admissible, unit)
    leads = greatest_leads(scores, admissible, unit)
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
            leads.weights, index=names, columns=list(scored_names(problem))
        ),
        "weight_ranges": _weight_ranges(problem, scores, admissible, unit),
    }


def _weight_ranges(
    problem: DecisionProblem, scores: FloatArray, admissible: AdmissibleWeights, unit: float
) -> pd.DataFrame:
    parts = list(_layers_and_criteria(problem))
    masks = np.array([mask for _, _, mask in parts])
    tables = {
        name: pd.DataFrame(
            weight_ranges_when_leading(scores, position, masks, admissible, unit),
            index=[part for _, part, _ in parts],
            columns=["least", "greatest"],
        )
        for position, name in enumerate(problem.alternative_names)
    }
    return pd.concat(tables, names=["alternative", "part"])


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
    for kind, part, mask in _layers_and_criteria(problem):
        now = float(weights[mask].sum())
        try:
            found = walk(_scores(evaluator), weights, mask, evaluator.unit)
        except ProblemError:  # it has all the weight: nothing to put in proportion
            intervals.append((kind, part, now, *[np.nan] * 4))
            ends += [(kind, part, name, np.nan, np.nan) for name in names]
            continue
        intervals.append(
            (kind, part, now, *found.interval(now, leaders_of), *found.interval(now, ranking_of))
        )
        scores = zip(names, found.at_zero.tolist(), found.at_one.tolist(), strict=True)
        ends += [(kind, part, *each) for each in scores]
        points += [
            (
                kind,
                part,
                *stretch,
                *(admissible.contains(found.weights_at(at)) for at in stretch[:2]),
            )
            for stretch in _stretches(found, names)
        ]
    columns = ["kind", "part", "weight", "leader from", "leader to", "ranking from", "ranking to"]
    return {
        "intervals": pd.DataFrame(intervals, columns=columns).set_index(["kind", "part"]),
        "break_points": pd.DataFrame(points, columns=list(_STRETCH)),
        "end_scores": pd.DataFrame(ends, columns=["kind", "part", "alternative", "at 0", "at 1"]),
    }


def _stretches(found: Walk, names: Sequence[str]) -> Iterator[tuple[float, float, str, str, str]]:
    """Join neighbouring cells in which the same lead: from, to, who, and who at either end."""
    leaders = [leaders_of(ranks) for ranks in found.between]
    for who, cells in groupby(range(len(leaders)), key=leaders.__getitem__):
        first, *rest = cells
        ends = (first, (rest or [first])[-1] + 1)
        told = (who, *(leaders_of(found.at_points[place]) for place in ends))
        texts = [leaders_text([names[i] for i in each]) for each in told]
        yield (float(found.points[ends[0]]), float(found.points[ends[1]]), *texts)  # type: ignore[misc]


def _layers_and_criteria(problem: DecisionProblem) -> Iterator[tuple[str, str, BoolArray]]:
    """Layers with a scored criterion, then scored criteria: kind, name, which criteria."""
    layer_of = problem.layer_of[problem.scored]
    for layer in np.unique(layer_of):
        yield "layer", problem.layer_names[layer], layer_of == layer
    for k, name in enumerate(list(scored_names(problem))):
        yield "criterion", name, np.arange(len(layer_of)) == k


# --- flips ---------------------------------------------------------------------------------------


def _weight_flips(
    problem: DecisionProblem,
    evaluator: Evaluator,
    weights: FloatArray,
    admissible: AdmissibleWeights,
    now: Ranking,
) -> dict[str, pd.DataFrame]:
    scores, unit, names = _scores(evaluator), evaluator.unit, list(problem.alternative_names)
    rivals = range(len(names))
    leaders = [names.index(name) for name in now.leaders]
    found = [weight_flip(scores, weights, rival, admissible, unit) for rival in rivals]
    takes_over = [can_lead_ahead_of(scores, rival, leaders, admissible, unit) for rival in rivals]
    return {
        "weight_flips": pd.DataFrame(
            {"points": [flip.points for flip in found], "takes over": takes_over}, index=names
        ),
        "flip_weights": pd.DataFrame(
            [flip.weights for flip in found], index=names, columns=list(scored_names(problem))
        ),
    }


def _judgement_flips(
    problem: DecisionProblem, method: Method, evaluator: Evaluator, weights: FloatArray
) -> pd.DataFrame:
    if len(problem.alternatives) > MOST_ALTERNATIVES_TO_REJUDGE:
        return pd.DataFrame()
    orders = np.array(weak_orders(len(problem.alternatives)))
    names = list(problem.alternative_names)
    written = [order_from_ranks(order, names) for order in orders]
    texts = [str(order) for order in written]
    menu = _scores(method.on(_of_orders(problem, written), evaluator.options))
    apart = distances(problem.ranks[problem.scored], orders)
    criteria = list(scored_names(problem))
    rows: list[tuple[float, float, dict[str, str]]] = []
    for rival in range(len(names)):
        flip = judgement_flip(_scores(evaluator), menu, apart, weights, rival, evaluator.unit)
        if flip is None:
            rows.append((np.nan, np.nan, {}))
            continue
        changed = {criteria[k]: texts[flip.options[k]] for k in np.flatnonzero(flip.changed)}
        rows.append((len(changed), flip.distance, changed))
    return pd.DataFrame(rows, index=names, columns=["criteria", "distance", "judgements"])


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


# --- leaving out, and other versions of the evidence ---------------------------------------------


def _left_out(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> dict[str, pd.DataFrame]:
    results = {
        what: _rank_rest(problem, method, weights, options, parts)
        for what, parts in _parts_left_out(problem)
    }
    rows = [
        _compared(result, now, name if kind == "alternative" else None)
        for (kind, name), result in results.items()
    ]
    index = pd.MultiIndex.from_tuples(list(results), names=["kind", "what"])
    columns = ["order", "leaders", "leader changes", "order changes"]
    ranks = [{} if result is None else result.ranks.to_dict() for result in results.values()]
    return {
        "left_out": pd.DataFrame(rows, index=index, columns=columns),
        "left_out_ranks": pd.DataFrame(
            ranks, index=index, columns=list(problem.alternative_names), dtype=np.float64
        ),
    }


def _parts_left_out(problem: DecisionProblem) -> Iterator[tuple[Part, list[Part]]]:
    """Give what is left out in turn, and its parts: each part, and layers at once."""
    by_kind = {
        "layer": [name for kind, name, _ in _layers_and_criteria(problem) if kind == "layer"],
        "criterion": list(scored_names(problem)),
        "alternative": list(problem.alternative_names),
    }
    least = {"layer": 1, "criterion": 1, "alternative": 2}
    for kind, names in by_kind.items():
        if len(names) > least[kind]:
            yield from (((kind, name), [(kind, name)]) for name in names)
    for called, names in _groups_of_layers(problem):
        yield ("layers", called), [("layer", name) for name in names]


def _groups_of_layers(problem: DecisionProblem) -> Iterator[tuple[str, list[str]]]:
    """Give what else is left out at once: preconditions, and all but the end of the chain."""
    if problem.preconditions:
        yield PRECONDITIONS, list(problem.preconditions)
    chain = [layer.name for layer in problem.layers if layer.role == "benefit chain"]
    if len(chain) > 2:
        ends = chain[-2:]
        yield f"all but {' and '.join(ends)}", [n for n in problem.layer_names if n not in ends]


def _rank_rest(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
    parts: Sequence[tuple[str, str]],
) -> Ranking | None:
    """Rank without some parts; the weights that are left keep their proportions."""
    try:
        rest = problem.without_parts(parts)
        kept = [problem.criterion_names.index(criterion) for criterion in rest.criterion_names]
        return rank(rest, method, weights[kept], options)
    except ProblemError:  # nothing is left that has weight, or ranks anybody
        return None


def _compared(
    result: Ranking | None, now: Ranking, gone: str | None
) -> tuple[str, str, bool | None, bool | None]:
    """Order, leaders, and whether they differ from what they are now (among those left)."""
    if result is None:
        return NONE_LEFT, "", None, None
    left = [name for name in now.ranks.index if name != gone]
    before = np.sign(np.subtract.outer(now.ranks[left].to_numpy(), now.ranks[left].to_numpy()))
    after = np.sign(np.subtract.outer(result.ranks[left].to_numpy(), result.ranks[left].to_numpy()))
    expected = [name for name in now.leaders if name != gone]
    changes = (
        now.leaders != [gone] and result.leaders != expected
    )  # a sole leader's heir is no news
    return result.order, leaders_text(result.leaders), changes, bool((before != after).any())


def _layers(
    problem: DecisionProblem,
    method: Method,
    weights: FloatArray,
    options: Mapping[str, str] | None,
) -> pd.DataFrame:
    rows = {}
    for kind, name, _ in _layers_and_criteria(problem):
        if kind != "layer":
            continue
        inside = problem.layer_of == problem.layer_names.index(name)
        within = np.where(inside & problem.scored, weights, 0.0)
        within = within if within.sum() > 0 else (inside & problem.scored).astype(np.float64)
        result = rank(problem, method, within, options)
        rows[name] = (result.order, leaders_text(result.leaders))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["order", "leaders"])


def _versions(
    problem: DecisionProblem,
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> pd.DataFrame:
    variants = {("reading", each.name): problem.reading(each.name) for each in problem.readings}
    variants |= {
        ("scenario", each.name): problem.scenario(each.name)
        for each in problem.scenarios
        if each.name not in problem.active_scenarios
    }
    rows = {key: _of_variant(each, method, weights, options, now) for key, each in variants.items()}
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["order", "leaders", "leader changes", "reason"]
    )
    table.index = pd.MultiIndex.from_tuples(list(rows), names=["kind", "name"])
    return table


def _disputed(
    problem: DecisionProblem,
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> pd.DataFrame:
    """Read one disputed criterion as another reading does, and leave all else as it is."""
    rows = []
    active = problem.active_reading
    for name in problem.disputed:
        for reading in problem.readings:
            other = problem.judgements[reading.name][name]
            if other == problem.judgements[active][name]:
                continue
            judged = {**problem.judgements[active], name: other}
            variant = derived(problem, judgements={**problem.judgements, active: judged})
            _, *told = _of_variant(variant, method, weights, options, now)
            rows.append((name, reading.name, *told))
    columns = ["criterion", "as in", "leaders", "leader changes", "reason"]
    return pd.DataFrame(rows, columns=columns)


def _of_variant(
    variant: DecisionProblem,
    method: Method,
    weights: WeightsLike,
    options: Mapping[str, str] | None,
    now: Ranking,
) -> tuple[str, str, bool | None, str]:
    """Order, leaders and whether they change; or the reason why it cannot be ranked."""
    try:
        result = rank(variant, method, weights, options)
    except ProblemError as error:  # the method or the weights do not fit
        return "", "", None, str(error)
    return result.order, leaders_text(result.leaders), result.leaders != now.leaders, ""


def _scores(evaluator: Evaluator) -> FloatArray:
    assert evaluator.criterion_scores is not None  # asked of linear methods only
    return evaluator.criterion_scores
