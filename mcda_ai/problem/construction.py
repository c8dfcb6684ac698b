"""Decision problems made straight from Python data."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

import pandas as pd

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    composed,
    faults_of,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import Label
from mcda_ai.orders.partial_order import Order, RankingInput, order_of
from mcda_ai.orders.weak_order import as_real
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.derivation import derived
from mcda_ai.problem.doubtful_ranks import doubts_of_rankings
from mcda_ai.problem.evidence import (
    NOT_SCORED,
    Alternative,
    Criterion,
    Judgement,
    Layer,
    Reading,
    Role,
    WeightSet,
)
from mcda_ai.weights import by_name

GIVEN = Reading("given", Label(nl="zoals gegeven", en="as given"))
"""The one reading of evidence that comes without readings."""
ONE_LAYER = "criteria"
"""The name of the one layer of criteria that come without layers."""

OptionsIn: TypeAlias = Literal["columns", "rows"]
Where: TypeAlias = Annotated[OptionsIn, "told by `turned`"]
Rankings: TypeAlias = Annotated[
    Mapping[str, RankingInput | None] | pd.DataFrame, "told by `from_rankings`"
]

_fault = faults_of("problem")


@checks_arguments
def from_rankings(
    rankings: Rankings,
    *,
    layers: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    weight_sets: Mapping[str, Mapping[str, float]] | None = None,
    alternatives: Sequence[str] | None = None,
    preconditions: Sequence[str] = (),
    options_in: Where = "columns",
    name: str = "problem",
    baseline: str | None = None,
) -> DecisionProblem:
    """Make a decision problem straight from rankings.

    Parameters
    ----------
    rankings : mapping of criterion to order, or DataFrame
        An order is text (``"A > B = C"``), a dict of ranks, a list of groups, or None for an
        unscored criterion; an alternative that it leaves out is not ranked on that criterion.
        Text with commas, ``"A > B, C > D"``, is a partial order: what its chains do not relate,
        as A and C, is not compared.
        A DataFrame holds ranks: criteria as rows, alternatives as columns, NaN = not ranked.
        Of ranks only the order counts, 1 is best, gaps and any tie convention are fine; numbers
        that can be no ranks of these alternatives, such as 5 of three, are doubted
        (`DecisionProblem.doubts`). Scores, of which more is better, are for `from_table`.
    layers : mapping of layer name to criterion names, optional
        Every criterion in exactly one layer. Without it all criteria form one layer.
    weights : mapping or array, optional
        The problem's own weights, by criterion or by layer; see `mcda_ai.weights.resolve`.
    weight_sets : mapping of name to weights by criterion or by layer, optional
        Named weights, such as one set a stakeholder; each can be asked for by its name.
    alternatives : sequence of str, optional
        Fixes the list and the order; otherwise they come in order of first appearance.
    preconditions : sequence of str, optional
        Names of the layers that are preconditions rather than benefits.
    options_in : {"columns", "rows"}, optional
        Where the alternatives of a DataFrame stand.
    name : str, optional
    baseline : str, optional
        The alternative that is the baseline, such as doing nothing.

    Returns
    -------
    DecisionProblem

    Raises
    ------
    ProblemError
        With every fault found.

    Examples
    --------
    >>> problem = from_rankings(
    ...     {"cost": "B1 > B2 > B3", "reach": {"B3": 1, "B2": 1, "B1": 2}, "trust": None},
    ...     layers={"input": ["cost"], "outcome": ["reach", "trust"]},
    ...     weights={"cost": 2, "reach": 1},
    ...     alternatives=["B1", "B2", "B3"],
    ... )
    >>> print(problem.judgement("reach").order)
    B2 = B3 > B1
    >>> problem.scored.tolist()
    [True, True, False]
    """
    rankings = turned(rankings, options_in)
    layers, weight_sets, preconditions, name = map(
        _with_names_composed, (layers, weight_sets, preconditions, name)
    )
    orders, faults = _orders(rankings, () if alternatives is None else alternatives)
    grouping = {ONE_LAYER: list(orders)} if layers is None else layers
    if not isinstance(grouping, Mapping):
        raise ProblemError(*faults, _fault("layers no dict", given=shown(grouping)))
    layer_of, layer_faults = _layer_of_each(orders, grouping)
    sets = {} if weight_sets is None else weight_sets
    raise_any(
        [
            *faults,
            *layer_faults,
            *(
                _fault("set no dict", given=shown(given)).within(
                    _fault("part", kind="weight set", name=str(called))
                )
                for called, given in sets.items()
                if not isinstance(given, Mapping | pd.Series)
            ),
            *_faults_of_lists(alternatives=alternatives, preconditions=preconditions),
            *_faults_of_preconditions(preconditions, grouping),
        ]
    )
    names = (
        _names_in(rankings, orders)
        if alternatives is None
        else [composed(str(each)) for each in alternatives]
    )
    if alternatives is None and isinstance(rankings, Mapping):
        raise_any(_names_that_may_be_orders(rankings, orders))
    problem = DecisionProblem(
        name=name,
        alternatives=tuple(Alternative(str(a), Label.same(str(a))) for a in names),
        layers=tuple(_layer(layer, preconditions) for layer in grouping),
        criteria=tuple(Criterion(c, layer_of[c], Label.same(c)) for c in orders),
        readings=(GIVEN,),
        judgements={GIVEN.name: {c: _judgement(order) for c, order in orders.items()}},
        weight_sets=tuple(
            WeightSet(called, tuple(weights_of.items()), Label.same(called))
            for called, weights_of in sets.items()
        ),
    )
    problem = derived(problem, doubts=tuple(doubts_of_rankings(rankings, names)))
    check_weight_sets(problem)
    if baseline is not None:
        problem = problem.with_baseline(baseline)
    return problem if weights is None else with_own_weights(problem, weights)


def turned(given: Any, options_in: OptionsIn) -> Any:  # noqa: ANN401  (anything else stays)
    """Turn a DataFrame round where its alternatives stand in the rows."""
    if not isinstance(options_in, str) or options_in not in get_args(OptionsIn):
        raise ProblemError(unknown_name("place of options", options_in, get_args(OptionsIn)))
    is_turned = options_in == "rows" and isinstance(given, pd.DataFrame)
    return given.T if is_turned else given


def _with_names_composed(given: Any) -> Any:  # noqa: ANN401  (anything else stays)
    """Write every name in one way, in lists and as keys too, as those of criteria are."""
    if isinstance(given, str):
        return composed(given)
    if isinstance(given, Mapping):
        return {_with_names_composed(k): _with_names_composed(v) for k, v in given.items()}
    if isinstance(given, list | tuple):
        return type(given)(map(_with_names_composed, given))
    return given


def _faults_of_lists(**arguments: Sequence[str] | None) -> Iterator[Fault]:
    """Yield the arguments that are text where a list of names is needed."""
    for argument, names in arguments.items():
        if isinstance(names, str):
            yield _fault("names no list", argument=argument, given=shown(names))


def _faults_of_preconditions(
    preconditions: Sequence[str], layers: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    if isinstance(preconditions, str):
        return
    for layer in preconditions:
        if not isinstance(layer, str) or layer not in layers:
            yield unknown_name("layer", layer, layers).within(_argument("preconditions"))


def _layer(name: str, preconditions: Sequence[str]) -> Layer:
    role: Role = "precondition" if name in preconditions else "benefit chain"
    return Layer(name, Label.same(name), role=role)


def _judgement(order: Order | None) -> Judgement:
    if order is None:
        return Judgement(status="unscored", reason=NOT_SCORED)
    return Judgement(order)


def with_own_weights(
    problem: DecisionProblem, given: Mapping[str, float] | Sequence[float]
) -> DecisionProblem:
    """Give a problem weights of its own, by criterion or by layer, after checking them."""
    return derived(problem, own_weights=by_name(given, problem))


def check_weight_sets(problem: DecisionProblem) -> None:
    """Make sure that every named weight set can be used; tell all that cannot."""
    faults: list[Fault] = []
    for each in problem.weight_sets:
        try:
            by_name(each.by_name, problem)
        except ProblemError as error:
            faults += _within("weight set", each.name, error)
    raise_any(faults)


def judgements_of(
    rankings: Mapping[str, RankingInput | None] | pd.DataFrame, alternatives: Sequence[str] = ()
) -> tuple[dict[str, Judgement], list[Fault]]:
    """Read what is said of each criterion; give what is wrong beside it."""
    orders, faults = _orders(rankings, alternatives)
    return {criterion: _judgement(order) for criterion, order in orders.items()}, faults


def _within(kind: str, name: str, error: ProblemError) -> Iterator[Fault]:
    """Say of which part faults are."""
    return (fault.within(_fault("part", kind=kind, name=name)) for fault in error.faults)


def _argument(name: str) -> Fault:
    """Say which argument is wrong."""
    return _fault("argument", argument=name)


def _orders(
    rankings: Mapping[str, RankingInput | None] | pd.DataFrame,
    alternatives: Sequence[str] = (),
) -> tuple[dict[str, Order | None], list[Fault]]:
    """Read the ranking of each criterion; give what is wrong beside them."""
    if isinstance(rankings, pd.DataFrame):
        doubled = rankings.columns[rankings.columns.duplicated()].unique()
        raise_any(_fault("column twice", name=str(name)) for name in doubled)
        rows: list[tuple[object, Any]] = list(rankings.iterrows())
    elif isinstance(rankings, Mapping):
        rows = list(rankings.items())
    else:
        raise ProblemError(_fault("rankings no dict", type=type(rankings).__name__))
    orders: dict[str, Order | None] = {}
    faults: list[Fault] = []
    for name, order in rows:
        criterion = composed(str(name))
        if criterion in orders:
            faults.append(_fault("criterion twice", name=criterion))
        try:
            orders[criterion] = _order(order, alternatives)
        except ProblemError as error:
            orders[criterion] = None
            faults += _within("criterion", criterion, error)
    return orders, faults


def _order(
    order: RankingInput | pd.Series[float] | None, alternatives: Sequence[str]
) -> Order | None:
    """Read one ranking; None if it ranks nobody."""
    if isinstance(order, pd.Series):
        order = {
            composed(str(name)): None if pd.isna(rank) else rank for name, rank in order.items()
        }
    ranks_nobody = isinstance(order, Mapping) and all(map(_is_no_rank, order.values()))
    return None if order is None or ranks_nobody else order_of(order, alternatives)


def _is_no_rank(rank: object) -> bool:
    return rank is None or math.isnan(as_real(rank) or 0.0)


def _names_in(
    rankings: Mapping[str, RankingInput | None] | pd.DataFrame, orders: Mapping[str, Order | None]
) -> list[str]:
    """List the alternatives in order of first appearance, those that nobody ranked included."""
    if isinstance(rankings, pd.DataFrame):
        return [composed(str(name)).strip() for name in rankings.columns]
    names: list[object] = []
    for given, order in zip(rankings.values(), orders.values(), strict=True):
        if isinstance(given, Mapping | pd.Series):
            names.extend(given.keys())
        elif order is not None:
            names.extend(order.alternatives)
    return list(dict.fromkeys(composed(str(name)).strip() for name in names))


def _names_that_may_be_orders(
    rankings: Mapping[str, RankingInput | None], orders: Mapping[str, Order | None]
) -> Iterator[Fault]:
    """Yield what nobody said is a name: other signs within a text, or chains in a list."""
    for given, order in zip(rankings.values(), orders.values(), strict=True):
        doubtful: list[str] = []
        if isinstance(given, str) and order is not None:
            doubtful = [name for name in order.alternatives if re.search("[;|]", name)]
        elif isinstance(given, list | tuple):
            doubtful = [each for each in given if isinstance(each, str) and ">" in each]
        yield from (_fault("names between signs", name=name) for name in doubtful)


def _layer_of_each(
    criteria: Iterable[str], layers: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], list[Fault]]:
    """Say which layer each criterion stands in; give what is wrong beside it."""
    names = list(criteria)
    layer_of: dict[str, str] = {}
    faults: list[Fault] = []
    for layer, members in layers.items():
        where = _fault("part", kind="layer", name=str(layer))
        if isinstance(members, str) or not isinstance(members, Iterable):
            faults.append(_fault("members no list", given=shown(members)).within(where))
            continue
        for criterion in (composed(str(each)) for each in members):
            if criterion not in names:
                faults.append(unknown_name("criterion", criterion, names).within(where))
            if criterion in layer_of:
                one = str(layer_of[criterion])
                faults.append(_fault("two layers", name=criterion, one=one, other=str(layer)))
            layer_of[criterion] = layer
    faults += [
        _fault("no layer", name=name, layers=tuple(map(str, layers)))
        for name in names
        if name not in layer_of
    ]
    return layer_of, faults
