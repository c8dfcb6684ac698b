"""What a decision problem consists of, and what must fit together in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mcda_ai.messages.faults import Fault, Place, same_name, unknown_name
from mcda_ai.messages.label import Label, called
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
                yield Fault.inside(fault, here, key)
        for place, each in enumerate(self.weight_sets):
            if any(same_name(str(each.name), name) for name in RESERVED_NAMES):
                yield Fault(
                    f"{here}weight set '{each.name}': the name means a rule already; allowed: any "
                    f"but {', '.join(RESERVED_NAMES)}",
                    ("weight_sets", place),
                )
        if len(self.alternatives) < 2:
            named = ", ".join(self.alternative_names) or "none"
            yield Fault(
                f"{here}{len(self.alternatives)} alternative(s) ({named}); at least 2 are needed",
                ("alternatives",),
            )
        if not self.readings:
            yield Fault(f"{here}no reading; at least one is needed", ("readings",))
        if not self.criteria:
            yield Fault(
                f"{here}no criterion; at least one scored criterion is needed", ("criteria",)
            )
        layers = dict.fromkeys(self.layer_names)
        for k, criterion in enumerate(self.criteria):
            if criterion.layer not in layers:
                yield Fault(
                    f"{here}criterion '{criterion.name}': "
                    + unknown_name("layer", criterion.layer, layers),
                    ("criteria", k, "layer"),
                )
        yield from (Fault.inside(fault, here) for fault in self._reference_faults())

    def _reference_faults(self) -> Iterator[Fault]:
        """Yield the names that refer to nothing, and the judgements that are missing or off."""
        reading_names = [reading.name for reading in self.readings]
        scenario_names = [scenario.name for scenario in self.scenarios]
        scale_names = [scale.name for scale in self.scales]
        weighted_names = dict.fromkeys((*self.criterion_names, *self.layer_names))
        named: list[tuple[str, Iterable[tuple[str, Place]], Iterable[str]]] = [
            ("reading", [(name, ("readings",)) for name in self.judgements], reading_names),
            (
                "reading",
                [(self.active_reading, ("circumstances", "reading"))] * bool(self.active_reading),
                reading_names,
            ),
            (
                "scale",
                [(c.scale, ("criteria", k, "scale"))
                 for k, c in enumerate(self.criteria) if c.scale],
                scale_names,
            ),
            (
                "scenario",
                [(name, ("circumstances", "scenarios", k))
                 for k, name in enumerate(self.active_scenarios)],
                scenario_names,
            ),
            (
                "criterion or layer",
                [(name, ("weights", name)) for name in self.own_weights or ()],
                weighted_names,
            ),
        ]  # fmt: skip
        named += [
            (f"weight set '{each.name}': criterion or layer",
             [(name, ("weight_sets", k, "weights", name)) for name in each.by_name],
             weighted_names)
            for k, each in enumerate(self.weight_sets)
        ]  # fmt: skip
        for kind, names, allowed in named:
            for name, place in names:
                if name not in allowed:
                    yield Fault(unknown_name(kind, name, allowed), place)
        for reading in reading_names:
            yield from self._judgement_faults(reading, self.judgements.get(reading, {}))
        for k, scenario in enumerate(self.scenarios):
            yield from self._scenario_faults(scenario, ("scenarios", k, "cells"))

    def _scenario_faults(self, scenario: Scenario, place: Place) -> Iterator[Fault]:
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        counts = Counter(cell.criterion for cell in scenario.cells)
        for k, cell in enumerate(scenario.cells):
            where = f"scenario '{scenario.name}', criterion '{cell.criterion}': "
            at_criterion = (*place, k, "criterion")
            if counts.pop(cell.criterion, 1) > 1:
                yield Fault(where + "more than one cell; allowed: one", at_criterion)
            if cell.criterion not in criteria:
                yield Fault(where + unknown_name("criterion", cell.criterion, criteria),
                            at_criterion)  # fmt: skip
            for fault in cell.judgement(NOBODY_LEFT).faults(alternatives, None):
                yield Fault.inside(fault, where, *place, k)

    def _judgement_faults(self, reading: str, judged: Mapping[str, Judgement]) -> Iterator[Fault]:
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        for name in judged:
            if name not in criteria:
                yield Fault(
                    f"reading '{reading}': " + unknown_name("criterion", name, criteria),
                    ("criteria",),
                )
        for k, criterion in enumerate(self.criteria):
            where = f"reading '{reading}', criterion '{criterion.name}': "
            place = ("criteria", k, "judgements", reading)
            if criterion.name not in judged:
                yield Fault(where + "no judgement; allowed: an order, or unscored with a reason",
                            place)  # fmt: skip
                continue
            for fault in judged[criterion.name].faults(alternatives, self.scale_of(criterion)):
                yield Fault.inside(fault, where, *place)


def _name_faults(kind: str, names: Sequence[object]) -> Iterator[Fault]:
    last_place = {name: k for k, name in enumerate(names)}  # of a name used twice, the later use
    for name, count in Counter(names).items():
        place = (last_place[name], "name")
        if count > 1:
            yield Fault(f"{kind} '{name}' stands there {count} times; names must differ", place)
        if not isinstance(name, str):
            yield Fault(f"{kind} {name!r}: a name is needed, as text", place)
        elif not name.strip():
            yield Fault(f"a {kind} without a name", place)
        elif not name.isprintable():
            yield Fault(f"{kind} {name!r}: a name cannot hold signs that do not print", place)
        elif name != name.strip():
            yield Fault(f"{kind} '{name}': a name cannot begin or end with a space", place)
