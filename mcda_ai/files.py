"""Problem files in YAML or JSON: read with every fault named, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mcda_ai.construction import with_own_weights
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
)
from mcda_ai.faults import ProblemError, raise_any, unknown_name
from mcda_ai.problem import DecisionProblem
from mcda_ai.ranking import WeakOrder

SUFFIXES = (".yaml", ".yml", ".json")


def read(path: str | os.PathLike[str]) -> DecisionProblem:
    """Read a decision problem from a YAML or JSON file of the form the datasets have.

    Parameters
    ----------
    path : str or path
        Ends in .yaml, .yml or .json; UTF-8.

    Returns
    -------
    DecisionProblem

    Raises
    ------
    ProblemError
        If the file cannot be read, or with every fault in it: where, what is wrong, and what is
        allowed.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> form = {"version": 1, "name": "site", "alternatives": ["north", "south"],
    ...         "layers": ["input"], "readings": ["survey"],
    ...         "criteria": [{"name": "cost", "layer": "input",
    ...                       "judgements": {"survey": "south > north"}}]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "site.json"
    ...     _ = file.write_text(json.dumps(form), encoding="utf-8")
    ...     read(file)
    DecisionProblem 'site': 2 alternatives, 1 criteria (1 scored) in 1 layer
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise ProblemError(
            f"{file}: cannot read '{file.suffix or 'no suffix'}'; allowed: {', '.join(SUFFIXES)}"
        )
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProblemError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise ProblemError(
            f"{file}: not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from None
    return parse(text, str(file), as_json=file.suffix.lower() == ".json")


def parse(text: str, name: str, *, as_json: bool = False) -> DecisionProblem:
    """Read a decision problem from YAML (or JSON) text; `name` stands in the messages."""
    data = _load_json(text, name) if as_json else _load_yaml(text, name)
    if not isinstance(data, dict):
        raise ProblemError(
            f"{name}: holds {_kind(data)}; allowed: a problem with the keys "
            + ", ".join(_ProblemForm.model_fields)
        )
    try:
        form = _ProblemForm.model_validate(data)
        return form.problem()
    except ValidationError as error:
        faults = [_fault(item, data) for item in error.errors(include_url=False)]
        raise ProblemError(*(f"{name}: {fault}" for fault in faults)) from None
    except ProblemError as error:
        raise ProblemError(*(f"{name}: {fault}" for fault in error.faults)) from None


def write_atomically(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text file so that an existing file is either replaced whole or left as it was.

    Raises
    ------
    ProblemError
        If the file cannot be written there; nothing is left behind.
    """
    target = Path(path).resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ProblemError(f"{path}: cannot be written: {error.strerror or error}") from None
    return target


# --- text to plain data ------------------------------------------------------------------------


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML in which yes, no and dates stay the text they are and keys stand once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | float | None):
                raise yaml.MarkedYAMLError(
                    problem="a key must be a text", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key}' stands there twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


_PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _load_yaml(text: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    try:
        return yaml.load(text, Loader=_PlainLoader)  # a SafeLoader, see above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ProblemError(f"{name}{where}: not readable as YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ProblemError(f"{name}: not readable as YAML: {reason}") from None


def _load_json(text: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    try:
        return json.loads(text, object_pairs_hook=_keys_once)
    except json.JSONDecodeError as error:
        raise ProblemError(
            f"{name}, line {error.lineno}, column {error.colno}: not readable as JSON: {error.msg}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise ProblemError(f"{name}: not readable as JSON: {error}") from None


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{double}' stands there twice")
    return mapping


# --- the form of the file ----------------------------------------------------------------------


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True, frozen=True)


def _one_text(value: object) -> object:
    """Take a plain text for both languages."""
    if isinstance(value, str | int | float):
        return {"nl": str(value), "en": str(value)}
    return value


def _named(value: object) -> object:
    """Take a plain name for an entry with nothing but a name."""
    return {"name": value} if isinstance(value, str | int | float) else value


def _bare_judgement(value: object) -> object:
    """Take an order alone for a judgement, and nothing for an unscored one."""
    if value is None:
        return {"status": "unscored", "reason": {"nl": "niet gescoord", "en": "not scored"}}
    return {"order": value} if isinstance(value, str | list) else value


def _several(value: object) -> object:
    """Take one level for a list of one."""
    return [value] if isinstance(value, str | int | float) else value


def _order(value: object) -> object:
    return value if value is None else WeakOrder.of(value)  # type: ignore[arg-type]


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
    order: _Order
    sources: tuple[_SourceForm, ...] = ()


class _ScenarioForm(_AlternativeForm):
    sources: tuple[_SourceForm, ...] = ()
    cells: tuple[_CellForm, ...] = Field(min_length=1)


class _RemarkForm(_Form):
    name: str
    text: _Text
    sources: tuple[_SourceForm, ...] = ()


class _ProblemForm(_Form):
    version: Literal[1]
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
    weights: dict[str, float] | None = None

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
        )
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


def _fault(item: Mapping[str, Any], data: object) -> str:
    """Say one fault found by pydantic in our own words: where, what, and what is allowed."""
    where = _place(item["loc"], data)
    if item["type"] == "extra_forbidden":
        *parents, key = item["loc"]
        return f"{_place(parents, data)}{unknown_name('key', str(key), _keys_allowed(parents))}"
    if item["type"] == "missing":
        return f"{where}missing; it is needed"
    message = item["msg"].removeprefix("Value error, ")
    return f"{where}{message}; found {_kind(item['input'])}"


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
    form: type[_Form] = _ProblemForm
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
