"""What a decision problem consists of, and what must fit together in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mcda_ai.messages.faults import Fault, Place, same_name, text_fault, text_inside, unknown_name
from mcda_ai.messages.label import Label, called
from mcda_ai.messages.lists import listed_names
from mcda_ai.problem.evidence import (
    NOBODY_LEFT,
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Reading,
    Remark,
    Scale,
    Scenario,
    WeightSet,
)
from mcda_ai.weights import RESERVED_NAMES


@dataclass(frozen=True, repr=False)
class ProblemStructure:
    """The parts of a decision problem and how they refer to one another.

    The fields are described at `DecisionProblem`, which adds what can be computed from them.
    """

    name: str
    alternatives: tuple[Alternative, ...]
    layers: tuple[Layer, ...]
    criteria: tuple[Criterion, ...]
    readings: tuple[Reading, ...]
    judgements: Mapping[str, Mapping[str, Judgement]]
    scales: tuple[Scale, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    remarks: tuple[Remark, ...] = ()
    document: Document | None = None
    label: Label = Label()
    description: Label = Label()
    own_weights: Mapping[str, float] | None = None
    weight_sets: tuple[WeightSet, ...] = ()
    active_reading: str = ""
    active_scenarios: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    counts: bool = False

    @property
    def alternative_names(self) -> tuple[str, ...]:
        """Names of the alternatives, in order."""
        return tuple(alternative.name for alternative in self.alternatives)

    @property
    def criterion_names(self) -> tuple[str, ...]:
        """Names of all criteria, in table order."""
        return tuple(criterion.name for criterion in self.criteria)

    @property
    def layer_names(self) -> tuple[str, ...]:
        """Names of the layers, in order."""
        return tuple(layer.name for layer in self.layers)

    def scale_of(self, criterion: Criterion) -> Scale | None:
        """Give the scale of a criterion, if it has one."""
        return self._scales_by_name.get(criterion.scale or "")

    @cached_property
    def _scales_by_name(self) -> dict[str, Scale]:
        return {scale.name: scale for scale in self.scales}

    def labels(self, language: str) -> dict[str, str]:
        """Give what to call layers, criteria, readings, scenarios and weight sets, by name.

        Of several parts with one name the layer counts, then the criterion. A part without a
        label keeps its name; alternatives, which are short names in tables, do so too.
        """
        parts: list[WeightSet | Scenario | Reading | Criterion | Layer] = [
            *self.weight_sets, *self.scenarios, *self.readings, *self.criteria, *self.layers,
        ]  # fmt: skip
        return {part.name: called(part, language) for part in parts}

    def structure_faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong with the parts, one line each, with its place."""
        here = f"{self.name}: "
        yield from (text_inside(fault, here) for fault in self._faults_of_names())
        yield from size_faults(self.name, self.alternatives, self.criteria, self.readings)
        layers = dict.fromkeys(self.layer_names)
        yield from (
            text_fault(
                f"{here}criterion '{criterion.name}': "
                + unknown_name("layer", criterion.layer, layers),
                ("criteria", k, "layer"),
            )
            for k, criterion in enumerate(self.criteria)
            if criterion.layer not in layers
        )
        yield from (text_inside(fault, here) for fault in self._reference_faults())
        for reading in self.readings:
            yield from (text_inside(fault, here) for fault in self._judgement_faults(reading.name))
        yield from (text_inside(fault, here) for fault in self.contradictions())
        for k, scenario in enumerate(self.scenarios):
            for fault in self._scenario_faults(scenario, ("scenarios", k, "cells")):
                yield text_inside(fault, here)

    def _faults_of_names(self) -> Iterator[Fault]:
        """Yield names that are used twice, that nobody can type, or that mean a rule already."""
        kinds: dict[tuple[str, str], Sequence[Any]] = {
            ("alternative", "alternatives"): self.alternatives,
            ("layer", "layers"): self.layers,
            ("criterion", "criteria"): self.criteria,
            ("reading", "readings"): self.readings,
            ("scenario", "scenarios"): self.scenarios,
            ("scale", "scales"): self.scales,
            ("weight set", "weight_sets"): self.weight_sets,
        }
        for (kind, key), parts in kinds.items():
            for fault in _name_faults(kind, [part.name for part in parts]):
                yield text_inside(fault, "", key)
        for place, weight_set in enumerate(self.weight_sets):
            if any(same_name(str(weight_set.name), name) for name in RESERVED_NAMES):
                yield text_fault(
                    f"weight set '{weight_set.name}': the name means a rule already; allowed: any "
                    f"but {', '.join(RESERVED_NAMES)}",
                    ("weight_sets", place),
                )

    def _reference_faults(self) -> Iterator[Fault]:
        """Yield the names that refer to nothing."""
        known = {
            "reading": [reading.name for reading in self.readings],
            "scale": [scale.name for scale in self.scales],
            "scenario": [scenario.name for scenario in self.scenarios],
        }
        weighted = dict.fromkeys((*self.criterion_names, *self.layer_names))
        for kind, name, place in self._references():
            allowed = known.get(kind, weighted)
            if name not in allowed:
                yield text_fault(unknown_name(kind, name, allowed), place)

    def _references(self) -> Iterator[tuple[str, str, Place]]:
        """Yield each name that refers to another part, with its kind and its place."""
        for name in self.judgements:
            yield "reading", name, ("readings",)
        if self.active_reading:
            yield "reading", self.active_reading, ("circumstances", "reading")
        for k, criterion in enumerate(self.criteria):
            if criterion.scale:
                yield "scale", criterion.scale, ("criteria", k, "scale")
        for k, name in enumerate(self.active_scenarios):
            yield "scenario", name, ("circumstances", "scenarios", k)
        for name in self.own_weights or ():
            yield "criterion or layer", name, ("weights", name)
        for k, weight_set in enumerate(self.weight_sets):
            kind = f"weight set '{weight_set.name}': criterion or layer"
            for name in weight_set.by_name:
                yield kind, name, ("weight_sets", k, "weights", name)

    def contradictions(self) -> Iterator[Fault]:
        """Say which active scenarios set cells differently, so that they cannot both hold."""
        by_name = {scenario.name: scenario for scenario in self.scenarios}
        active = [by_name[name] for name in self.active_scenarios if name in by_name]
        for k, later in enumerate(active):
            for earlier in active[:k]:
                set_before = {cell.criterion: cell.order for cell in earlier.cells}
                differing = [
                    f"'{cell.criterion}' ({set_before[cell.criterion]}, against {cell.order})"
                    for cell in later.cells
                    if cell.criterion in set_before and set_before[cell.criterion] != cell.order
                ]
                if differing:
                    yield text_fault(
                        f"scenarios '{earlier.name}' and '{later.name}' contradict each other on "
                        f"{listed_names(differing, 2, quoted=False)}; allowed: one of the two",
                        ("circumstances", "scenarios", k),
                    )

    def _scenario_faults(self, scenario: Scenario, place: Place) -> Iterator[Fault]:
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        counts = Counter(cell.criterion for cell in scenario.cells)
        for k, cell in enumerate(scenario.cells):
            where = f"scenario '{scenario.name}', criterion '{cell.criterion}': "
            at_criterion = (*place, k, "criterion")
            if counts.pop(cell.criterion, 1) > 1:
                yield text_fault(where + "more than one cell; allowed: one", at_criterion)
            if cell.criterion not in criteria:
                yield text_fault(where + unknown_name("criterion", cell.criterion, criteria),
                            at_criterion)  # fmt: skip
            for fault in cell.judgement(NOBODY_LEFT).faults(alternatives, None):
                yield text_inside(fault, where, *place, k)

    def _judgement_faults(self, reading: str) -> Iterator[Fault]:
        """Yield the judgements of a reading that are missing, or name what does not exist."""
        judged = self.judgements.get(reading, {})
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        for name in judged:
            if name not in criteria:
                yield text_fault(
                    f"reading '{reading}': " + unknown_name("criterion", name, criteria),
                    ("criteria",),
                )
        for k, criterion in enumerate(self.criteria):
            where = f"reading '{reading}', criterion '{criterion.name}': "
            place = ("criteria", k, "judgements", reading)
            if criterion.name not in judged:
                yield text_fault(where + "no judgement; allowed: an order, or unscored with a reason",
                            place)  # fmt: skip
                continue
            for fault in judged[criterion.name].faults(alternatives, self.scale_of(criterion)):
                yield text_inside(fault, where, *place)


