"""What a decision problem consists of, and what must fit together in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcda_ai.evidence import (
    NOBODY_LEFT,
    Alternative,
    Criterion,
    Document,
    Judgement,
    Label,
    Layer,
    Reading,
    Remark,
    Scale,
    Scenario,
    WeightSet,
)
from mcda_ai.faults import same_name, unknown_name
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

    def labels(self, language: str) -> dict[str, str]:
        """Give what to call layers, criteria, readings, scenarios and weight sets, by name.

        Of several parts with one name the layer counts, then the criterion. A part without a
        label keeps its name; alternatives, which are short names in tables, do so too.
        """
        parts: list[WeightSet | Scenario | Reading | Criterion | Layer] = [
            *self.weight_sets, *self.scenarios, *self.readings, *self.criteria, *self.layers,
        ]  # fmt: skip
        return {part.name: part.label.text(language) or part.name for part in parts}

    def structure_faults(self) -> Iterator[str]:
        """Yield everything that is wrong with the parts, one line each."""
        here = f"{self.name}: "
        kinds: dict[str, Sequence[Any]] = {
            "alternative": self.alternatives,
            "layer": self.layers,
            "criterion": self.criteria,
            "reading": self.readings,
            "scenario": self.scenarios,
            "scale": self.scales,
            "weight set": self.weight_sets,
        }
        for kind, parts in kinds.items():
            yield from (here + fault for fault in _name_faults(kind, [part.name for part in parts]))
        yield from (
            f"{here}weight set '{each.name}': the name means a rule already; allowed: any but "
            f"{', '.join(RESERVED_NAMES)}"
            for each in self.weight_sets
            if any(same_name(str(each.name), name) for name in RESERVED_NAMES)
        )
        if len(self.alternatives) < 2:
            named = ", ".join(self.alternative_names) or "none"
            yield f"{here}{len(self.alternatives)} alternative(s) ({named}); at least 2 are needed"
        if not self.readings:
            yield f"{here}no reading; at least one is needed"
        if not self.criteria:
            yield f"{here}no criterion; at least one scored criterion is needed"
        layers = set(self.layer_names)
        for criterion in self.criteria:
            if criterion.layer not in layers:
                yield (
                    f"{here}criterion '{criterion.name}': "
                    + unknown_name("layer", criterion.layer, self.layer_names)
                )
        yield from (here + fault for fault in self._reference_faults())

    def _reference_faults(self) -> Iterator[str]:
        """Yield the names that refer to nothing, and the judgements that are missing or off."""
        reading_names = [reading.name for reading in self.readings]
        scenario_names = [scenario.name for scenario in self.scenarios]
        scale_names = [scale.name for scale in self.scales]
        named: list[tuple[str, Iterable[str], Sequence[str]]] = [
            ("reading", self.judgements, reading_names),
            ("reading", [self.active_reading] if self.active_reading else [], reading_names),
            ("scale", [c.scale for c in self.criteria if c.scale], scale_names),
            ("scenario", self.active_scenarios, scenario_names),
            (
                "criterion or layer",
                self.own_weights or (),
                (*self.criterion_names, *self.layer_names),
            ),
        ]
        named += [
            (f"weight set '{each.name}': criterion or layer", each.by_name,
             (*self.criterion_names, *self.layer_names))
            for each in self.weight_sets
        ]  # fmt: skip
        for kind, names, allowed in named:
            yield from (unknown_name(kind, name, allowed) for name in names if name not in allowed)
        for reading in reading_names:
            yield from self._judgement_faults(reading, self.judgements.get(reading, {}))
        for scenario in self.scenarios:
            yield from self._scenario_faults(scenario)

    def _scenario_faults(self, scenario: Scenario) -> Iterator[str]:
        counts = Counter(cell.criterion for cell in scenario.cells)
        for cell in scenario.cells:
            where = f"scenario '{scenario.name}', criterion '{cell.criterion}': "
            if counts.pop(cell.criterion, 1) > 1:
                yield where + "more than one cell; allowed: one"
            if cell.criterion not in self.criterion_names:
                yield where + unknown_name("criterion", cell.criterion, self.criterion_names)
            faults = cell.judgement(NOBODY_LEFT).faults(self.alternative_names, None)
            yield from (where + fault for fault in faults)

    def _judgement_faults(self, reading: str, judged: Mapping[str, Judgement]) -> Iterator[str]:
        scales = {scale.name: scale for scale in self.scales}
        names = set(self.criterion_names)
        for name in judged:
            if name not in names:
                yield f"reading '{reading}': " + unknown_name(
                    "criterion", name, self.criterion_names
                )
        for criterion in self.criteria:
            where = f"reading '{reading}', criterion '{criterion.name}': "
            if criterion.name not in judged:
                yield where + "no judgement; allowed: an order, or unscored with a reason"
                continue
            scale = scales.get(criterion.scale or "")
            faults = judged[criterion.name].faults(self.alternative_names, scale)
            yield from (where + fault for fault in faults)


def _name_faults(kind: str, names: Sequence[object]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{kind} '{name}' stands there {count} times; names must differ"
        if not isinstance(name, str):
            yield f"{kind} {name!r}: a name is needed, as text"
        elif not name.strip():
            yield f"a {kind} without a name"
        elif not name.isprintable():
            yield f"{kind} {name!r}: a name cannot hold signs that do not print"
