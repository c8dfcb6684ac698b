"""One weight vector, from weights as people write them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, NamedTuple, Protocol, TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

from mcda_ai.messages.arguments import checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    find_name,
    known_names,
    raise_any,
    shown,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, as_real, real_in

_fault = faults_of("weights")

_MOST_FAULTS = 100

WeightsLike: TypeAlias = Annotated[
    str | Mapping[str, float] | Sequence[float] | NDArray[Any] | None,
    "told by mcda_ai.weights.resolve",
]


class WeightedCriteria(Protocol):
    """What weights are laid over; a `DecisionProblem` is one."""

    @property
    def criterion_names(self) -> tuple[str, ...]:
        """Names of all criteria, in table order."""

    @property
    def layer_names(self) -> tuple[str, ...]:
        """Names of the layers, in order."""

    @property
    def layer_of(self) -> IntArray:
        """Index of each criterion's layer; shape (n_criteria,)."""

    @property
    def scored(self) -> BoolArray:
        """Which criteria compare at least one pair; shape (n_criteria,)."""

    @property
    def own_weights(self) -> Mapping[str, float] | None:
        """The weights that came with the problem, by criterion, if any did."""

    @property
    def counts(self) -> bool:
        """Whether these weights count ballots."""


@checks_arguments
def equal(criteria: WeightedCriteria) -> FloatArray:
    """Every scored criterion the same weight; shape (n_criteria,)."""
    return np.asarray(criteria.scored / criteria.scored.sum(), dtype=np.float64)


@checks_arguments
def layer_equal(criteria: WeightedCriteria) -> FloatArray:
    """Every layer the same weight, split equally over its scored criteria; shape (n_criteria,)."""
    return _spread_layers(criteria, dict.fromkeys(_scored_layers(criteria), 1.0))


