"""What is wrong with the data of a problem file, in plain words and with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from mcda_ai.io.problem_files.contents import unusable_sign
from mcda_ai.messages.faults import (
    Fault,
    Place,
    ProblemError,
    faults_of,
    more_faults,
    number_told,
    unknown_name,
)

_LONGEST_VALUE = 40

_fault = faults_of("io.problem_files")


def faults_of_data(error: ValidationError, data: object, model: type[BaseModel]) -> list[Fault]:
    """Say what pydantic found in our own words: where, what, and what is allowed.

    Parameters
    ----------
    error : ValidationError
    data
        What was read; names the entries of lists in the messages.
    model : type of pydantic model
        That of the whole; gives the keys that are allowed.
    """
    errors = _own_faults(error.errors(include_url=False))
    told = errors[: number_told(len(errors))]
    rest = [more_faults(len(errors) - len(told))] if len(told) < len(errors) else []
    return [*(fault for item in told for fault in _located(item, data, model)), *rest]


def kind_of(value: object) -> Fault:
    """Say what a value is, in plain words, as a part of a fault."""
    if value is None:
        return _fault("nothing")
    if isinstance(value, Mapping):
        return _fault("entries")
    if isinstance(value, list):
        return _fault("list")
    return _fault("text in quotes", text=_cut(str(value)))


def _located(item: Mapping[str, Any], data: object, model: type[BaseModel]) -> list[Fault]:
    """Say in which part of the data something is, by the names of the parts that it lies in."""
    place: Place = item["loc"]
    parts = _parts(place, data)
    if item["type"] in ("extra_forbidden", "invalid_key"):  # of the entry that has the key
        parts.pop()
    faults = list(_said(item, model))
    if not parts:
        return [fault.inside(*place) for fault in faults]
    where = reduce(lambda outer, inner: _fault("inside", outer=outer, inner=inner), parts)
    return [fault.within(where, *place) for fault in faults]


def _parts(place: Place, data: object) -> list[Fault]:
    """Name each step of a place; entries of a list by their names rather than their numbers."""
    parts = []
    for step in place:
        inside: object = None
        if isinstance(data, Mapping):
            inside = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            inside = data[step]
        name = inside.get("name") if isinstance(inside, Mapping) else None
        if not isinstance(step, int):
            parts.append(_fault("key", key=_cut(str(step))))
        elif isinstance(name, str):
            parts.append(kind_of(name))
        else:
            parts.append(_fault("entry", number=step + 1))
        data = inside
    return parts


def _said(item: Mapping[str, Any], model: type[BaseModel]) -> Iterable[Fault]:
    """Say what is wrong; what is of our own making says it itself."""
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, ProblemError):
        return cause.faults
    if item["type"] == "extra_forbidden":
        *parents, key = item["loc"]
        inner, _ = _expected_at(parents, model)
        return [unknown_key("key", str(key), inner.model_fields)]
    found = kind_of(item["input"])
    if item["type"] == "literal_error":
        _, annotation = _expected_at(item["loc"], model)
        return [_fault("not allowed", found=found, allowed=_choices(annotation))]
    return [_of_pydantic(item, found)]


def unknown_key(kind: str, key: str, allowed: Iterable[str]) -> Fault:
    """Say also what happens to an order with commas between braces: there they part entries."""
    fault = unknown_name(kind, key, allowed)
    return _fault("order in pieces", fault=fault) if re.search("[>=]", key) else fault


def _of_pydantic(item: Mapping[str, Any], found: Fault) -> Fault:
    """Say in our words what pydantic found, by the kind that it gives."""
    fault = None
    match item["type"]:
        case "missing":
            fault = _fault("missing")
        case "too_short":
            fault = _fault("too few", least=item["ctx"]["min_length"])
        case "string_type":
            fault = _fault("no text", found=found)
        case "invalid_key":
            fault = _fault("key of another type", found=found)
        case "tuple_type":
            fault = _fault("no list", found=found)
        case "dict_type" | "model_type":
            fault = _fault("no entries", found=found)
        case "float_parsing":
            fault = _fault("text for a number", found=found)
        case "float_type" | "finite_number":
            fault = _fault("no number", found=found)
        case "bool_type" | "bool_parsing":
            fault = _fault("no switch", found=found)
    return fault or _other_fault(item, found)


def _other_fault(item: Mapping[str, Any], found: Fault) -> Fault:
    """Say what no problem file can cause: a sign that no text can hold, or what pydantic says."""
    sign = unusable_sign(str(item["input"]))
    return sign or _fault("other fault", reason=item["msg"], found=found)


def _own_faults(errors: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Leave out "too few entries" where the entries themselves are faulty."""
    inner: set[Place] = {
        tuple(item["loc"][:length]) for item in errors for length in range(len(item["loc"]))
    }
    return [item for item in errors if item["type"] != "too_short" or item["loc"] not in inner]


def _expected_at(
    place: Sequence[str | int], model: type[BaseModel]
) -> tuple[type[BaseModel], object]:
    """Give the model of the entry at a place, and the type of the last field on the way there."""
    annotation: object = model
    for step in place:
        if step in model.model_fields:
            annotation = model.model_fields[str(step)].annotation
            model = _inner_model(annotation) or model
    return model, annotation


def _choices(annotation: object) -> tuple[str, ...]:
    """Find the texts that are allowed in a type such as ``Literal["a", "b"] | None``."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next(filter(None, map(_choices, get_args(annotation))), ())


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  (a type expression)
    """Find the model inside tuple[X, ...], dict[str, X], X | None and Annotated[X, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        inside = _inner_model(part)
        if inside is not None:
            return inside
    return _inner_model(annotation.__origin__) if hasattr(annotation, "__metadata__") else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
