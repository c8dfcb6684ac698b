"""One weight vector, from weights as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import Fault, ProblemError, faults_of, find_name, raise_any, shown
from mcda_ai.orders.weak_order import FloatArray, real_in
from mcda_ai.weights.named import (
    NamedWeights,
    WeightedCriteria,
    have_names,
    is_weight,
    normalised,
    of_weights,
    scored_layers,
    spread_layers,
    why_no_number,
)
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_text import is_stated, stated

_fault = faults_of("weights")

WeightsLike: TypeAlias = Annotated[
    str | Mapping[str, float] | Sequence[float] | NDArray[Any] | None,
    "told by mcda_ai.weights.resolve",
]


@checks_arguments
def equal(criteria: WeightedCriteria) -> FloatArray:
    """Every scored criterion the same weight; shape (n_criteria,)."""
    return np.asarray(criteria.scored / criteria.scored.sum(), dtype=np.float64)


@checks_arguments
def layer_equal(criteria: WeightedCriteria) -> FloatArray:
    """Every layer the same weight, split equally over its scored criteria; shape (n_criteria,)."""
    return spread_layers(criteria, dict.fromkeys(scored_layers(criteria), 1.0))


_RULES = {"equal": equal, "layer-equal": layer_equal}


@checks_arguments
def resolve(weights: WeightsLike, criteria: WeightedCriteria) -> FloatArray:
    """Turn weights as people write them into a weight vector.

    Parameters
    ----------
    weights : None, "equal", "layer-equal", name of a weight set, mapping, or array
        Or text that `stated` reads, such as ``"order: impact > cost"``. None: the
        problem's own weights, else equal layers. A mapping names all scored criteria, or all
        layers that have one (each split equally within). An array has one entry per criterion.
        Entries of unscored criteria are ignored. Values are normalised to sum 1.
    criteria : WeightedCriteria
        Usually a `DecisionProblem`.

    Returns
    -------
    array of shape (n_criteria,)
        At least 0, sum 1; 0 for unscored criteria.

    Raises
    ------
    ProblemError
        Names what is missing, unknown, negative or not a number, all at once.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings({"cost": "A > B", "reach": "B > A"})
    >>> resolve({"cost": 3, "reach": 1}, problem)
    array([0.75, 0.25])
    """
    given = standing_for(weights, criteria)
    if isinstance(given, str):
        return _RULES[given](criteria)
    if have_names(given):
        return normalised(NamedWeights.read(given, criteria).vector, criteria)
    return normalised(_from_array(given, criteria), criteria)  # type: ignore[arg-type]


def standing_for(
    weights: WeightsLike, criteria: WeightedCriteria
) -> str | Mapping[str, float] | Sequence[float] | NDArray[Any]:
    """Give the numbers that a text or None stands for, or the name of a rule for them."""
    if weights is None:
        return "layer-equal" if criteria.own_weights is None else criteria.own_weights
    if not isinstance(weights, str):
        return weights
    sets = {each.name: each.by_name for each in getattr(criteria, "weight_sets", ())}
    if weights not in sets and is_stated(weights):
        return stated(weights)
    if "=" in weights and weights not in sets:
        raise ProblemError(of_weights(_fault("text for numbers", given=weights)))
    name = find_name("weights", weights, [*_RULES, *sets])
    return name if name in _RULES else cast("Mapping[str, float]", sets[name])


def how_made(weights: object, criteria: WeightedCriteria) -> StatedWeights | None:
    """Give weights that know how they were made, whatever form they are asked for in.

    Fixed ones, or the one weighting or mean of a weight space; None of all others.
    """
    given = getattr(weights, "weights", weights)
    try:
        found = standing_for(given, criteria) if isinstance(given, str) else given
    except ProblemError:  # a weight space, or what is told where it is used
        return None
    return found if isinstance(found, StatedWeights) else None


@checks_arguments
def by_name(weights: WeightsLike, criteria: WeightedCriteria) -> dict[str, float]:
    """Check weights, and give them by the names of criteria or layers, not normalised."""
    if have_names(weights):
        named = NamedWeights.read(weights, criteria)
        normalised(named.vector, criteria)
        return named.by_name
    vector = resolve(weights, criteria)
    return dict(zip(criteria.criterion_names, vector.tolist(), strict=True))


@checks_arguments
def parse(text: str) -> str | dict[str, float]:
    """Read weights from one line: ``equal``, ``layer-equal`` or ``cost=2,reach=1``.

    What `stated` reads, such as ``points: cost 2, reach 1``, is checked and stays text.

    Examples
    --------
    >>> parse("cost=2, reach=1")
    {'cost': 2.0, 'reach': 1.0}
    """
    if is_stated(text):
        stated(text)  # what is wrong with it is told at once
        return text.strip()
    if "=" not in text:
        return text.strip()
    weights: dict[str, float] = {}
    faults: list[Fault] = []
    parts = [part.strip() for part in text.split(",")]
    for before, part in pairwise(["", *parts]):
        name, _, value = (piece.strip() for piece in part.partition("="))
        number = real_in(value)
        if number is None:
            faults.append(why_no_number(part, before))
            continue
        if name in weights:
            faults.append(_fault("twice", kind="", name=name))
        weights[name] = number
    raise_any(map(of_weights, faults))
    return weights


def _from_array(weights: Sequence[float] | NDArray[Any], criteria: WeightedCriteria) -> FloatArray:
    n_criteria = len(criteria.criterion_names)
    array = as_numbers(weights, n_criteria)
    if array.shape != (n_criteria,):
        raise ProblemError(of_weights(_fault("shape", shape=str(array.shape), n=n_criteria)))
    raise_any(
        of_weights(_fault("no weight", name=name, value=float(value)))
        for name, value, scored in zip(
            criteria.criterion_names, array, criteria.scored, strict=True
        )
        if scored and not is_weight(value)
    )
    return array


def as_numbers(weights: object, n_criteria: int) -> FloatArray:
    """Take rows of weights as numbers, of whatever shape; refuse what is none."""
    try:
        is_long = isinstance(weights, range) and len(weights) > n_criteria
        if not is_long and not _is_masked(weights):
            given = np.asarray(weights)
            if given.dtype.kind in "iuf":
                return given.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        pass
    raise ProblemError(of_weights(_fault("no numbers", given=shown(weights), n=n_criteria)))


def _is_masked(weights: object) -> bool:
    """Tell whether some weights are masked: they would count, whoever does not ask."""
    return isinstance(weights, np.ma.MaskedArray) and bool(np.ma.getmaskarray(weights).any())