def size_faults(
    problem: str,
    alternatives: Sequence[Alternative],
    criteria: Sequence[Criterion],
    readings: Sequence[Reading],
) -> Iterator[Fault]:
    """Yield what there is too little of in a problem of this name."""
    if len(alternatives) < 2:
        named = ", ".join(alternative.name for alternative in alternatives) or "none"
        yield text_fault(
            f"{problem}: {len(alternatives)} alternative(s) ({named}); at least 2 are needed",
            ("alternatives",),
        )
    if not readings:
        yield text_fault(f"{problem}: no reading; at least one is needed", ("readings",))
    if not criteria:
        yield text_fault(
            f"{problem}: no criterion; at least one scored criterion is needed", ("criteria",)
        )


def _name_faults(kind: str, names: Sequence[object]) -> Iterator[Fault]:
    last_place = {name: k for k, name in enumerate(names)}  # of a name used twice, the later use
    for name, count in Counter(names).items():
        place = (last_place[name], "name")
        if count > 1:
            yield text_fault(
                f"{kind} '{name}' stands there {count} times; names must differ", place
            )
        if not isinstance(name, str):
            yield text_fault(f"{kind} {name!r}: a name is needed, as text", place)
        elif not name.strip():
            yield text_fault(f"a {kind} without a name", place)
        elif not name.isprintable():
            yield text_fault(f"{kind} {name!r}: a name cannot hold signs that do not print", place)
        elif name != name.strip():
            yield text_fault(f"{kind} '{name}': a name cannot begin or end with a space", place)
