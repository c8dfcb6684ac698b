"""The form of a problem file: from plain data to a decision problem, with every fault named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mcda_ai.construction import check_weight_sets, with_own_weights
from mcda_ai.evidence import (
    Alternative,
    Criterion,
    Document,
    Judgement,
    Label,
    Layer,
    Level,
    Reading,
    Remark,
    Role,
    Scale,
    Scenario,
    ScenarioCell,
    Source,
    Status,
    WeightSet,
)
from mcda_ai.faults import ProblemError, raise_any, unknown_name
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import WeakOrder


def problem_from_data(data: object) -> DecisionProblem:
    """Build a decision problem from the plain data of a problem file; numbers are text.

    Raises
    ------
    ProblemError
        With every fault of the form, or else of how the parts fit together.
    """
    if not isinstance(data, dict):
        keys = ", ".join(ProblemForm.model_fields)
        raise ProblemError(f"holds {_kind(data)}; allowed: a problem with the keys {keys}")
    try:
        form = ProblemForm.model_validate(data)
    except ValidationError as error:
        errors = _own_faults(error.errors(include_url=False))
        raise ProblemError(*(_fault(item, data) for item in errors)) from None
    return form.problem()


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_text(value: object) -> object:
    """Take a plain text for both languages."""
    return {"nl": value, "en": value} if isinstance(value, str) else value


def _named(value: object) -> object:
    """Take a plain name for an entry with nothing but a name."""
    return {"name": value} if isinstance(value, str) else value


def _bare_judgement(value: object) -> object:
    """Take an order alone for a judgement, and nothing for an unscored one."""
    if value is None:
        return {"status": "unscored", "reason": {"nl": "niet gescoord", "en": "not scored"}}
    is_ranks = isinstance(value, Mapping) and value and all(map(_is_rank, value.values()))
    return {"order": value} if isinstance(value, str | list) or is_ranks else value


def _several(value: object) -> object:
    """Take one level for a list of one."""
    return [value] if isinstance(value, str) else value


def _order(value: object) -> object:
    """Read an order; numbers arrive here as text."""
    if isinstance(value, Mapping):
        value = {name: float(rank) if _is_rank(rank) and rank is not None else rank
                 for name, rank in value.items()}  # fmt: skip
    return value if value is None else WeakOrder.of(value)  # type: ignore[arg-type]


def _cell_order(value: object) -> object:
    if value is None:
        raise ValueError("an order is needed")
    return _order(value)


def _no_switch(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("a number is needed")  # noqa: TRY004  (pydantic collects ValueErrors)
    return value


def _is_rank(value: object) -> bool:
    if not isinstance(value, str):
        return value is None
    try:
        float(value)
    except ValueError:
        return False
    return True


class _LabelForm(_Form):
    nl: str = ""
    en: str = ""

    def label(self) -> Label:
        return Label(self.nl, self.en)


_Text = Annotated[_LabelForm, BeforeValidator(_one_text)]
_Order = Annotated[Any, BeforeValidator(_order)]
_NO_TEXT = _LabelForm()


class _SourceForm(_Form):
    table: str = ""
    section: str = ""
    page: str = ""
    note: str = ""
    document: str = ""


class _DocumentForm(_Form):
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    client: str = ""
    number: str = ""
    date: str = ""
    language: str = ""


class _NamedForm(_Form):
    name: str
    label: _Text = _NO_TEXT

    def named(self) -> dict[str, Any]:
        return {"name": self.name, "label": self.label.label() or Label.same(self.name)}


class _AlternativeForm(_NamedForm):
    description: _Text = _NO_TEXT


class _LayerForm(_AlternativeForm):
    role: Role = "benefit chain"


class _ReadingForm(_AlternativeForm):
    sources: tuple[_SourceForm, ...] = ()


class _ScaleForm(_NamedForm):
    levels: tuple[Annotated[_NamedForm, BeforeValidator(_named)], ...] = Field(min_length=2)


class _JudgementForm(_Form):
    order: _Order = None
    levels: dict[str, Annotated[tuple[str, ...], BeforeValidator(_several)]] | None = None
    status: Status | None = None
    reason: _Text = _NO_TEXT
    note: _Text = _NO_TEXT
    sources: tuple[_SourceForm, ...] = ()


class _CriterionForm(_NamedForm):
    layer: str
    scale: str | None = None
    judgements: dict[str, Annotated[_JudgementForm, BeforeValidator(_bare_judgement)]]


class _CellForm(_Form):
    criterion: str
    order: Annotated[Any, BeforeValidator(_cell_order)]
    sources: tuple[_SourceForm, ...] = ()


class _ScenarioForm(_AlternativeForm):
    sources: tuple[_SourceForm, ...] = ()
    cells: tuple[_CellForm, ...] = Field(min_length=1)


class _WeightSetForm(_NamedForm):
    weights: dict[str, Annotated[float, BeforeValidator(_no_switch)]] = Field(min_length=1)
    sources: tuple[_SourceForm, ...] = ()


class _RemarkForm(_Form):
    name: str
    text: _Text
    sources: tuple[_SourceForm, ...] = ()


class ProblemForm(_Form):
    """A whole problem file."""

    version: Literal["1"]
    name: str
    label: _Text = _NO_TEXT
    description: _Text = _NO_TEXT
    document: _DocumentForm | None = None
    alternatives: tuple[Annotated[_AlternativeForm, BeforeValidator(_named)], ...]
    layers: tuple[Annotated[_LayerForm, BeforeValidator(_named)], ...]
    scales: tuple[_ScaleForm, ...] = ()
    readings: tuple[Annotated[_ReadingForm, BeforeValidator(_named)], ...]
    criteria: tuple[_CriterionForm, ...]
    scenarios: tuple[_ScenarioForm, ...] = ()
    remarks: tuple[_RemarkForm, ...] = ()
    weights: dict[str, Annotated[float, BeforeValidator(_no_switch)]] | None = None
    weight_sets: tuple[_WeightSetForm, ...] = ()

    def problem(self) -> DecisionProblem:
        """Build the decision problem, or say what does not fit together."""
        problem = DecisionProblem(
            name=self.name,
            label=self.label.label() or Label.same(self.name),
            description=self.description.label(),
            document=None if self.document is None else Document(**self.document.model_dump()),
            alternatives=tuple(
                Alternative(**form.named(), description=form.description.label())
                for form in self.alternatives
            ),
            layers=tuple(
                Layer(**form.named(), description=form.description.label(), role=form.role)
                for form in self.layers
            ),
            scales=tuple(
                Scale(**form.named(), levels=tuple(Level(**level.named()) for level in form.levels))
                for form in self.scales
            ),
            readings=tuple(
                Reading(**form.named(), description=form.description.label())
                for form in self.readings
            ),
            criteria=tuple(
                Criterion(**form.named(), layer=form.layer, scale=form.scale)
                for form in self.criteria
            ),
            judgements=self._judgements(),
            scenarios=tuple(self._scenario(form) for form in self.scenarios),
            remarks=tuple(
                Remark(form.name, form.text.label(), self._sources(form.sources))
                for form in self.remarks
            ),
            weight_sets=tuple(
                WeightSet(
                    **form.named(),
                    weights=tuple(form.weights.items()),
                    sources=self._sources(form.sources),
                )
                for form in self.weight_sets
            ),
        )
        check_weight_sets(problem)
        return problem if self.weights is None else with_own_weights(problem, self.weights)

    def _judgements(self) -> dict[str, dict[str, Judgement]]:
        """Arrange the judgements by reading; without sources they take the reading's."""
        inherited = {form.name: form.sources for form in self.readings}
        table: dict[str, dict[str, Judgement]] = {form.name: {} for form in self.readings}
        faults = []
        for criterion in self.criteria:
            for reading, form in criterion.judgements.items():
                where = f"criterion '{criterion.name}', reading '{reading}': "
                if reading not in table:
                    faults.append(where + unknown_name("reading", reading, table))
                    continue
                try:
                    table[reading][criterion.name] = Judgement(
                        order=form.order,
                        levels=form.levels,
                        status=form.status or "stated",
                        reason=form.reason.label(),
                        note=form.note.label(),
                        sources=self._sources(form.sources or inherited[reading]),
                    )
                except ProblemError as error:
                    faults += [where + fault for fault in error.faults]
        raise_any(faults)
        return table

    def _scenario(self, form: _ScenarioForm) -> Scenario:
        cells = tuple(
            ScenarioCell(cell.criterion, cell.order, self._sources(cell.sources or form.sources))
            for cell in form.cells
        )
        return Scenario(
            **form.named(),
            cells=cells,
            description=form.description.label(),
            sources=self._sources(form.sources),
        )

    def _sources(self, forms: Sequence[_SourceForm]) -> tuple[Source, ...]:
        title = "" if self.document is None else self.document.title
        given = [form.model_dump() for form in forms]
        return tuple(
            Source(**{**source, "document": source["document"] or title}) for source in given
        )


