"""From the plain data of a problem file to a decision problem, with every fault named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from mcda_ai import weights as weight_rules
from mcda_ai.io.limits import MOST_ALTERNATIVES_OF_A_PROBLEM, MOST_COMPARISONS_OF_A_PROBLEM
from mcda_ai.io.problem_files.faults import faults_of_data, kind_of, unknown_key
from mcda_ai.io.problem_files.mending import without_faulty_parts
from mcda_ai.io.problem_files.parts import (
    CriterionData,
    JudgementData,
    ScenarioData,
    SourceData,
    is_rank,
    label_of,
)
from mcda_ai.io.problem_files.requirements import requirement_from_data
from mcda_ai.io.problem_files.whole import CircumstancesData, ProblemData
from mcda_ai.messages.faults import (
    Fault,
    Place,
    ProblemError,
    faults_of,
    names_meant,
    raise_any,
    unknown_name,
)
from mcda_ai.orders.pairwise import PreferenceFunction
from mcda_ai.problem.consistency import ProblemStructure
from mcda_ai.problem.decision_problem import DecisionProblem
from mcda_ai.problem.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Layer,
    Level,
    Reading,
    Remark,
    Scale,
    Scenario,
    ScenarioCell,
    Source,
    WeightSet,
)
from mcda_ai.problem.requirements.required import Requirement
from mcda_ai.problem.statements import OptionStatement

_OF_A_SAVED_RESULT = {"mcda_ai", "format", "type"}  # written by mcda_ai.io.results, which is above

_fault = faults_of("io.problem_files")


def problem_from_data(data: object) -> DecisionProblem:
    """Build a decision problem from the plain data of a problem file.

    Parameters
    ----------
    data : mapping
        As `problem_schema` describes them; numbers may also be text.

    Returns
    -------
    DecisionProblem
        Under the reading and the scenarios that the data give.

    Raises
    ------
    ProblemError
        With every fault of the data and of how the parts fit together; each knows its place.
        What a faulty part hides cannot be told.

    Examples
    --------
    >>> problem_from_data({
    ...     "version": 1, "name": "site", "alternatives": ["north", "south"],
    ...     "layers": ["input"], "readings": ["survey"],
    ...     "criteria": [{"name": "cost", "layer": "input", "unit": "EUR", "direction": "min",
    ...                   "judgements": {"survey": {"values": {"north": 3, "south": 2.5}}}}],
    ... }).judgement("cost").text()
    'north: 3; south: 2.5'
    """
    if not isinstance(data, dict):
        keys = tuple(ProblemData.model_fields)
        raise ProblemError(_fault("no problem", found=kind_of(data), keys=keys))
    if data.keys() >= _OF_A_SAVED_RESULT:
        raise ProblemError(_fault("saved result", type=kind_of(data["type"])))
    try:
        checked = _checked(data)
    except ValidationError as error:
        faults = faults_of_data(error, data, ProblemData)
        raise ProblemError(*faults, *_faults_beside(error, data)) from None
    return _Assembly(checked, _unknown_unscored(data, checked)).problem()


def _checked(data: dict[str, Any]) -> ProblemData:
    """Check the form of the data; the names of the alternatives help to read orders."""
    given = data.get("alternatives")
    named = [each.get("name") if isinstance(each, dict) else each
             for each in (given if isinstance(given, list) else [])]  # fmt: skip
    return ProblemData.model_validate(data, context={"alternatives": [*map(str, named)]})


def _faults_beside(error: ValidationError, data: dict[str, Any]) -> list[Fault]:
    """Say how the parts fit, as far as that can be told when the data have faults."""
    errors = [(tuple(item["loc"]), item["type"]) for item in error.errors(include_url=False)]
    mended = without_faulty_parts(data, errors)
    try:
        checked = None if mended is None else _checked(mended)
    except ValidationError:
        checked = None
    return [] if checked is None else _Assembly(checked).faults_of_fit()


def _unknown_unscored(data: Mapping[str, Any], checked: ProblemData) -> list[Fault]:
    """Name what stands without a rank or value beside those of alternatives, and is none of them.

    A decimal comma makes such names: ``{north: 2,9, south: 2}`` is north: 2, and 9 without a value.
    """
    known = [each.name for each in checked.alternatives]
    faults = []
    for place, given in _by_alternative(data):
        for name in (str(key) for key, value in given.items() if value is None):
            if name not in known:
                fault = unknown_name("alternative", name, known)
                if name.isdigit():
                    fault = _fault("name of digits", fault=fault)
                faults.append(fault.inside(*place, name))
    return faults


def _by_alternative(data: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[Any, Any]]]:
    """Find the mappings from alternatives to ranks or values, with their places."""
    for place, judgement in _judgements_in(data):
        if not isinstance(judgement, Mapping):
            continue
        parts = [key for key in ("order", "values") if key in judgement]
        if not parts and any(is_rank(value) for value in judgement.values()):
            yield place, judgement  # ranks alone
        for key in parts:
            if isinstance(judgement[key], Mapping):
                yield (*place, key), judgement[key]


def _judgements_in(data: Mapping[str, Any]) -> Iterator[tuple[Place, object]]:
    """Find what is said on each criterion, by readings and by scenarios, with its place."""
    for k, criterion in enumerate(data.get("criteria") or ()):
        for reading, judgement in (criterion.get("judgements") or {}).items():
            yield ("criteria", k, "judgements", reading), judgement
    for k, scenario in enumerate(data.get("scenarios") or ()):
        for index, cell in enumerate(scenario.get("cells") or ()):
            yield ("scenarios", k, "cells", index), cell


@dataclass
class _Assembly:
    """The parts of a problem, put together from the data; notes every fault on the way."""

    data: ProblemData
    faults: list[Fault] = field(default_factory=list)

    def problem(self) -> DecisionProblem:
        """Build the problem, or say what does not fit together."""
        raise_any(self.faults_of_fit())
        problem = DecisionProblem(**self.parts)
        own = self._usable_weights(problem)
        raise_any(self.faults)
        return problem if own is None else replace(problem, own_weights=own)

    def faults_of_fit(self) -> list[Fault]:
        """Say where the parts do not fit together, the weights of a sound problem apart."""
        structure = ProblemStructure(**self.parts)
        faults = [*self.faults, *self._faults_of_size(), *structure.structure_faults()]
        return faults + self._unknown_weight_names(structure) if faults else []

    @cached_property
    def parts(self) -> dict[str, Any]:
        """The parts of the problem but for its own weights, which need the others to be read."""
        data, around = self.data, self.data.circumstances or CircumstancesData()
        document = data.document
        return {
            "name": data.name,
            "label": label_of(data),
            "description": data.description.label(),
            "question": data.question.label(),
            "owner": data.owner,
            "date": data.date,
            "document": None if document is None else Document(**document.model_dump()),
            "alternatives": tuple(
                Alternative(**each.named(), description=each.description.label(), role=each.role)
                for each in data.alternatives
            ),
            "layers": tuple(
                Layer(**each.named(), description=each.description.label(), role=each.role)
                for each in data.layers
            ),
            "scales": self._scales(),
            "readings": tuple(
                Reading(**each.named(), description=each.description.label())
                for each in data.readings
            ),
            "criteria": tuple(self._criterion(k, each) for k, each in enumerate(data.criteria)),
            "judgements": self._judgements(),
            "scenarios": tuple(self._scenario(k, each) for k, each in enumerate(data.scenarios)),
            "remarks": tuple(
                Remark(each.name, each.text.label(), self._sources(each)) for each in data.remarks
            ),
            "weight_sets": tuple(
                WeightSet(
                    **each.named(),
                    weights=tuple(each.weights.items()),
                    sources=self._sources(each),
                )
                for each in data.weight_sets
            ),
            "statements": tuple(
                OptionStatement(each.prefers, each.method, self._sources(each))
                for each in data.statements
            ),
            "active_reading": around.reading,
            "active_scenarios": around.scenarios,
            "removed": around.removed,
            "admitted": around.admitted,
            "counts": data.counts,
            "language": data.language or "",
            "confidence": None if data.confidence is None else data.confidence.words(),
        }

    # --- parts -------------------------------------------------------------------------------

    def _scales(self) -> tuple[Scale, ...]:
        made = []
        for k, scale in enumerate(self.data.scales):
            levels = tuple(Level(**level.named()) for level in scale.levels)
            try:
                made.append(Scale(**scale.named(), levels=levels))
            except ProblemError as error:
                self.faults += [each.inside("scales", k, "levels") for each in error.faults]
                made.append(Scale(**scale.named(), levels=tuple(dict.fromkeys(levels))))
        return tuple(made)

    def _criterion(self, k: int, criterion: CriterionData) -> Criterion:
        function = PreferenceFunction()
        try:
            if criterion.preference is not None:
                function = PreferenceFunction(**criterion.preference.model_dump())
        except ProblemError as error:
            self._note(error, _of_criterion(criterion), "criteria", k, "preference")
        measured = [name for name, each in criterion.judgements.items() if each.values is not None]
        if measured and criterion.direction is None:
            fault = _fault("no direction", ("judgements", measured[0]))
            self.faults.append(fault.within(_of_criterion(criterion), "criteria", k))
        return Criterion(
            **criterion.named(), layer=criterion.layer, scale=criterion.scale, unit=criterion.unit,
            direction=criterion.direction or "max", preference=function,
            merged=criterion.merged, required=self._required(k, criterion),
        )  # fmt: skip

    def _required(self, k: int, criterion: CriterionData) -> Requirement | None:
        data = criterion.required
        if data is None:
            return None
        in_levels = criterion.scale is not None
        try:
            return requirement_from_data(
                data, criterion.unit, self._sources(data), in_levels=in_levels
            )
        except ProblemError as error:
            self._note(error, _of_criterion(criterion), "criteria", k, "required")
        return None

    def _judgements(self) -> dict[str, dict[str, Judgement]]:
        """Arrange the judgements by reading; those without sources take the reading's."""
        readings = {reading.name: reading for reading in self.data.readings}
        table: dict[str, dict[str, Judgement]] = {name: {} for name in readings}
        for k, criterion in enumerate(self.data.criteria):
            for reading, judged in criterion.judgements.items():
                place = ("criteria", k, "judgements", reading)
                if reading not in table:
                    fault = unknown_key("reading", reading, table)
                    self.faults.append(fault.within(_of_judgement(criterion, reading), *place))
                    continue
                sources = self._sources(judged if judged.has("sources") else readings[reading])
                try:
                    judgement = _judgement(judged, sources)
                except ProblemError as error:
                    self._note(error, _of_judgement(criterion, reading), *place)
                    judgement = Judgement(status="unscored", reason=label_of(criterion))
                table[reading][criterion.name] = judgement
        return table

    def _scenario(self, k: int, scenario: ScenarioData) -> Scenario:
        """Read a scenario; of one that was narrowed, cells or orders may be gone."""
        faults = [] if scenario.cells else [_fault("no cells")]
        faults += [
            _fault("no order", (index, "order"), criterion=cell.criterion)
            for index, cell in enumerate(scenario.cells)
            if cell.order is None
        ]
        if not self._is_narrowed:
            where = _fault("cells of a scenario", name=scenario.name)
            self.faults += [each.within(where, "scenarios", k, "cells") for each in faults]
        cells = tuple(
            ScenarioCell(
                cell.criterion,
                cell.order,
                self._sources(cell if cell.has("sources") else scenario),
            )
            for cell in scenario.cells
        )
        return Scenario(
            **scenario.named(),
            cells=cells,
            description=scenario.description.label(),
            sources=self._sources(scenario),
        )

    def _sources(self, part: Any) -> tuple[Source, ...]:  # noqa: ANN401  (a part with sources)
        given: Sequence[SourceData] = part.sources
        title = "" if self.data.document is None else self.data.document.title
        return tuple(
            Source(**{"document": title, **each.model_dump(exclude_unset=True)}) for each in given
        )

    # --- what does not fit -------------------------------------------------------------------

    @property
    def _is_narrowed(self) -> bool:
        around = self.data.circumstances
        return around is not None and bool(around.removed)

    def _note(self, error: ProblemError, where: Fault, *place: str | int) -> None:
        self.faults += [fault.within(where, *place) for fault in error.faults]

    def _faults_of_size(self) -> list[Fault]:
        n_alternatives = len(self.data.alternatives)
        n_rankings = sum(len(criterion.judgements) for criterion in self.data.criteria)
        if n_alternatives > MOST_ALTERNATIVES_OF_A_PROBLEM:
            most = MOST_ALTERNATIVES_OF_A_PROBLEM
            return [_fault("many alternatives", ("alternatives",), n=n_alternatives, most=most)]
        if n_alternatives**2 * n_rankings > MOST_COMPARISONS_OF_A_PROBLEM:
            most = MOST_COMPARISONS_OF_A_PROBLEM // n_alternatives**2
            return [
                _fault(
                    "many judgements", ("criteria",),
                    n=n_rankings, alternatives=n_alternatives, most=most,
                )
            ]  # fmt: skip
        return []

    def _unknown_weight_names(self, structure: ProblemStructure) -> list[Fault]:
        """Say which weights are of nothing, where the problem has too many faults to try them."""
        allowed = (*structure.criterion_names, *structure.layer_names)
        unknown = [name for name in self.data.weights or () if not names_meant(name, allowed)]
        return [
            unknown_name("criterion or layer", name, allowed).within(
                _fault("weights"), "weights", name
            )
            for name in unknown
        ]

    def _usable_weights(self, problem: DecisionProblem) -> dict[str, float] | None:
        """Try all weights; give the problem's own by the names of criteria or layers."""
        for k, each in enumerate(self.data.weight_sets):
            try:
                self._weights_by_name(each.weights, problem)
            except ProblemError as error:
                where = _fault("part", kind="weight set", name=each.name)
                self._note(error, where, "weight_sets", k, "weights")
        try:
            given = self.data.weights
            self.faults += self._faults_of_counts()
            return None if given is None else self._weights_by_name(given, problem)
        except ProblemError as error:
            self.faults += [fault.inside("weights") for fault in error.faults]
        return None

    def _faults_of_counts(self) -> Iterator[Fault]:
        """Say which weights count no ballots, if they are said to."""
        weights = self.data.weights
        if not self.data.counts:
            return
        if weights is None:
            yield _fault("nothing to count", ("counts",))
        criteria = {criterion.name for criterion in self.data.criteria}
        for name, weight in (weights or {}).items():
            if not names_meant(name, criteria):
                fault = _fault("no criterion to count", name=name)
                yield fault.within(_fault("weights"), "weights", name)
            elif weight != round(weight):
                fault = _fault("part of a ballot", name=name, weight=weight)
                yield fault.within(_fault("weights"), "weights", name)

    def _weights_by_name(
        self, given: dict[str, float], problem: DecisionProblem
    ) -> dict[str, float]:
        """Check weights; in other circumstances than they were made for they may be incomplete."""
        try:
            return weight_rules.by_name(given, problem)
        except ProblemError:
            numbers = all(0 <= weight < float("inf") for weight in given.values())
            if self.data.circumstances is None or not numbers:
                raise
            return dict(given)


def _of_criterion(criterion: CriterionData) -> Fault:
    return _fault("part", kind="criterion", name=criterion.name)


def _of_judgement(criterion: CriterionData, reading: str) -> Fault:
    return _fault("judgement", criterion=criterion.name, reading=reading)


def _judgement(data: JudgementData, sources: tuple[Source, ...]) -> Judgement:
    values = None
    if data.values is not None:
        values = {name: value for name, value in data.values.items() if value is not None}
    return Judgement(
        order=data.order,
        levels=data.levels,
        values=values,
        status=data.status or "stated",
        reason=data.reason.label(),
        note=data.note.label(),
        sources=sources,
        by_hand=data.by_hand,
        confidence=data.confidence,
    )
