"""Decision problems made straight from Python data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from mcda_ai import weights as weight_rules
from mcda_ai.evidence import Alternative, Criterion, Judgement, Label, Layer, Reading
from mcda_ai.faults import ProblemError, raise_any, unknown_name
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import OrderInput, WeakOrder


def from_rankings(
    rankings: Mapping[str, OrderInput | None] | pd.DataFrame,
    *,
    layers: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    alternatives: Sequence[str] | None = None,
    preconditions: Sequence[str] = (),
    name: str = "problem",
) -> DecisionProblem:
    """Make a decision problem straight from rankings.

    Parameters
    ----------
    rankings : mapping of criterion to order, or DataFrame
        An order is text (``"A > B = C"``), a dict of ranks, a list of groups, or None for an
        unscored criterion; an alternative that it leaves out is not ranked on that criterion.
        A DataFrame holds ranks: criteria as rows, alternatives as columns, NaN = not ranked.
        Of ranks only the order counts, 1 is best, gaps and any tie convention are fine.
    layers : mapping of layer name to criterion names, optional
        Every criterion in exactly one layer. Without it all criteria form one layer.
    weights : mapping or array, optional
        The problem's own weights, by criterion or by layer; see `mcda_ai.weights.resolve`.
    alternatives : sequence of str, optional
        Fixes the list and the order; otherwise they come in order of first appearance.
    preconditions : sequence of str, optional
        Names of the layers that are preconditions rather than benefits.
    name : str, optional

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
    orders, faults = _orders(rankings)
    grouping = {"criteria": list(orders)} if layers is None else layers
    if not isinstance(grouping, Mapping):
        raise ProblemError(
            *faults, f"layers: {grouping!r}; allowed: a dict of layer name to criterion names"
        )
    layer_of, layer_faults = _layer_of_each(orders, grouping)
    faults += layer_faults
    for argument, given in (("alternatives", alternatives), ("preconditions", preconditions)):
        if isinstance(given, str):
            faults.append(f"{argument}: {given!r}; allowed: a list of names")
    faults += [
        "preconditions: " + unknown_name("layer", layer, grouping)
        for layer in preconditions
        if not isinstance(preconditions, str) and layer not in grouping
    ]
    raise_any(faults)
    if alternatives is None:
        alternatives = _names_in(rankings, orders)
    unscored = Judgement(status="unscored", reason=Label(nl="niet gescoord", en="not scored"))
    problem = DecisionProblem(
        name=name,
        alternatives=tuple(Alternative(str(a), Label.same(str(a))) for a in alternatives),
        layers=tuple(
            Layer(
                layer,
                Label.same(layer),
                role="precondition" if layer in preconditions else "benefit chain",
            )
            for layer in grouping
        ),
        criteria=tuple(Criterion(c, layer_of[c], Label.same(c)) for c in orders),
        readings=(Reading("given", Label(nl="zoals gegeven", en="as given")),),
        judgements={
            "given": {
                c: unscored if order is None else Judgement(order) for c, order in orders.items()
            }
        },
    )
    return problem if weights is None else with_own_weights(problem, weights)


def with_own_weights(
    problem: DecisionProblem, given: Mapping[str, float] | Sequence[float]
) -> DecisionProblem:
    """Give a problem weights of its own, by criterion or by layer, after checking them."""
    return replace(problem, own_weights=weight_rules.by_name(given, problem))


def _orders(
    rankings: Mapping[str, OrderInput | None] | pd.DataFrame,
) -> tuple[dict[str, WeakOrder | None], list[str]]:
    """Read the ranking of each criterion; give what is wrong beside them."""
    if isinstance(rankings, pd.DataFrame):
        doubled = rankings.columns[rankings.columns.duplicated()].unique()
        raise_any(f"alternative '{name}' has more than one column" for name in doubled)
        rows: list[tuple[object, Any]] = list(rankings.iterrows())
    elif isinstance(rankings, Mapping):
        rows = list(rankings.items())
    else:
        raise ProblemError(
            f"rankings: {type(rankings).__name__}; allowed: a dict of criterion to "
            "order, or a DataFrame of ranks with a row for each criterion"
        )
    orders: dict[str, WeakOrder | None] = {}
    faults = []
    for name, order in rows:
        criterion = str(name)
        if criterion in orders:
            faults.append(f"criterion '{criterion}' stands there more than once; names must differ")
        try:
            orders[criterion] = _order(order)
        except ProblemError as error:
            orders[criterion] = None
            faults += [f"criterion '{criterion}': {fault}" for fault in error.faults]
    return orders, faults


def _order(order: OrderInput | pd.Series[float] | None) -> WeakOrder | None:
    """Read one ranking; None if it ranks nobody."""
    if isinstance(order, pd.Series):
        order = {str(name): None if pd.isna(rank) else rank for name, rank in order.items()}
    if isinstance(order, Mapping) and all(rank is None or rank != rank for rank in order.values()):
        return None
    return None if order is None else WeakOrder.of(order)


def _names_in(
    rankings: Mapping[str, OrderInput | None] | pd.DataFrame, orders: Mapping[str, WeakOrder | None]
) -> list[str]:
    """List the alternatives in order of first appearance, those that nobody ranked included."""
    if isinstance(rankings, pd.DataFrame):
        return [str(name).strip() for name in rankings.columns]
    names: list[object] = []
    for given, order in zip(rankings.values(), orders.values(), strict=True):
        if isinstance(given, Mapping | pd.Series):
            names.extend(given.keys())
        elif order is not None:
            names.extend(order.alternatives)
    return list(dict.fromkeys(str(name).strip() for name in names))


def _layer_of_each(
    criteria: Iterable[str], layers: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], list[str]]:
    """Say which layer each criterion stands in; give what is wrong beside it."""
    names = list(criteria)
    layer_of: dict[str, str] = {}
    faults = []
    for layer, members in layers.items():
        if isinstance(members, str) or not isinstance(members, Iterable):
            faults.append(f"layer '{layer}': {members!r}; allowed: a list of criterion names")
            continue
        for criterion in map(str, members):
            if criterion not in names:
                faults.append(f"layer '{layer}': " + unknown_name("criterion", criterion, names))
            if criterion in layer_of:
                faults.append(
                    f"criterion '{criterion}' stands in the layers "
                    f"'{layer_of[criterion]}' and '{layer}'; allowed: one layer"
                )
            layer_of[criterion] = layer
    faults += [
        f"criterion '{name}' stands in no layer; allowed: {', '.join(map(str, layers)) or 'none'}"
        for name in names
        if name not in layer_of
    ]
    return layer_of, faults