# --- saying what is wrong ----------------------------------------------------------------------


_PLAIN_WORDS = {
    "missing": "missing; it is needed",
    "string_type": "a text is needed",
    "tuple_type": "a list is needed",
    "dict_type": "a mapping is needed",
    "model_type": "a mapping is needed",
    "float_parsing": "a number is needed",
    "float_type": "a number is needed",
}


def _fault(item: Mapping[str, Any], data: object) -> str:
    """Say one fault found by pydantic in our own words: where, what, and what is allowed."""
    where = _place(item["loc"], data)
    if item["type"] == "extra_forbidden":
        *parents, key = item["loc"]
        return f"{_place(parents, data)}{unknown_name('key', str(key), _keys_allowed(parents))}"
    if item["type"] == "missing":
        return where + _PLAIN_WORDS["missing"]
    if item["type"] == "too_short":
        return f"{where}at least {item['ctx']['min_length']} are needed"
    if item["type"] == "literal_error":
        return f"{where}{_kind(item['input'])}; allowed: {item['ctx']['expected']}"
    message = _PLAIN_WORDS.get(item["type"], item["msg"].removeprefix("Value error, "))
    return f"{where}{message}; found {_kind(item['input'])}"


def _own_faults(errors: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leave out "too few entries" where the entries themselves are faulty."""
    places = [tuple(item["loc"]) for item in errors]
    return [
        item
        for item, place in zip(errors, places, strict=True)
        if item["type"] != "too_short"
        or not any(other != place and other[: len(place)] == place for other in places)
    ]


def _place(location: Sequence[str | int], data: object) -> str:
    """Write a location with the names of entries rather than their numbers."""
    parts = []
    for step in location:
        inside: object = None
        if isinstance(data, Mapping):
            inside = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            inside = data[step]
        if isinstance(step, int):
            name = inside.get("name") if isinstance(inside, Mapping) else None
            parts.append(f"'{name}'" if isinstance(name, str) else f"entry {step + 1}")
        else:
            parts.append(str(step))
        data = inside
    return " > ".join(parts) + ": " if parts else ""


def _keys_allowed(location: Sequence[str | int]) -> list[str]:
    """Give the keys that the entry at a location of the file may have."""
    form: type[_Form] = ProblemForm
    for step in location:
        if step in form.model_fields:
            form = _inner_form(form.model_fields[str(step)].annotation) or form
    return list(form.model_fields)


def _inner_form(annotation: Any) -> type[_Form] | None:  # noqa: ANN401  (a type expression)
    """Find the form inside tuple[X, ...], dict[str, X], X | None and Annotated[X, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, _Form):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _inner_form(part)
        if found is not None:
            return found
    return _inner_form(annotation.__origin__) if hasattr(annotation, "__metadata__") else None


def _kind(value: object) -> str:
    """Say what a value is, in plain words."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:40] + '…'}'"