@checks_arguments
def resolve(weights: WeightsLike, criteria: WeightedCriteria) -> FloatArray:
    """Turn weights as people write them into a weight vector.

    Parameters
    ----------
    weights : None, "equal", "layer-equal", name of a weight set, mapping, or array
        None: the problem's own weights, else equal layers. A mapping names all scored criteria, or
        all layers that have one (each split equally within). An array has one entry per
        criterion. Entries of unscored criteria are ignored. Values are normalised to sum 1.
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
    if weights is None:
        weights = "layer-equal" if criteria.own_weights is None else criteria.own_weights
    if isinstance(weights, str):
        rules = {"equal": equal, "layer-equal": layer_equal}
        sets = {each.name: each.by_name for each in getattr(criteria, "weight_sets", ())}
        if "=" in weights and weights not in sets:
            raise ProblemError(_of_weights(_fault("text for numbers", given=weights)))
        name = find_name("weights", weights, [*rules, *sets])
        if name in rules:
            return rules[name](criteria)
        weights = sets[name]
    if _names_things(weights):
        return _normalised(NamedWeights.read(weights, criteria).vector, criteria)
    return _normalised(_from_array(weights, criteria), criteria)  # type: ignore[arg-type]


@checks_arguments
def by_name(weights: WeightsLike, criteria: WeightedCriteria) -> dict[str, float]:
    """Check weights, and give them by the names of criteria or layers, not normalised."""
    if _names_things(weights):
        named = NamedWeights.read(weights, criteria)
        _normalised(named.vector, criteria)
        return named.by_name
    vector = resolve(weights, criteria)
    return dict(zip(criteria.criterion_names, vector.tolist(), strict=True))


@checks_arguments
def parse(text: str) -> str | dict[str, float]:
    """Read weights from one line: ``equal``, ``layer-equal`` or ``cost=2,reach=1``.

    Examples
    --------
    >>> parse("cost=2, reach=1")
    {'cost': 2.0, 'reach': 1.0}
    """
    if "=" not in text:
        return text.strip()
    weights: dict[str, float] = {}
    faults: list[Fault] = []
    parts = [part.strip() for part in text.split(",")]
    for before, part in pairwise(["", *parts]):
        name, _, value = (piece.strip() for piece in part.partition("="))
        number = real_in(value)
        if number is None:
            faults.append(_why_no_number(part, before))
            continue
        if name in weights:
            faults.append(_fault("twice", kind="", name=name))
        weights[name] = number
    raise_any(map(_of_weights, faults))
    return weights


def _of_weights(fault: Fault) -> Fault:
    """Say before a fault that it is one of weights; `Fault.innermost` takes that off again."""
    return fault.within(_fault("weights"))


def _why_no_number(part: str, before: str) -> Fault:
    """Say what is wrong with a part that was typed; a decimal comma cuts a number in two."""
    digits = part.removesuffix("%").rstrip()
    percent = part.endswith("%")
    whole = before.rpartition("=")[2].strip()
    if digits.isdecimal() and whole.isdecimal():
        text, example = f"{before},{part}", f"{whole}.{digits}"
        return _fault("decimal comma in weights", text=text, example=example, percent=percent)
    if percent and "=" in part:
        return _fault("percent sign", text=part)
    return _fault("no pair", text=part)


def _names_things(weights: WeightsLike) -> TypeGuard[Mapping[str, float]]:
    """Tell whether weights come with names: a dict, or a pandas Series."""
    return isinstance(weights, Mapping) or hasattr(weights, "to_dict")


class NamedWeights(NamedTuple):
    """Weights by criterion or by layer, and the vector they stand for, not normalised."""

    by_name: dict[str, float]
    vector: FloatArray

    @classmethod
    def read(cls, weights: Any, criteria: WeightedCriteria) -> NamedWeights:  # noqa: ANN401
        """Take the names as criteria or as layers, whichever fits; refuse if both do."""
        items = weights.to_dict() if hasattr(weights, "to_dict") else weights
        given = {str(name): value for name, value in items.items()}
        faults = [
            _of_weights(_fault("no weight", (name,), name=name, value=_shown(value)))
            for name, value in given.items()
            if not _is_weight(value)
        ]
        kinds = _Kinds.of(given, criteria)
        readers = {"criterion": cls._of_criteria, "layer": cls._of_layers}
        readings: dict[str, NamedWeights] = {}
        refusals: dict[str, ProblemError] = {}
        for kind in kinds.possible or [kinds.meant]:
            try:
                readings[kind] = readers[kind](given, criteria, faults)
            except ProblemError as error:
                refusals[kind] = error
        if not readings:
            raise_any(kinds.mixed_faults())
            raise refusals.get(kinds.meant) or next(iter(refusals.values()))
        first, *others = readings.values()
        if others and not np.allclose(_normalised(first.vector, criteria),
                                      _normalised(others[0].vector, criteria)):  # fmt: skip
            raise ProblemError(_of_weights(_fault("both kinds")))
        return first

    @classmethod
    def _of_criteria(
        cls, given: Mapping[str, float], criteria: WeightedCriteria, faults: Sequence[Fault]
    ) -> NamedWeights:
        names = criteria.criterion_names
        scored = [name for name, flag in zip(names, criteria.scored, strict=True) if flag]
        layers = criteria.layer_names
        known = bool(known_names(given, names)) or not given
        kind, allowed = ("criterion", names) if known else ("criterion or layer", (*layers, *names))
        found = _complete(kind, given, allowed, scored, faults)
        return cls(found, np.array([found.get(name, 0.0) for name in names], dtype=np.float64))

    @classmethod
    def _of_layers(
        cls, given: Mapping[str, float], criteria: WeightedCriteria, faults: Sequence[Fault]
    ) -> NamedWeights:
        found = _complete("layer", given, criteria.layer_names, _scored_layers(criteria), faults)
        return cls(found, _spread_layers(criteria, found))


class _Kinds(NamedTuple):
    """Which of the names given are of criteria, and which of layers."""

    given: list[str]
    criteria: list[str]
    layers: list[str]

    @classmethod
    def of(cls, given: Mapping[str, float], criteria: WeightedCriteria) -> _Kinds:
        """Look every name up, among thousands if need be."""
        names, layers = criteria.criterion_names, criteria.layer_names
        return cls([*given], known_names(given, names), known_names(given, layers))

    @property
    def possible(self) -> list[str]:
        """The kinds of which all names can be."""
        found = {"criterion": self.criteria, "layer": self.layers}
        return [kind for kind, names in found.items() if len(names) == len(self.given)]

    @property
    def meant(self) -> str:
        """The kind that was meant, to say what is wrong with the others."""
        return "layer" if len(self.layers) > len(self.criteria) else "criterion"

    def mixed_faults(self) -> list[Fault]:
        """Say that some names are of criteria and others of layers, if each is one of the two."""
        names, layers = set(self.criteria), set(self.layers)
        only_names = [name for name in self.criteria if name not in layers]
        only_layers = [name for name in self.layers if name not in names]
        if not only_names or not only_layers or len(names | layers) < len(self.given):
            return []
        fewer = min(only_layers, only_names, key=len)
        mixed = _fault(
            "mixed kinds", (fewer[0],), layers=tuple(only_layers), criteria=tuple(only_names)
        )
        return [_of_weights(mixed)]


def _complete(
    kind: str,
    given: Mapping[str, float],
    allowed: Sequence[str],
    required: Sequence[str],
    faults: Sequence[Fault],
) -> dict[str, float]:
    """Match the names given to the names allowed; add what is unknown, double or missing."""
    found: dict[str, float] = {}
    told = list(faults)
    exact = set(allowed)  # elections have thousands
    for typed, value in given.items():
        try:
            name = typed if typed in exact else find_name(kind, typed, allowed)
        except ProblemError as error:
            told += [fault.within(_fault("weights"), typed) for fault in error.faults]
            if len(told) > _MOST_FAULTS:  # the nearest name of each takes time
                raise_any([*told, _of_weights(_fault("more unknown"))])
            continue
        if name in found:
            told.append(_of_weights(_fault("twice", (typed,), kind=kind, name=name)))
        found[name] = as_real(value) or 0.0
    missing = [name for name in required if name not in found]
    if missing and len(found) == len(given):  # else a name not understood may be a missing one
        told.append(_of_weights(_fault("missing", (missing[0],), kind=kind, names=tuple(missing))))
    raise_any(told)
    return found


def _from_array(weights: Sequence[float] | NDArray[Any], criteria: WeightedCriteria) -> FloatArray:
    n_criteria = len(criteria.criterion_names)
    array = as_numbers(weights, n_criteria)
    if array.shape != (n_criteria,):
        raise ProblemError(_of_weights(_fault("shape", shape=str(array.shape), n=n_criteria)))
    raise_any(
        _of_weights(_fault("no weight", name=name, value=float(value)))
        for name, value, scored in zip(
            criteria.criterion_names, array, criteria.scored, strict=True
        )
        if scored and not _is_weight(value)
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
    raise ProblemError(_of_weights(_fault("no numbers", given=shown(weights), n=n_criteria)))


def _is_masked(weights: object) -> bool:
    """Tell whether some weights are masked: they would count, whoever does not ask."""
    return isinstance(weights, np.ma.MaskedArray) and bool(np.ma.getmaskarray(weights).any())


def _normalised(weights: FloatArray, criteria: WeightedCriteria) -> FloatArray:
    counted = np.where(criteria.scored, weights, 0.0)
    largest = counted.max()
    if largest == 0:
        raise ProblemError(_of_weights(_fault("all zero")))
    counted = counted / largest  # first, so that huge or tiny numbers cannot overflow the sum
    return np.asarray(counted / counted.sum(), dtype=np.float64)


def _spread_layers(criteria: WeightedCriteria, by_layer: Mapping[str, float]) -> FloatArray:
    counts = np.bincount(criteria.layer_of[criteria.scored], minlength=len(criteria.layer_names))
    shares = np.where(counts > 0, [by_layer.get(name, 0.0) for name in criteria.layer_names], 0.0)
    largest = shares.max()
    if largest > 0:  # so that neither huge nor tiny numbers are lost in dividing them
        shares = shares / largest
    per_criterion = np.divide(shares, counts, out=np.zeros_like(shares), where=counts > 0)
    spread = np.where(criteria.scored, per_criterion[criteria.layer_of], 0.0)
    total = spread.sum()
    return np.asarray(spread / total if total > 0 else spread, dtype=np.float64)


def _scored_layers(criteria: WeightedCriteria) -> list[str]:
    with_scores = set(criteria.layer_of[criteria.scored].tolist())
    return [name for index, name in enumerate(criteria.layer_names) if index in with_scores]


def _shown(value: object) -> float | str:
    return value if isinstance(value, float) else repr(value)


def _is_weight(value: object) -> bool:
    number = as_real(value)
    return number is not None and math.isfinite(number) and number >= 0
