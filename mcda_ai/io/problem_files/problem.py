"""From the plain data of a problem file to a decision problem, with every fault named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from mcda_ai import weights as weight_rules
from mcda_ai.io.problem_files.faults import faults_of_form, kind_of
from mcda_ai.io.problem_files.mending import without_faulty_parts
from mcda_ai.io.problem_files.parts import (
    CircumstancesForm,
    CriterionForm,
    JudgementForm,
    ProblemForm,
    ScenarioForm,
    SourceForm,
    is_rank,
    label_of,
)
from mcda_ai.messages.faults import Fault, Place, ProblemError, names_meant, raise_any, unknown_name
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

MOST_ALTERNATIVES = 2_000
"""How many alternatives a problem file may have; each is compared with each."""

MOST_COMPARISONS = 200_000_000
"""How many comparisons of two alternatives a problem file may ask for, over all its criteria."""

_OF_A_SAVED_RESULT = {"mcda_ai", "format", "type"}  # written by mcda_ai.io.results, which is above
_SAVED_RESULT = (
    "a saved result ({}), not a problem; allowed here: the problem file that it was made from. In "
    "Python, mcda.load_result opens a saved result"
)


def problem_from_data(data: object) -> DecisionProblem:
    """Build a decision problem from the plain data of a problem file.

    Parameters
    ----------
    data : mapping
        Of the form that `problem_schema` describes; numbers may also be text.

    Returns
    -------
    DecisionProblem
        Under the reading and the scenarios that the data give.

    Raises
    ------
    ProblemError
        With every fault of the form and of how the parts fit together; each knows its place.
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
        keys = ", ".join(ProblemForm.model_fields)
        raise ProblemError(f"holds {kind_of(data)}; allowed: a problem with the keys {keys}")
    if data.keys() >= _OF_A_SAVED_RESULT:
        raise ProblemError(_SAVED_RESULT.format(kind_of(data["type"])))
    try:
        form = ProblemForm.model_validate(data)
    except ValidationError as error:
        faults = faults_of_form(error, data, ProblemForm)
        raise ProblemError(*faults, *_faults_beside(error, data)) from None
    return _Assembly(form, _unknown_unscored(data, form)).problem()


def _faults_beside(error: ValidationError, data: dict[str, Any]) -> list[Fault]:
    """Say how the parts fit, as far as that can be told when the form has faults."""
    errors = [(tuple(item["loc"]), item["type"]) for item in error.errors(include_url=False)]
    mended = without_faulty_parts(data, errors)
    try:
        form = None if mended is None else ProblemForm.model_validate(mended)
    except ValidationError:
        form = None
    return [] if form is None else _Assembly(form).faults_of_fit()


def _unknown_unscored(data: Mapping[str, Any], form: ProblemForm) -> list[Fault]:
    """Name what stands without a rank or value beside those of alternatives, and is none of them.

    A decimal comma makes such names: ``{north: 2,9, south: 2}`` is north: 2, and 9 without a value.
    """
    known = [each.name for each in form.alternatives]
    faults = []
    for place, given in _by_alternative(data):
        for name in (str(key) for key, value in given.items() if value is None):
            if name not in known:
                hint = "; decimals need a point, as 2.9" if name.isdigit() else ""
                text = unknown_name("alternative", name, known) + hint
                faults.append(Fault(text, (*place, name)))
    return faults


def _by_alternative(data: Any) -> Iterator[tuple[Place, Mapping[Any, Any]]]:  # noqa: ANN401
    """Find the mappings from alternatives to ranks or values, with their places."""
    judged = {
        ("criteria", k, "judgements", reading): judgement
        for k, criterion in enumerate(data.get("criteria") or ())
        for reading, judgement in (criterion.get("judgements") or {}).items()
    }
    judged |= {
        ("scenarios", k, "cells", index): cell
        for k, scenario in enumerate(data.get("scenarios") or ())
        for index, cell in enumerate(scenario.get("cells") or ())
    }
    for place, judgement in judged.items():
        if not isinstance(judgement, Mapping):
            continue
        parts = {key: judgement[key] for key in ("order", "values") if key in judgement}
        if not parts and any(is_rank(value) for value in judgement.values()):
            yield place, judgement  # ranks alone
        for key, given in parts.items():
            if isinstance(given, Mapping):
                yield (*place, key), given


