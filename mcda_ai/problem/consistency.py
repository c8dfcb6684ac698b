"""What a decision problem consists of, and what must fit together in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from mcda_ai.messages.arguments import Language, checks_arguments
from mcda_ai.messages.faults import (
    Fault,
    Place,
    ProblemError,
    composed,
    faults_of,
    same_name,
    shown,
    unknown_name,
)
from mcda_ai.messages.label import LANGUAGES, Label, called
from mcda_ai.problem.baseline import baseline_among, faults_of_roles
from mcda_ai.problem.confidence import ConfidenceWords
from mcda_ai.problem.dates import iso_date
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
    groups_of,
)
from mcda_ai.problem.requirements.taking_part import SetAside, faults_of_requirements
from mcda_ai.problem.statements import OptionStatement, faults_of_statements
from mcda_ai.weights import RESERVED_NAMES

PARTS = {
    "alternative": "alternatives",
    "layer": "layers",
    "criterion": "criteria",
    "reading": "readings",
    "scale": "scales",
    "scenario": "scenarios",
    "weight set": "weight_sets",
    "remark": "remarks",
}
"""The fields of a problem that hold its parts, by what such a part is called."""
MOST_LETTERS_OF_A_NAME = 500
"""Letters in the name of a part, or in what it is called: these stand in every table and figure."""
_MOST_CONTRADICTIONS = 2  # of two scenarios that are shown

_fault = faults_of("problem")


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
    language: str = ""
    statements: tuple[OptionStatement, ...] = ()
    confidence: ConfidenceWords | None = None
    doubts: tuple[Fault, ...] = field(default=(), compare=False)
    admitted: tuple[str, ...] = ()
    set_aside: SetAside | None = None
    question: Label = Label()
    owner: str = ""
    date: str = ""

    @property
    def baseline(self) -> str | None:
        """Name of the option that is the baseline, if there is one."""
        return baseline_among(self.alternatives)

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

    @checks_arguments
    def scale_of(self, criterion: Criterion) -> Scale | None:
        """Give the scale of a criterion, if it has one."""
        return self._scales_by_name.get(criterion.scale or "")

    @cached_property
    def _scales_by_name(self) -> dict[str, Scale]:
        return {scale.name: scale for scale in self.scales}

    @checks_arguments
    def labels(self, language: Language) -> dict[str, str]:
        """Give what to call layers, criteria, readings, scenarios and weight sets, by name.

        A part without a label keeps its name, and so do parts of several kinds with one name and
        different labels, since the name does not say which is meant. Alternatives, which are
        short names in tables, keep theirs too.
        """
        parts: list[WeightSet | Scenario | Reading | Criterion | Layer] = [
            *self.weight_sets, *self.scenarios, *self.readings, *self.criteria, *self.layers,
        ]  # fmt: skip
        labels: dict[str, str] = {}
        for part in parts:
            label = called(part, language)
            labels[part.name] = label if labels.get(part.name, label) == label else part.name
        return labels | {each.name: each.name for each in self.alternatives if each.name in labels}

    def structure_faults(self) -> Iterator[Fault]:
        """Give everything that is wrong with the parts, one line each, with its place."""
        found = chain(
            self._faults_of_names(),
            faults_of_roles(self.alternatives),
            self._faults_of_decision(),
            faults_of_size(self.alternatives, self.criteria, self.readings),
            self._faults_of_layers(),
            self._reference_faults(),
            faults_of_requirements(self),
            *(self._judgement_faults(reading.name) for reading in self.readings),
            self.contradictions(),
            *(
                self._scenario_faults(scenario, ("scenarios", k, "cells"))
                for k, scenario in enumerate(self.scenarios)
            ),
            self._faults_of_confidence(),
        )
        return (fault.within(self.name) for fault in found)

    def _faults_of_names(self) -> Iterator[Fault]:
        """Yield names that are used twice, that nobody can type, or that mean a rule already."""
        for kind, key in PARTS.items():
            if kind != "remark":
                parts = getattr(self, key)
                yield from name_faults(kind, key, [part.name for part in parts])
                yield from _faults_of_labels(kind, key, parts)
        for place, weight_set in enumerate(self.weight_sets):
            if any(same_name(str(weight_set.name), name) for name in RESERVED_NAMES):
                fault = _fault("name of a rule", reserved=tuple(RESERVED_NAMES))
                yield fault.within(_weight_set(weight_set), "weight_sets", place)

    def _faults_of_decision(self) -> Iterator[Fault]:
        """Yield what is wrong with who decides, and when."""
        if not isinstance(self.owner, str) or not self.owner.isprintable():
            yield _fault("owner no text", ("owner",), given=shown(self.owner))
        elif len(self.owner) > MOST_LETTERS_OF_A_NAME:
            n, most = len(self.owner), MOST_LETTERS_OF_A_NAME
            yield _fault("long owner", ("owner",), n=n, most=most)
        try:
            iso_date(self.date)
        except ProblemError as error:
            yield from (fault.inside("date") for fault in error.faults)

    def _faults_of_layers(self) -> Iterator[Fault]:
        """Yield the criteria that stand in a layer that is not there."""
        layers = dict.fromkeys(self.layer_names)
        for k, criterion in enumerate(self.criteria):
            if criterion.layer not in layers:
                where = _fault("part", kind="criterion", name=criterion.name)
                fault = unknown_name("layer", criterion.layer, layers)
                yield fault.within(where, "criteria", k, "layer")

    def _reference_faults(self) -> Iterator[Fault]:
        """Yield the names that refer to nothing."""
        if self.language and self.language not in LANGUAGES:
            yield unknown_name("language", self.language, LANGUAGES).inside("language")
        known = {
            "reading": [reading.name for reading in self.readings],
            "scale": [scale.name for scale in self.scales],
            "scenario": [scenario.name for scenario in self.scenarios],
        }
        for kind, name, place in self._references():
            if name not in known[kind]:
                yield unknown_name(kind, name, known[kind]).inside(*place)
        yield from self._unknown_weights()
        yield from faults_of_statements(self.statements, self.alternatives)

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

    def _unknown_weights(self) -> Iterator[Fault]:
        """Yield the weights of what is neither a criterion nor a layer."""
        allowed = dict.fromkeys((*self.criterion_names, *self.layer_names))
        for name in self.own_weights or ():
            if name not in allowed:
                yield unknown_name("criterion or layer", name, allowed).inside("weights", name)
        for k, weight_set in enumerate(self.weight_sets):
            for name in weight_set.by_name:
                if name not in allowed:
                    fault = unknown_name("criterion or layer", name, allowed)
                    where = _weight_set(weight_set)
                    yield fault.within(where, "weight_sets", k, "weights", name)

    def contradictions(self) -> Iterator[Fault]:
        """Say which active scenarios set cells differently, so that they cannot both hold."""
        by_name = {scenario.name: scenario for scenario in self.scenarios}
        active = [by_name[name] for name in self.active_scenarios if name in by_name]
        for k, later in enumerate(active):
            for earlier in active[:k]:
                set_before = {cell.criterion: cell.order for cell in earlier.cells}
                differing = tuple(
                    _fault(
                        "two orders",
                        criterion=cell.criterion,
                        one=groups_of(set_before[cell.criterion]),
                        other=groups_of(cell.order),
                    )
                    for cell in later.cells
                    if cell.criterion in set_before and set_before[cell.criterion] != cell.order
                )
                if differing:
                    shown = differing[:_MOST_CONTRADICTIONS]
                    yield _fault(
                        "contradiction",
                        ("circumstances", "scenarios", k),
                        earlier=earlier.name,
                        later=later.name,
                        cells=shown,
                        more=len(differing) - len(shown),
                    )

    def _scenario_faults(self, scenario: Scenario, place: Place) -> Iterator[Fault]:
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        counts = Counter(cell.criterion for cell in scenario.cells)
        for k, cell in enumerate(scenario.cells):
            where = _fault("cell of a scenario", scenario=scenario.name, criterion=cell.criterion)
            if counts.pop(cell.criterion, 1) > 1:
                yield _fault("cell twice").within(where, *place, k, "criterion")
            if cell.criterion not in criteria:
                fault = unknown_name("criterion", cell.criterion, criteria)
                yield fault.within(where, *place, k, "criterion")
            for fault in cell.judgement(NOBODY_LEFT).faults(alternatives, None):
                yield fault.within(where, *place, k)

    def _judgement_faults(self, reading: str) -> Iterator[Fault]:
        """Yield the judgements of a reading that are missing, or name what does not exist."""
        judged = self.judgements.get(reading, {})
        alternatives = dict.fromkeys(self.alternative_names)
        criteria = dict.fromkeys(self.criterion_names)
        for name in judged:
            if name not in criteria:
                where = _fault("part", kind="reading", name=reading)
                yield unknown_name("criterion", name, criteria).within(where, "criteria")
        for k, criterion in enumerate(self.criteria):
            found = [_fault("no judgement")]
            if criterion.name in judged:
                scale = self.scale_of(criterion)
                found = judged[criterion.name].faults(alternatives, scale)
            for fault in found:
                where = _fault("judgement", reading=reading, criterion=criterion.name)
                yield fault.within(where, "criteria", k, "judgements", reading)

    def _faults_of_confidence(self) -> Iterator[Fault]:
        """Yield words for confidence that nobody gives a meaning, each where it first stands."""
        told = set() if self.confidence is None else set(self.confidence.by_word)
        if self.confidence is not None:
            yield from (fault.inside("confidence") for fault in self.confidence.faults())
        for reading, judged in self.judgements.items():
            for k, criterion in enumerate(self.criteria):
                word = judged[criterion.name].confidence if criterion.name in judged else None
                if isinstance(word, str) and word not in told:
                    told.add(word)
                    where = _fault("judgement", reading=reading, criterion=criterion.name)
                    place = ("criteria", k, "judgements", reading, "confidence")
                    example = f"confidence: {{owner: NAME, {word}: {{right: 9 of 10}}}}"
                    fault = _fault("confidence without meaning", word=word, example=example)
                    yield fault.within(where, *place)


def faults_of_size(
    alternatives: Sequence[Alternative],
    criteria: Sequence[Criterion],
    readings: Sequence[Reading],
) -> Iterator[Fault]:
    """Yield what there is too little of in a problem."""
    if len(alternatives) < 2:
        names = tuple(alternative.name for alternative in alternatives)
        yield _fault("few alternatives", ("alternatives",), n=len(names), names=names)
    if not readings:
        yield _fault("no reading", ("readings",))
    if not criteria:
        yield _fault("no criterion", ("criteria",))


def _faults_of_labels(kind: str, key: str, parts: Sequence[Any]) -> Iterator[Fault]:
    """Yield what is too long for what a part is called, and is not its name."""
    for k, part in enumerate(parts):
        for language in LANGUAGES:
            text = part.label.text(language)
            if len(text) > MOST_LETTERS_OF_A_NAME and text != part.name:
                most = MOST_LETTERS_OF_A_NAME
                told = _fault("long label", kind=kind, name=part.name, n=len(text), most=most)
                yield told.inside(key, k, "label")
                break


def _weight_set(weight_set: WeightSet) -> Fault:
    return _fault("part", kind="weight set", name=weight_set.name)


def weighs_layers(
    weights: Collection[str], criteria: Collection[str], layers: Collection[str]
) -> bool:
    """Tell whether the names that weights go by are of layers, and not all of criteria too."""
    return set(weights) <= set(layers) and not set(weights) <= set(criteria)


def name_faults(kind: str, key: str, names: Sequence[object]) -> Iterator[Fault]:
    """Yield names of parts that are used twice, or that nobody can type."""
    last_place = {name: k for k, name in enumerate(names)}  # of a name used twice, the later use
    for name, count in Counter(names).items():
        place = (key, last_place[name], "name")
        if count > 1:
            yield _fault("name twice", place, kind=kind, name=str(name), n=count)
        if not isinstance(name, str):
            yield _fault("name no text", place, kind=kind, name=shown(name))
        elif not name.strip():
            yield _fault("no name", place, kind=kind)
        elif not name.isprintable():
            yield _fault("name with strange signs", place, kind=kind, name=shown(name))
        elif name != name.strip():
            yield _fault("name with spaces", place, kind=kind, name=name)
        elif name != composed(name):
            yield _fault("accents apart", place, kind=kind, name=name)
        elif len(name) > MOST_LETTERS_OF_A_NAME:
            most = MOST_LETTERS_OF_A_NAME
            yield _fault("long name", place, kind=kind, name=name, n=len(name), most=most)
