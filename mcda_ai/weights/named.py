"""Weights by the names of criteria or of layers: looked up, checked, laid over the criteria."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeGuard

import numpy as np

from mcda_ai.messages.faults import (
    Fault,
    ProblemError,
    faults_of,
    find_name,
    known_names,
    raise_any,
)
from mcda_ai.orders.weak_order import BoolArray, FloatArray, IntArray, as_real, real_in
from mcda_ai.weights.stated import StatedWeights

_fault = faults_of("weights")

_MOST_FAULTS = 100
_BEFORE_NUMBER = re.compile(r"[=\s]+")


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


def of_weights(fault: Fault) -> Fault:
    """Say before a fault that it is one of weights; `Fault.innermost` takes that off again."""
    return fault.within(_fault("weights"))


def why_no_number(part: str, before: str) -> Fault:
    """Say what is wrong with a part that was typed; a decimal comma cuts a number in two."""
    digits = part.removesuffix("%").rstrip()
    percent = part.endswith("%")
    *names, last = _BEFORE_NUMBER.split(digits)
    whole = _BEFORE_NUMBER.split(before)[-1]
    if digits.isdecimal() and whole.isdecimal():
        text, example = f"{before},{part}", f"{whole}.{digits}"
        return _fault("decimal comma in weights", text=text, example=example, percent=percent)
    if percent and any(names) and real_in(last) is not None:
        return _fault("percent sign", text=part)
    return _fault("no pair", text=part)


def have_names(weights: object) -> TypeGuard[Mapping[str, float]]:
    """Tell whether weights come with names: a dict, or a pandas Series."""
    return isinstance(weights, Mapping) or hasattr(weights, "to_dict")


def as_dict(weights: Any) -> Mapping[Any, Any]:  # noqa: ANN401  (a dict, or a pandas Series)
    """Give weights that have names as a dict."""
    found: Mapping[Any, Any] = weights.to_dict() if hasattr(weights, "to_dict") else weights
    return found


class NamedWeights(NamedTuple):
    """Weights by criterion or by layer, and the vector they stand for, not normalised."""

    by_name: dict[str, float]
    vector: FloatArray

    @classmethod
    def read(cls, weights: Any, criteria: WeightedCriteria) -> NamedWeights:  # noqa: ANN401
        """Take the names as criteria or as layers, whichever fits; refuse if both do."""
        items = weights.on(criteria) if isinstance(weights, StatedWeights) else as_dict(weights)
        given = {str(name): value for name, value in items.items()}
        faults = [
            of_weights(_fault("no weight", (name,), name=name, value=shown_value(value)))
            for name, value in given.items()
            if not is_weight(value)
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
        if others and not np.allclose(normalised(first.vector, criteria),
                                      normalised(others[0].vector, criteria)):  # fmt: skip
            raise ProblemError(of_weights(_fault("both kinds")))
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
        found = complete(kind, given, allowed, scored, faults)
        return cls(found, np.array([found.get(name, 0.0) for name in names], dtype=np.float64))

    @classmethod
    def _of_layers(
        cls, given: Mapping[str, float], criteria: WeightedCriteria, faults: Sequence[Fault]
    ) -> NamedWeights:
        found = complete("layer", given, criteria.layer_names, scored_layers(criteria), faults)
        return cls(found, spread_layers(criteria, found))


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
        return [of_weights(mixed)]


def complete(
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
                raise_any([*told, of_weights(_fault("more unknown"))])
            continue
        if name in found:
            told.append(of_weights(_fault("twice", (typed,), kind=kind, name=name)))
        found[name] = as_real(value) or 0.0
    missing = [name for name in required if name not in found]
    if missing and len(found) == len(given):  # else a name not understood may be a missing one
        told.append(of_weights(_fault("missing", (missing[0],), kind=kind, names=tuple(missing))))
    raise_any(told)
    return found


def normalised(weights: FloatArray, criteria: WeightedCriteria) -> FloatArray:
    """Give the weights of scored criteria, so that they have the sum 1."""
    counted = np.where(criteria.scored, weights, 0.0)
    largest = counted.max()
    if largest == 0:
        raise ProblemError(of_weights(_fault("all zero")))
    counted = counted / largest  # first, so that huge or tiny numbers cannot overflow the sum
    return np.asarray(counted / counted.sum(), dtype=np.float64)


def spread_layers(criteria: WeightedCriteria, by_layer: Mapping[str, float]) -> FloatArray:
    """Split the weight of each layer equally over its scored criteria."""
    counts = np.bincount(criteria.layer_of[criteria.scored], minlength=len(criteria.layer_names))
    shares = np.where(counts > 0, [by_layer.get(name, 0.0) for name in criteria.layer_names], 0.0)
    largest = shares.max()
    if largest > 0:  # so that neither huge nor tiny numbers are lost in dividing them
        shares = shares / largest
    per_criterion = np.divide(shares, counts, out=np.zeros_like(shares), where=counts > 0)
    spread = np.where(criteria.scored, per_criterion[criteria.layer_of], 0.0)
    total = spread.sum()
    return np.asarray(spread / total if total > 0 else spread, dtype=np.float64)


def scored_layers(criteria: WeightedCriteria) -> list[str]:
    """Name the layers with a scored criterion, in order."""
    with_scores = set(criteria.layer_of[criteria.scored].tolist())
    return [name for index, name in enumerate(criteria.layer_names) if index in with_scores]


def shown_value(value: object) -> float | str:
    """Show what was given for a number."""
    return value if isinstance(value, float) else repr(value)


def is_weight(value: object) -> bool:
    """Tell whether it is a number, 0 or more."""
    number = as_real(value)
    return number is not None and math.isfinite(number) and number >= 0