@dataclass
class _Assembly:
    """The parts of a problem, put together from the form; notes every fault on the way."""

    form: ProblemForm
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
        form, around = self.form, self.form.circumstances or CircumstancesForm()
        document = form.document
        return {
            "name": form.name,
            "label": label_of(form),
            "description": form.description.label(),
            "document": None if document is None else Document(**document.model_dump()),
            "alternatives": tuple(
                Alternative(**each.named(), description=each.description.label())
                for each in form.alternatives
            ),
            "layers": tuple(
                Layer(**each.named(), description=each.description.label(), role=each.role)
                for each in form.layers
            ),
            "scales": self._scales(),
            "readings": tuple(
                Reading(**each.named(), description=each.description.label())
                for each in form.readings
            ),
            "criteria": tuple(self._criterion(k, each) for k, each in enumerate(form.criteria)),
            "judgements": self._judgements(),
            "scenarios": tuple(self._scenario(k, each) for k, each in enumerate(form.scenarios)),
            "remarks": tuple(
                Remark(each.name, each.text.label(), self._sources(each)) for each in form.remarks
            ),
            "weight_sets": tuple(
                WeightSet(
                    **each.named(),
                    weights=tuple(each.weights.items()),
                    sources=self._sources(each),
                )
                for each in form.weight_sets
            ),
            "active_reading": around.reading,
            "active_scenarios": around.scenarios,
            "removed": around.removed,
        }

    # --- parts -------------------------------------------------------------------------------

    def _scales(self) -> tuple[Scale, ...]:
        made = []
        for k, form in enumerate(self.form.scales):
            levels = tuple(Level(**level.named()) for level in form.levels)
            try:
                made.append(Scale(**form.named(), levels=levels))
            except ProblemError as error:
                self._note(error, "", "scales", k, "levels")
                made.append(Scale(**form.named(), levels=tuple(dict.fromkeys(levels))))
        return tuple(made)

    def _criterion(self, k: int, form: CriterionForm) -> Criterion:
        function = PreferenceFunction()
        try:
            if form.preference is not None:
                function = PreferenceFunction(**form.preference.model_dump())
        except ProblemError as error:
            self._note(error, f"criterion '{form.name}': ", "criteria", k, "preference")
        measured = [name for name, each in form.judgements.items() if each.values is not None]
        if measured and form.direction is None:
            text = (
                f"criterion '{form.name}': there are values, but no direction; allowed: max (more "
                "is better) or min (less is better)"
            )
            self.faults.append(Fault(text, ("criteria", k, "judgements", measured[0])))
        return Criterion(
            **form.named(), layer=form.layer, scale=form.scale, unit=form.unit,
            direction=form.direction or "max", preference=function,
        )  # fmt: skip

    def _judgements(self) -> dict[str, dict[str, Judgement]]:
        """Arrange the judgements by reading; those without sources take the reading's."""
        readings = {form.name: form for form in self.form.readings}
        table: dict[str, dict[str, Judgement]] = {name: {} for name in readings}
        for k, criterion in enumerate(self.form.criteria):
            for reading, form in criterion.judgements.items():
                where = f"criterion '{criterion.name}', reading '{reading}': "
                place = ("criteria", k, "judgements", reading)
                if reading not in table:
                    text = where + unknown_name("reading", reading, table)
                    self.faults.append(Fault(text, place))
                    continue
                sources = self._sources(form if form.has("sources") else readings[reading])
                try:
                    judgement = _judgement(form, sources)
                except ProblemError as error:
                    self._note(error, where, *place)
                    judgement = Judgement(status="unscored", reason=label_of(criterion))
                table[reading][criterion.name] = judgement
        return table

    def _scenario(self, k: int, form: ScenarioForm) -> Scenario:
        """Read a scenario; of one that was narrowed, cells or orders may be gone."""
        where, place = f"scenarios > '{form.name}' > cells: ", ("scenarios", k, "cells")
        if not form.cells and not self._is_narrowed:
            self.faults.append(Fault(where + "at least 1 is needed", place))
        for index, cell in enumerate(form.cells):
            if cell.order is None and not self._is_narrowed:
                self.faults.append(Fault(
                    f"{where}criterion '{cell.criterion}': an order is needed; found nothing",
                    (*place, index, "order"),
                ))  # fmt: skip
        cells = tuple(
            ScenarioCell(
                cell.criterion,
                cell.order,
                self._sources(cell if cell.has("sources") else form),
            )
            for cell in form.cells
        )
        return Scenario(
            **form.named(),
            cells=cells,
            description=form.description.label(),
            sources=self._sources(form),
        )

    def _sources(self, form: Any) -> tuple[Source, ...]:  # noqa: ANN401  (a form with sources)
        given: Sequence[SourceForm] = form.sources
        title = "" if self.form.document is None else self.form.document.title
        return tuple(
            Source(**{"document": title, **each.model_dump(exclude_unset=True)}) for each in given
        )

    # --- what does not fit -------------------------------------------------------------------

    @property
    def _is_narrowed(self) -> bool:
        around = self.form.circumstances
        return around is not None and bool(around.removed)

    def _note(self, error: ProblemError, context: str, *place: str | int) -> None:
        self.faults += [Fault.inside(fault, context, *place) for fault in error.faults]

    def _faults_of_size(self) -> list[Fault]:
        n_alternatives = len(self.form.alternatives)
        n_rankings = sum(len(criterion.judgements) for criterion in self.form.criteria)
        if n_alternatives > MOST_ALTERNATIVES:
            text = f"{n_alternatives:,} alternatives; allowed: at most {MOST_ALTERNATIVES:,}"
            return [Fault(text, ("alternatives",))]
        if n_alternatives**2 * n_rankings > MOST_COMPARISONS:
            text = (
                f"{n_rankings:,} judgements of {n_alternatives:,} alternatives; allowed: at most "
                f"{MOST_COMPARISONS // n_alternatives**2:,} judgements of so many"
            )
            return [Fault(text, ("criteria",))]
        return []

    def _unknown_weight_names(self, structure: ProblemStructure) -> list[Fault]:
        """Say which weights are of nothing, where the problem has too many faults to try them."""
        allowed = (*structure.criterion_names, *structure.layer_names)
        unknown = [name for name in self.form.weights or () if not names_meant(name, allowed)]
        return [
            Fault(
                f"weights: {unknown_name('criterion or layer', name, allowed)}", ("weights", name)
            )
            for name in unknown
        ]

    def _usable_weights(self, problem: DecisionProblem) -> dict[str, float] | None:
        """Try all weights; give the problem's own by the names of criteria or layers."""
        for k, each in enumerate(self.form.weight_sets):
            try:
                self._weights_by_name(each.weights, problem)
            except ProblemError as error:
                self._note(error, f"weight set '{each.name}': ", "weight_sets", k, "weights")
        try:
            given = self.form.weights
            return None if given is None else self._weights_by_name(given, problem)
        except ProblemError as error:
            self._note(error, "", "weights")
        return None

    def _weights_by_name(
        self, given: dict[str, float], problem: DecisionProblem
    ) -> dict[str, float]:
        """Check weights; in other circumstances than they were made for they may be incomplete."""
        try:
            return weight_rules.by_name(given, problem)
        except ProblemError:
            numbers = all(0 <= weight < float("inf") for weight in given.values())
            if self.form.circumstances is None or not numbers:
                raise
            return dict(given)


def _judgement(form: JudgementForm, sources: tuple[Source, ...]) -> Judgement:
    values = None
    if form.values is not None:
        values = {name: value for name, value in form.values.items() if value is not None}
    return Judgement(
        order=form.order,
        levels=form.levels,
        values=values,
        status=form.status or "stated",
        reason=form.reason.label(),
        note=form.note.label(),
        sources=sources,
    )
