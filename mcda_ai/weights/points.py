"""Weights from points: divided, given one by one, or for the swing from worst to best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any, NamedTuple, TypeAlias

import numpy as np

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    names_meant,
    raise_any,
    shown,
    unknown_name,
)
from mcda_ai.orders.weak_order import as_real, real_in
from mcda_ai.weights.named import (
    WeightedCriteria,
    as_dict,
    complete,
    have_names,
    scored_layers,
    shown_value,
    why_no_number,
)
from mcda_ai.weights.stated import StatedWeights
from mcda_ai.weights.stated_parts import Line, name_and_number, number_text, quoted_if_needed

_fault = faults_of("weights")

Points: TypeAlias = Annotated[
    Mapping[str, float] | str, "told by mcda_ai.weights.points, which looks at every number"
]


@checks_arguments
def from_points(
    points: Points, *, within: Mapping[str, Mapping[str, float]] | None = None
) -> StatedWeights:
    """Make weights from points: 100 divided, or so many for each, the most for the most important.

    Parameters
    ----------
    points : mapping of name to number, or text
        Of all criteria, or of all layers; as text ``"benefits 40, risks 60"``. Only proportions
        count. What should weigh nothing gets 0: leaving it out is a fault.
    within : mapping of layer to mapping of criterion to number, optional
        Points for the criteria within a layer, where `points` are those of layers; they divide
        what the layer has. A layer without them is divided equally. As text they stand behind a
        layer: ``"benefits 40 (reach 100, trust 50), risks 60"``.

    Returns
    -------
    StatedWeights
        Accepted wherever weights are. Names are looked up when they are used.

    Raises
    ------
    ProblemError
        For points that are negative, no numbers or all zero, all at once.

    Examples
    --------
    >>> dict(from_points({"benefits": 40, "risks": 60}))
    {'benefits': 0.4, 'risks': 0.6}
    >>> import mcda_ai as mcda
    >>> problem = mcda.from_rankings(
    ...     {"reach": "A > B", "trust": "B > A", "cost": "B > A"},
    ...     layers={"benefits": ["reach", "trust"], "risks": ["cost"]},
    ... )
    >>> points = from_points({"benefits": 40, "risks": 60}, within={"benefits": {"reach": 3, "trust": 1}})
    >>> mcda.weights.resolve(points, problem)
    array([0.3, 0.1, 0.6])
    """  # noqa: E501  (what is typed)
    faults: list[Fault] = []
    given: object = points
    nested: Mapping[Any, Any] = {}
    if isinstance(points, str):
        given, nested = _nested_in(points, faults)
    nested = nested if within is None else _mapping_in(within, faults)
    numbers = _points_in(given, faults)
    inside = {str(name): _points_in(its, faults, _of_layer(name)) for name, its in nested.items()}
    raise_any(faults)
    raise_any(
        unknown_name("layer", name, numbers).within(_fault("points"))
        for name in inside
        if name not in numbers
    )
    line = "points: " + ", ".join(
        _written(name, number, inside.get(name, {})) for name, number in numbers.items()
    )
    made = _made_from(numbers, is_nested=bool(inside))
    if not inside:
        return StatedWeights(_shares(numbers), line, made)
    return _PointsWithinLayers(_shares(numbers), line, made, within=inside)


@checks_arguments
def from_swings(swings: Points) -> StatedWeights:
    """Make weights from points for going from the worst to the best that was measured.

    Where a criterion is measured, its weight is worth what that step is worth: not how important
    it is as such, but how much is gained between the worst and the best option on it (von
    Winterfeldt and Edwards 1986). For methods that count by how much options differ, such as
    ``weighted_sum``. Ranks have no such step: a criterion that is only ranked is refused, unless it
    has 0.

    Parameters
    ----------
    swings : mapping of criterion to number, or text
        As for `from_points`; of criteria only.

    Returns
    -------
    StatedWeights

    Raises
    ------
    ProblemError
        As for `from_points`; when they are used, for criteria that are not measured.

    Examples
    --------
    >>> import mcda_ai as mcda
    >>> import pandas as pd
    >>> table = pd.DataFrame({"A": [30, 3], "B": [20, 5]}, index=["cost", "time"])
    >>> problem = mcda.from_table(table, directions={"cost": "min", "time": "min"})
    >>> swings = from_swings({"cost": 100, "time": 60})
    >>> mcda.weights.resolve(swings, problem)
    array([0.625, 0.375])
    """
    faults: list[Fault] = []
    numbers = _points_in(_text_or_data(swings, faults), faults)
    raise_any(faults)
    line = ", ".join(_written(name, number, {}) for name, number in numbers.items())
    return _Swings(_shares(numbers), f"swings: {line}", _fault("made from swings"))


class _Swings(StatedWeights):
    """Weights of measured criteria."""

    def on(self, criteria: WeightedCriteria) -> Mapping[str, float]:
        """Refuse criteria without a worst and a best; unknown ones are told by who looks up."""
        raise_any(
            fault.within(_fault("swings"), name)
            for name, share in self.by_name.items()
            if share > 0
            for fault in _without_swing(name, criteria)
        )
        return self.by_name


def _without_swing(name: str, criteria: WeightedCriteria) -> Iterator[Fault]:
    found = names_meant(name, criteria.criterion_names)
    if not found and names_meant(name, criteria.layer_names):
        yield _fault("swing of a layer", name=name)
    values = getattr(criteria, "values", None)
    for each in found:
        row = None if values is None else values[criteria.criterion_names.index(each)]
        if row is None or np.isnan(row).all():
            yield _fault("no swing", name=each)


@dataclass(frozen=True, eq=False, repr=False)
class _PointsWithinLayers(StatedWeights):
    """Weights of layers that are divided by points for their criteria.

    The mapping is that of the layers; what their criteria get depends on which are scored.
    """

    within: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def on(self, criteria: WeightedCriteria) -> Mapping[str, float]:
        """Divide each layer over its scored criteria, by their points or else equally."""
        layers = complete("layer", self.by_name, criteria.layer_names, scored_layers(criteria), [])
        faults: list[Fault] = []
        points = {name: self.within.get(typed) for name, typed in zip(layers, self, strict=True)}
        found: dict[str, float] = {}
        for layer, share in layers.items():
            try:
                found |= _divided(share, points[layer], _Members.of(layer, criteria))
            except ProblemError as error:
                faults += [fault.within(_of_layer(layer)) for fault in error.faults]
        raise_any(faults)
        return found


class _Members(NamedTuple):
    """The criteria of a layer, and those among them that are scored."""

    names: list[str]
    scored: list[str]

    @classmethod
    def of(cls, layer: str, criteria: WeightedCriteria) -> _Members:
        """Find them."""
        at = np.flatnonzero(criteria.layer_of == criteria.layer_names.index(layer))
        names = criteria.criterion_names
        return cls([names[k] for k in at], [names[k] for k in at if criteria.scored[k]])


def _divided(
    share: float, points: Mapping[str, float] | None, members: _Members
) -> dict[str, float]:
    """Divide the weight of a layer over its scored criteria; the others get nothing."""
    if points is None:
        points = dict.fromkeys(members.scored, 1.0)
    found = complete("criterion", points, members.names, members.scored, [])
    total = math.fsum(found[name] for name in members.scored)
    if members.scored and total == 0:
        raise ProblemError(_fault("all zero"))
    return {name: share * found[name] / total for name in members.scored}


def _of_layer(name: object) -> Fault:
    return _fault("points within layer", name=str(name))


# --- points as they are given


def _points_in(given: object, faults: list[Fault], where: Fault | None = None) -> dict[str, float]:
    """Take names with numbers, 0 or more and not all 0; add what is wrong to the faults."""
    found: dict[str, float] = {}
    told: list[Fault] = []
    for name, value in _mapping_in(given, told).items():
        number = as_real(value)
        if number is None or not 0 <= number < math.inf:
            told.append(_fault("no weight", (str(name),), name=str(name), value=shown_value(value)))
        found[str(name)] = number or 0.0
    if not faults and not told and not any(found.values()):
        told.append(_fault("no points above 0"))
    faults += [fault.within(where or _fault("points")) for fault in told]
    return found


def _mapping_in(given: Any, faults: list[Fault]) -> Mapping[Any, Any]:  # noqa: ANN401
    """Take a dict, or a Series."""
    if have_names(given):
        return as_dict(given)
    faults.append(_fault("no mapping of points", given=shown(given)))
    return {}


def _nested_in(text: str, faults: list[Fault]) -> tuple[dict[str, float], dict[str, Any]]:
    """Read points, and those that stand between parentheses behind a layer."""
    line = Line.of(text)
    outer: list[str] = []
    nested: dict[str, Any] = {}
    for piece in line.cut(line.text):
        before, opened, inside = piece.partition("(")
        is_nested = bool(opened) and inside.endswith(")")
        outer.append(before.strip() if is_nested else piece)
        if is_nested:
            name, _ = name_and_number(outer[-1])
            nested[line.name(name)] = _numbers_in(line, line.cut(inside[:-1]), faults)
    return _numbers_in(line, outer, faults), nested


def _text_or_data(given: object, faults: list[Fault]) -> object:
    """Read points, if they are text."""
    if not isinstance(given, str):
        return given
    line = Line.of(given)
    return _numbers_in(line, line.cut(line.text), faults)


def _numbers_in(line: Line, pieces: Sequence[str], faults: list[Fault]) -> dict[str, float]:
    """Read a number behind each name."""
    found: dict[str, float] = {}
    for before, piece in pairwise(["", *pieces]):
        named, typed = name_and_number(piece)
        number = real_in(typed)
        if not named or number is None:
            told = why_no_number(line.as_typed(piece), line.as_typed(before))
            faults.append(told.within(_fault("points")))
            continue
        name = line.name(named)
        if name in found:
            faults.append(_fault("twice", kind="", name=name).within(_fault("points")))
        found[name] = number
    return found


# --- what is made of them


def _shares(numbers: Mapping[str, float]) -> dict[str, float]:
    total = sum(numbers.values())
    if math.isinf(total):
        largest = max(numbers.values())
        return _shares({name: number / largest for name, number in numbers.items()})
    return {name: number / total for name, number in numbers.items()}


def _made_from(numbers: Mapping[str, float], *, is_nested: bool) -> Fault:
    """Say whether 100 were divided, or the most important has 100, or how many there are."""
    total, most = sum(numbers.values()), max(numbers.values())
    sort = "divided" if _is_hundred(total) else "most" if _is_hundred(most) else "total"
    return _fault("made from points", sort=sort, total=total, nested=is_nested)


def _is_hundred(number: float) -> bool:
    return math.isclose(number, 100.0, rel_tol=1e-9)


def _written(name: str, number: float, inside: Mapping[str, float]) -> str:
    points = f"{quoted_if_needed(name)} {number_text(number)}"
    divided = ", ".join(_written(each, its, {}) for each, its in inside.items())
    return f"{points} ({divided})" if divided else points
